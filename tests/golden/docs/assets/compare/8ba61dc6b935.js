smallprintCompare.cards([["acorn-mail",[],"",121,[]],["birch-bank",[],"",133,[0]],["cedar-games",[],"",71,[]]]);
