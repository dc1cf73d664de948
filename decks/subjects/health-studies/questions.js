qt2anki.give(...["subjects/health-studies/questions",{"versions":["bdf7b866"],"rows":[[2,"How does insulin facilitate the entry of glucose into cells?",0,9]]}]);
