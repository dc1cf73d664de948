qt2anki.give(...["subjects/biotechnology/changes",{"questions":{"1":["What triggers the process of regulated exocytosis?",[["biotechnology","Biotechnology"]]]},"releases":{"1":[[1,4,0,0,0,0]]}}]);
