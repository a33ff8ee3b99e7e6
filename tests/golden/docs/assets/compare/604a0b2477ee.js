smallprintCompare.part([["acorn-mail","Acorn Mail","apapp",0,"","2021-03-04"],["birch-bank","Birch & Sons \u003cBank>","ppusp",0,"",""],["cedar-games","Cedar Games","auaus",0,"","2019-05-06"]]);
