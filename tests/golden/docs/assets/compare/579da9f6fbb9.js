smallprintCompare.part([["acorn-mail","Acorn Mail","apapp",0],["birch-bank","Birch & Sons \u003cBank>","ppusp",0],["cedar-games","Cedar Games","auaus",0]]);
