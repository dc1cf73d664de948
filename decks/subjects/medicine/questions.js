qt2anki.give(...["subjects/medicine/questions",{"versions":["7cdf4c7d"],"rows":[[3,"What triggers the release of insulin from the pancreas?",0,16]]}]);
