qt2anki.give(...["subjects/health-studies/questions",{"versions":["4e77cabb"],"rows":[[2,"How does insulin facilitate the entry of glucose into cells?",0,9]]}]);
