qt2anki.give(...["subjects/medicine/questions",{"versions":["336f2dae"],"rows":[[3,"What triggers the release of insulin from the pancreas?",0,13]]}]);
