qt2anki.give(...["subjects/medicine/questions",{"versions":["f0808e01"],"rows":[[3,"What triggers the release of insulin from the pancreas?",0,16]]}]);
