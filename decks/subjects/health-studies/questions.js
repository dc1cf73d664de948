qt2anki.give(...["subjects/health-studies/questions",{"versions":["f5f571de"],"rows":[[2,"How does insulin facilitate the entry of glucose into cells?",0,9]]}]);
