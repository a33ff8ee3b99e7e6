smallprintCompare.part([["acorn-mail","Acorn Mail","apapp"],["birch-bank","Birch & Sons \u003cBank>","ppusp"],["cedar-games","Cedar Games","auaus"]]);
