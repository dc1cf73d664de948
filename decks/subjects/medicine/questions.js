qt2anki.give(...["subjects/medicine/questions",{"versions":["d8ec878f"],"rows":[[3,"What triggers the release of insulin from the pancreas?",0,16]]}]);
