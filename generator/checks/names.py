"""The id of every check, as it stands in brackets behind a problem, with what it holds. A test keeps the list whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.formats.table import listed

NAMES: Final[Mapping[str, str]] = {
    # how a file is written
    "yaml": "The fields are plain YAML: no tabs, no field twice, quotes closed, nothing hidden.",
    "encoding": "The file is UTF-8 text.",
    "missing-field": "Every field that is needed is there.",
    "unknown-field": "There is no field that nobody reads.",
    "wrong-value": "Every value is what its field wants: a date, an address, one of the words allowed.",
    # which files there are
    "content": "The folder content/policies is there.",
    "file": "The file can be opened.",
    "file-kind": "Files are plain files and folders plain folders, no links.",
    "file-size": "No file is larger than the limit.",
    "missing-file": "A file that is named is there.",
    "unlisted-file": "Every file of a service's folder is listed in its service.md (odd).",
    "folder-name": "A service's folder is named with small letters, digits and single hyphens.",
    "duplicate-service": "No two folders hold one service.",
    "outside": "A path to check is inside the repository.",
    # snapshots
    "snapshot-format": f"A snapshot is {listed('or')}.",
    "snapshot-size": "A snapshot is not larger than its reader takes.",
    "snapshot-empty": "A snapshot holds words.",
    "empty-snapshot": "A snapshot holds bytes.",
    "snapshot-encoding": "A snapshot's letters can be told.",
    "snapshot-markup": "An HTML snapshot holds a page.",
    "snapshot-docx": "A .docx snapshot is a Word document.",
    "snapshot-pdf": "A .pdf snapshot is a PDF without password.",
    "snapshot-no-text": "A PDF holds text, not only pictures of it.",
    "snapshot-extra": "What reads PDF and Word files is installed.",
    "hidden-character": "A snapshot has no character that nobody sees, as a direction mark (odd).",
    "snapshot-clauses": "A snapshot has not more clauses than the limit.",
    "sha256": "A snapshot has the SHA-256 that service.md gives.",
    "duplicate-snapshot": "A snapshot is listed once.",
    "snapshot-name": "A snapshot is named by its day of capture, else by its own date, else undated-1 (odd).",
    "snapshot-dates": "A policy is not captured before the day that it bears (odd).",
    "future-day": "The day of a capture or of a review has come (odd; only `check` asks what day it is).",
    "language": "A policy that is read for its practices is in English, and no other one is (odd).",
    "snapshot-copy": "No two snapshots of a service are the same bytes (odd; `update` refuses).",
    # reviews
    "unknown-practice": "A review names a practice that there is.",
    "unknown-answer": "A review gives an answer that the practice has.",
    "duplicate-review": "A practice is reviewed once.",
    "quote-length": "A review's quote has three words or more.",
    "quote": "A review's quote stands in the newest snapshot, word for word.",
    "review-agrees": "A review says something else than the program (odd: it can stay as a confirmation).",
    # practices
    "practice-file": "A practice's file ends in .yml and is named with small letters, digits and hyphens.",
    "duplicate-practice": "No two practices have one label.",
    "unknown-category": "A practice's category is one of site_config/categories.yml.",
    "category": "Every category has an id and a place in the order of its own.",
    "icon": "A practice's icon is one of the theme's.",
    "explanation": "A practice's explanation has two sentences (odd).",
    "pattern": "A pattern is one that is read in linear time.",
    "rules": "A practice has rules, and an answer for each outcome that they give.",
    "examples": "Each outcome of a practice's rules has an example, and there is a near miss.",
    "look-alikes": "A practice has three look-alikes or more, and no badge comes of them.",
    "words": "A noun of an act in words.yml belongs to a verb that a list has.",
    "modifier": "A row of modifiers.yml changes its first sentence, and leaves the second.",
    "example": "Every example comes out as it says.",
    # pages written by hand
    "page-kind": "content/pages holds pages and pictures only.",
    "page-name": "A page's name can be a name on every system, and in every address.",
    "page-size": "A page has not more text, lines and marks than MkDocs reads in a few seconds.",
    "page-address": "No two pages have one address.",
    # commands that write, and the built site
    "guides": "The lists of the guides, and the schemas, are those of the practices and of the program.",
    "unknown-service": "`update` names a service that there is.",
    "file-exists": "`new` and `update` overwrite nothing.",
    "file-changed": "A file is as it was read when it is mended.",
    "not-written": "The disk takes what is written.",
    "not-our-folder": "A folder that a build empties was made by a build.",
    "mkdocs": "MkDocs has nothing to say against the pages.",
    "broken-link": "Every link of the built website leads to a file of it.",
    "missing-anchor": "Every link to a place in a page finds the place.",
    "dangling-id": "What one part of a page says of another part, by its id, finds it.",
    "duplicate-id": "No two places of a page have one id.",
    "unsafe-link": "A link begins with https:, http: or mailto:, or stays in the website.",
    "outside-request": "A page asks nothing of other computers.",
    "active-content": "Nothing runs in a page but the scripts of the site itself.",
}
