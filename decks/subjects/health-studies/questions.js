qt2anki.give(...["subjects/health-studies/questions",{"versions":["b48c2c4e"],"rows":[[2,"How does insulin facilitate the entry of glucose into cells?",0,10]]}]);
