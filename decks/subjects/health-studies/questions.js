qt2anki.give(...["subjects/health-studies/questions",{"versions":["ec086f8a"],"rows":[[2,"How does insulin facilitate the entry of glucose into cells?",0,9]]}]);
