"""Names the short words that a full stop follows without ending a sentence, and the forms of companies."""

from __future__ import annotations

from typing import Final

#: A full stop behind one of these never ends a sentence. In lower case, as patterns: "arts?" is "art" and "arts".
ABBREVIATIONS: Final = (
    *("e\\.g", "i\\.e", "eg", "ie", "vs", "arts?", "sec", "paras?", "lit", "subpara", "mr", "mrs", "ms", "dr", "st"),
    *("ave", "blvd", "rd", "ste", "approx", "incl", "cf", "cal", "civ", "[a-z]*str"),
)
#: A full stop behind one of these ends a sentence when a capital follows.
AT_THE_END: Final = ("etc", "nos?", "a\\.m", "p\\.m")
#: A full stop behind one of these ends a sentence when a word follows that begins one: not in "the U.S. Department".
COUNTRIES: Final = ("u\\.s", "u\\.k", "u\\.s\\.a")
#: Words that begin a sentence and no name.
OPENERS: Final = (
    *("a", "all", "also", "an", "any", "as", "at", "by", "for", "from", "how", "however", "if", "in", "it", "no", "on"),
    *("our", "please", "some", "such", "that", "the", "their", "these", "they", "this", "those", "to", "we", "what"),
    *("when", "where", "which", "with", "you", "your"),
)
#: What stands behind a company's name. A full stop behind it ends a sentence when a capital follows.
COMPANY_FORMS: Final = (
    *("Inc", "Ltd", "LLC", "GmbH", "AG", "BV", "Limited", "Corp", "Corporation", "Co", "SAS", "Pty", "Pvt", "plc"),
    *("LLP", "AB", "Oy"),
)
#: The same as initials, as patterns. In addresses the next line follows, so a full stop behind them ends nothing.
COMPANY_INITIALS: Final = ("B\\.V", "S\\.A", "K\\.K")
