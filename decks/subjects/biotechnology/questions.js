qt2anki.give(...["subjects/biotechnology/questions",{"versions":["2ddcbbad"],"rows":[[1,"What triggers the process of regulated exocytosis?",0,4]]}]);
