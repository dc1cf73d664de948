qt2anki.give(...["subjects/health-studies/questions",{"versions":["1d80d79d"],"rows":[[2,"How does insulin facilitate the entry of glucose into cells?",0,10]]}]);
