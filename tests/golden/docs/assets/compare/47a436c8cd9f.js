smallprintCompare.part([["acorn-mail","Acorn Mail","apapp","","2021-03-04"],["birch-bank","Birch & Sons \u003cBank>","ppusp","",""],["cedar-games","Cedar Games","auaus","","2019-05-06"]]);
