qt2anki.give(...["subjects/biotechnology/questions",{"versions":["d0c1a876"],"rows":[[1,"What triggers the process of regulated exocytosis?",0,4]]}]);
