qt2anki.give(...["subjects/medicine/changes",{"questions":{"3":["What triggers the release of insulin from the pancreas?",[["medicine","Medicine"]]]},"releases":{"1":[[3,7,0,0,0,0]]}}]);
