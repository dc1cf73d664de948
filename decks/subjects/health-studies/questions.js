qt2anki.give(...["subjects/health-studies/questions",{"versions":["01b579c3"],"rows":[[2,"How does insulin facilitate the entry of glucose into cells?",0,9]]}]);
