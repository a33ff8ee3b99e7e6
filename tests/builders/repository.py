"""Makes repositories: the invented one of three policies, and a tiny one of one policy to spoil one thing in.

The invented one has this project's theme and MkDocs, so that a website can be built of it; its files are those of
``tests/fixtures/site``. The tiny one is for tests of reading and checking.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "tests" / "fixtures" / "site"
#: A policy of the invented repository.
ACORN = "content/policies/acorn-mail/2021-03-04.txt"

POLICY = "Privacy at Example\n\nWe sell your data to anyone. We keep\nyour data for ten years.\n"
SERVICE = f"""---
name: Example
lang: en
snapshots:
  - file: undated-1.txt
    captured: unknown
    source: unknown
    sha256: {hashlib.sha256(POLICY.encode()).hexdigest()}
---
A note.
"""
REVIEWS = """- practice: sells-data
  outcome: absent
  quote: We keep your data for ten years.
  because: It is only an example.
  reviewer: Someone
  date: 2020-01-02
"""
PRACTICE = """label: Sells data
question: Does it sell data?
explanation: Sold data goes anywhere. Look at the quote.
definition: Sells data to others.
category: sharing
tone: concern
icon: material/cash
gdpr: ""
answers:
  present: Sells data
  absent: Does not sell data
  unclear: Unclear whether it sells data
  silent: Does not say
detection:
  present:
    - name: sells
      pattern: '{we} sell'
      negated: absent
examples:
  present:
    - We sell your data to others.
  silent:
    - You may not sell your account.
look_alikes:
  - You may not sell your ticket.
  - The shop was sold to its manager.
  - Shoes are sold next door.
"""
CATEGORIES = """sharing:
  label: Sharing
  question: Who gets it?
  icon: material/share
  order: 1
  lexicon: {share: 1.5}
"""
WORDS = """macros:
  we: '\\b(?:we|us)\\b'
conditions:
  consent: {label: with consent, pattern: 'with your consent'}
"""
# What the reader of sentences goes by: that of the larger repository.
SITE = Path(__file__).resolve().parents[1] / "fixtures" / "site" / "site_config"
LANGUAGE = (SITE / "words.yml").read_text(encoding="utf-8").partition("classes:\n")
WORDS += LANGUAGE[1] + LANGUAGE[2]
MODIFIERS = (SITE / "modifiers.yml").read_text(encoding="utf-8")
PLACES = {
    "service": "content/policies/example/service.md",
    "snapshot": "content/policies/example/undated-1.txt",
    "reviews": "content/policies/example/reviews.yml",
    "practices": "site_config/practices/sells-data.yml",
    "categories": "site_config/categories.yml",
    "words": "site_config/words.yml",
    "modifiers": "site_config/modifiers.yml",
}


def tiny(root: Path) -> Path:
    """Write the tiny repository, with which nothing is wrong, below the folder."""
    for name, text in zip(PLACES, (SERVICE, POLICY, REVIEWS, PRACTICE, CATEGORIES, WORDS, MODIFIERS), strict=True):
        put(root, PLACES[name], text)
    return root


def put(root: Path, path: str, text: str | bytes) -> Path:
    """Write one file, with its folders."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def service(name: str, policy: str = POLICY, **fields: str) -> str:
    """A service.md for a policy in undated-1.txt."""
    digest = hashlib.sha256(policy.encode()).hexdigest()
    extra = "".join(f"{field}: {value}\n" for field, value in fields.items())
    return (
        f"---\nname: {name}\nlang: en\n{extra}snapshots:\n  - file: undated-1.txt\n    captured: unknown\n"
        f"    source: unknown\n    sha256: {digest}\n---\n"
    )


def invented(folder: Path) -> Path:
    """Make the folder the invented repository, and return it."""
    shutil.copytree(FIXTURE, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "site_config" / "theme", folder / "site_config" / "theme")
    shutil.copy(ROOT / "site_config" / "hooks.py", folder / "site_config" / "hooks.py")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
