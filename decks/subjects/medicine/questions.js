qt2anki.give(...["subjects/medicine/questions",{"versions":["fb1c8f45"],"rows":[[3,"What triggers the release of insulin from the pancreas?",0,13]]}]);
