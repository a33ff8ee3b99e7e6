"""Say where the standard practices, words and theme lie, and what a collection takes of them: site_config/site.yml.

A repository without that file is whole by itself, as this program's own is. With it, a file of the collection wins over
the standard one of the same name, and what it does not have is the standard's.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.catalogue import Texts
from generator.problems import ContributorError, Problem, closest, shown
from generator.reading.files import read_text
from generator.reading.frontmatter import load_yaml
from generator.reading.repository import standard
from generator.reading.schema_site import SiteFile
from generator.reading.scope import PRACTICES
from generator.reading.validation import validate

IDS: Final = {
    "no-standard-practice": "A practice that site.yml chooses is one of the standard ones.",
}

SITE_FILE: Final = "site_config/site.yml"
THEME: Final = "site_config/theme"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a repository is made of: where the standard lies (None: it takes nothing of it), and what it takes.

    ``practices`` are the ids of the standard practices that are asked; ``texts`` what its texts are called.
    """

    standard: Path | None = None
    practices: tuple[str, ...] = ()
    texts: Texts = field(default_factory=Texts)

    def home(self, root: Path, path: str) -> Path:
        """Return the folder in which a file is read: the repository ``root``, or the standard's where that has none."""
        if self.standard is not None and not os.path.lexists(root / path):
            return self.standard
        return root


def standard_practices() -> tuple[str, ...]:
    """Give the ids of the standard practices, by name."""
    return tuple(sorted(path.stem for path in (standard() / PRACTICES).glob("*.yml")))


def chosen(root: Path) -> Chosen:
    """Read what a repository takes of the standard. Raises ContributorError with every mistake."""
    if not os.path.lexists(root / SITE_FILE):
        return Chosen()
    marked = load_yaml(read_text(root, SITE_FILE), SITE_FILE)
    written = validate(SiteFile, marked)
    known = standard_practices()
    asked = known if written.practices is None else tuple(written.practices)
    unknown = [(number, id) for number, id in enumerate(asked) if id not in known]
    if unknown:
        raise ContributorError(
            Problem(marked.place(("practices", number)), f"{shown(id)} is no standard practice", _near(id, known),
                    "no-standard-practice")
            for number, id in unknown
        )  # fmt: skip
    texts = Texts(written.texts.one, written.texts.many) if written.texts else Texts()
    return Chosen(standard(), asked, texts)


def _near(id: str, known: tuple[str, ...]) -> str:
    near = closest(id, known)
    return f"Did you mean `{near}`?" if near else "A practice of your own needs no line: its file is enough."
