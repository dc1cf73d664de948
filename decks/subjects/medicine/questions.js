qt2anki.give(...["subjects/medicine/questions",{"versions":["23de0a42"],"rows":[[3,"What triggers the release of insulin from the pancreas?",0,15]]}]);
