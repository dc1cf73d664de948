qt2anki.give(...["subjects/health-studies/questions",{"versions":["1b932b00"],"rows":[[2,"How does insulin facilitate the entry of glucose into cells?",0,10]]}]);
