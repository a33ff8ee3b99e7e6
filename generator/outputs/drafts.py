"""Draft what a new policy, or a newer capture of one, adds to content/: the bytes as they are, and a service.md.

Nothing is written here: the draft says what ``edits.apply`` shall do, the snapshot first and the page that lists it
last, and what was read from the text for a person to look at. What cannot be known from the text is ``unknown``, never
a guess; the language and the date are shown with the words that they were read from.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from generator.analysis import language
from generator.contributed import PRIVACY_POLICY
from generator.model import Document, Edit
from generator.outputs.learnt import Learnt, learn_language, learn_of_later, learn_snapshot, says
from generator.problems import ContributorError, Place, Problem, closest, shown
from generator.reading.captures import Capture, Reading, live_address, read_capture
from generator.reading.configuration import LANGUAGE
from generator.reading.fields import UNKNOWN, is_domain, is_slug
from generator.reading.files import read_text
from generator.reading.frontmatter import load_page, scalar
from generator.reading.kinds import KINDS
from generator.reading.schema import ServicePage
from generator.reading.scope import POLICIES
from generator.reading.services import SERVICE, bare_address, folded_name
from generator.reading.validation import validate

IDS: Final = {
    "unknown-service": "`update` names a service that there is.",
}

SCHEMA: Final = "# yaml-language-server: $schema=../../../generator/schemas/service.schema.json"
NOT_NAMED: Final = "as you gave it, and the text does not say it: is it the right text?"


@dataclass(frozen=True, slots=True)
class Draft:
    """What shall be written for a service, what was learnt from the text, and how the text reads.

    ``terms`` is the type of the document that the text is a copy of.
    """

    service: str
    edits: tuple[Edit, ...]
    learnt: tuple[Learnt, ...]
    document: Document
    terms: str = PRIVACY_POLICY


def new_service(
    root: Path,
    name: str,
    capture: Capture,
    *,
    id: str = "",
    lang: str = "",
    website: str = "",
    kind: str = "",
    what: str = "",
    terms: str = PRIVACY_POLICY,
) -> Draft:
    """Give the draft of a new service's folder. Raises ContributorError when it is there already, or cannot be read."""
    id = id or slug(name)
    if not is_slug(id):
        message = f"{shown(id or name)} cannot be the name of a folder" if id or name else "there is no name"
        remedy = "Choose one with --id, as example-company." if id or name else "Write the company's name in quotes."
        raise _wrong("", message, remedy, "folder-name")
    read = read_capture(capture)
    guessed = language.guess(read.document.text)
    lang = lang or guessed or LANGUAGE
    live = live_address(read.source)
    folder = f"{POLICIES}/{id}"
    file = _file_name(read, (), terms)
    _refuse_folder(root, id, file, capture.data)
    _refuse_known(root, id, name, live)
    website = website or _website(live)
    domain = _domain(website)
    fields = [
        f"name: {scalar(name)}",
        f"lang: {lang}    # the language of the policy",
        f"kind: {kind}"
        if kind
        else "# kind: messenger    # one of the ids of site_config/kinds.yml: readers choose by it",
        f"what: {scalar(what)}"
        if what
        else "# what: Encrypted messages and calls    # one line, as its users would say it",
        "# owner: Example Holding    # the company that it belongs to; also: [Its Former Name]    # other names",
        f"domains: [{domain}]" if domain else "# domains: [example.com]",
        "# countries: [Germany]    # where it is offered, if not everywhere",
        f"website: {website}"
        if website
        else "# website: https://www.example.com    # the service's own, if you know it",
        f"policy_url: {live}"
        if live
        else "# policy_url: https://www.example.com/privacy    # where the policy stands today",
        "snapshots:    # each captured file of the policy; its bytes are never edited",
        *_entry(read, file, "  ", terms),
    ]
    page = "\n".join(("---", SCHEMA, *_HELP, *fields, "---", "")).encode()
    validate(ServicePage, load_page(page.decode(), f"{folder}/{SERVICE}")[0])
    edits = (Edit(f"{folder}/{file}", None, capture.data), Edit(f"{folder}/{SERVICE}", None, page))
    learnt = (
        Learnt("name", name, *(("as you gave it",) if says(read.document.text, name) else (NOT_NAMED, True))),
        learn_language(lang, guessed),
        *([Learnt("website", website, f"from {live}" if live else "as you gave it")] if website else []),
        *([Learnt("kind", kind, "as you gave it")] if kind else []),
        *([] if kind or not (root / KINDS).is_file() else [Learnt("kind", "left out", f"write one of {KINDS}", True)]),
        *([Learnt("what", what, "as you gave it")] if what else []),
        *([Learnt("domains", domain, f"from {website}")] if domain else []),
        *([Learnt("policy_url", live, "from the address that it was taken from")] if live else []),
        *learn_snapshot(root, read, file, terms),
    )
    return Draft(id, edits, learnt, read.document, terms)


def new_snapshot(root: Path, id: str, capture: Capture, terms: str = PRIVACY_POLICY) -> Draft:
    """Return the draft of a newer capture of a service's document, or of the first one of a document.

    Raises ContributorError when it is not, or not newer.
    """
    path = f"{POLICIES}/{id}/{SERVICE}"
    if not (root / path).is_file():
        ids = [folder.name for folder in (root / POLICIES).glob("*/")]
        near = closest(id, ids)
        remedy = f"Did you mean `{near}`?" if near else 'Add it with `smallprint new "Its name" FILE`.'
        raise _wrong("", f"there is no service {shown(id)}", remedy, "unknown-service")
    text = read_text(root, path)
    marked, _note = load_page(text, path)
    written = validate(ServicePage, marked)
    digest = hashlib.sha256(capture.data).hexdigest()
    same = next((entry.file for entry in written.snapshots if entry.sha256 == digest), None)
    if same and os.path.lexists(root / POLICIES / id / same):
        message = f"these are the bytes of {shown(same)}: the policy has not changed"
        raise _wrong(path, message, "Add nothing.", "snapshot-copy")
    read = read_capture(capture)
    if same:  # it is listed, and only its file is missing
        edit = Edit(f"{POLICIES}/{id}/{same}", None, capture.data)
        terms = next(entry.terms for entry in written.snapshots if entry.file == same)
        return Draft(id, (edit,), tuple(learn_snapshot(root, read, same, terms)), read.document, terms)
    file = _file_name(read, [entry.file for entry in written.snapshots], terms)
    first = marked.place(("snapshots", 0))
    lines = text.split("\n")
    at = first.line - 1
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    newline = "\r" if lines[at].endswith("\r") else ""
    lines[at:at] = [line + newline for line in _entry(read, file, indent, terms)]
    page = "\n".join(lines)
    validate(ServicePage, load_page(page, path)[0])
    edits = (Edit(f"{POLICIES}/{id}/{file}", None, capture.data), Edit(path, text.encode(), page.encode()))
    learnt = (*learn_snapshot(root, read, file, terms), *learn_of_later(read, written, terms))
    return Draft(id, edits, learnt, read.document, terms)


def slug(name: str) -> str:
    """Return the name as the name of a folder.

    "Ünited Apps, Inc." is "united-apps-inc"; empty where no letter is left.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    while len("-".join(words)) > 60:
        words.pop()
    return "-".join(words)


_HELP = (
    "# What stands after a # is a note for you and is shown to nobody.",
    "# Below the second --- you may write a note for readers: what you know of this text and its origin.",
)


def _entry(read: Reading, file: str, indent: str, terms: str) -> Iterator[str]:
    """Yield the lines of a snapshot in the list of service.md."""
    yield f"{indent}- file: {file}"
    if terms != PRIVACY_POLICY:
        yield f"{indent}  terms: {terms}    # what it is a copy of"
    yield f"{indent}  captured: {read.captured or UNKNOWN}    # the day on which these bytes were saved, or unknown"
    if read.dated and read.stated:
        yield f"{indent}  dated: {read.dated}    # the day that the policy gives itself: {_comment(read.stated.words)}"
    yield f"{indent}  source: {read.source or UNKNOWN}"
    yield f"{indent}  sha256: {hashlib.sha256(read.capture.data).hexdigest()}"


def _comment(words: str) -> str:
    return "".join(char if char.isprintable() else " " for char in words[:80])


def _website(live: str) -> str:
    parts = urlsplit(live)
    return f"{parts.scheme}://{parts.netloc}" if live else ""


def _domain(website: str) -> str:
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    return host if is_domain(host) else ""


def _file_name(read: Reading, taken: Iterable[str], terms: str) -> str:
    """Return the snapshot's name.

    Its day of capture, else the policy's own, else undated-1, -2; never one that is taken. Behind a day stands what it
    is a copy of, if not of the privacy policy.
    """
    taken = {name.rpartition(".")[0] for name in taken}
    day = read.captured or read.dated
    of = "" if terms == PRIVACY_POLICY else f"-{terms}"
    names = (f"{day}{of}{f'-{n}' if n > 1 else ''}" if day else f"undated-{n}" for n in range(1, 1000))
    return f"{next(name for name in names if name not in taken)}.{read.format}"


def _refuse_folder(root: Path, id: str, file: str, data: bytes) -> None:
    """A folder that is there is never touched, but one that holds no more than a try of the same that was cut short."""
    folder = root / POLICIES / id
    if not os.path.lexists(folder):
        return
    if (folder / SERVICE).exists() or not folder.is_dir():
        remedy = f"Add a newer text with `smallprint update {id} FILE`, or choose another folder with --id."
        raise _wrong(f"{POLICIES}/{id}", "this service is there already", remedy, "file-exists")
    there = [path for path in folder.iterdir() if not path.name.startswith(".")]
    if any(path.name != file or not path.is_file() or path.read_bytes() != data for path in there):
        message = f"this folder is there already, with {shown(there[0].name)} and without {SERVICE}"
        remedy = "Delete the folder if nothing in it is needed, or choose another one with --id."
        raise _wrong(f"{POLICIES}/{id}", message, remedy, "file-exists")


def _refuse_known(root: Path, id: str, name: str, live: str) -> None:
    """No second folder is made for the same name or the same policy."""
    for page in sorted((root / POLICIES).glob(f"*/{SERVICE}")):
        text = page.read_text("utf-8", "replace")
        for field, ours, bare in (("name", name, folded_name), ("policy_url", live, bare_address)):
            known = re.search(rf"^{field}:\s*['\"]?(.*?)['\"]?\s*(?:\s#.*)?$", text, re.M)
            if ours and known and bare(known[1]) == bare(ours):
                message = f"this service has the same `{field}`"
                remedy = f"Add a newer text with `smallprint update {page.parent.name} FILE`."
                raise _wrong(page.relative_to(root).as_posix(), message, remedy, "duplicate-service")


def _wrong(path: str, message: str, remedy: str, check: str) -> ContributorError:
    return ContributorError([Problem(Place(path), message, remedy, check)])
