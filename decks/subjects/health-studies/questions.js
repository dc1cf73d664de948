qt2anki.give(...["subjects/health-studies/questions",{"versions":["417dcb5d"],"rows":[[2,"How does insulin facilitate the entry of glucose into cells?",0,10]]}]);
