qt2anki.give(...["subjects/biotechnology/questions",{"versions":["9a00d021"],"rows":[[1,"What triggers the process of regulated exocytosis?",0,4]]}]);
