qt2anki.give(...["subjects/health-studies/questions",{"versions":["db05a0a1"],"rows":[[2,"How does insulin facilitate the entry of glucose into cells?",0,9]]}]);
