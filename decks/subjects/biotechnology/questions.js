qt2anki.give(...["subjects/biotechnology/questions",{"versions":["da1d4504"],"rows":[[1,"What triggers the process of regulated exocytosis?",0,4]]}]);
