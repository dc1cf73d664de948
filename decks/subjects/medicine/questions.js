qt2anki.give(...["subjects/medicine/questions",{"versions":["b7be5159"],"rows":[[3,"What triggers the release of insulin from the pancreas?",0,16]]}]);
