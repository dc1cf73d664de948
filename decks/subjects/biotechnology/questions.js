qt2anki.give(...["subjects/biotechnology/questions",{"versions":["29dc73e0"],"rows":[[1,"What triggers the process of regulated exocytosis?",0,4]]}]);
