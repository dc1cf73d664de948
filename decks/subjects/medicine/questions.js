qt2anki.give(...["subjects/medicine/questions",{"versions":["a4abd62e"],"rows":[[3,"What triggers the release of insulin from the pancreas?",0,16]]}]);
