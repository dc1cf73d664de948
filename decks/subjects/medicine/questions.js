qt2anki.give(...["subjects/medicine/questions",{"versions":["9b688aad"],"rows":[[3,"What triggers the release of insulin from the pancreas?",0,16]]}]);
