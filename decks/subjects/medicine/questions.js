qt2anki.give(...["subjects/medicine/questions",{"versions":["3ee6b22f"],"rows":[[3,"What triggers the release of insulin from the pancreas?",0,13]]}]);
