"""Make every address of the website, each from its root; what is contributed becomes a part of one only here.

A policy's id is that of its service, or, of another of its documents, ``<service>/<type of terms>``.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Final

from generator.contributed import Snapshot
from generator.model import ClauseRef

HOME: Final = "index.html"
SEARCH: Final = "search.html"
COMPARE: Final = "compare.html"
MATRIX: Final = "matrix.html"
GDPR: Final = "gdpr.html"
MATRIX_CSV: Final = "matrix.csv"
MATRIX_JSON: Final = "matrix.json"
#: Pages that people write by hand, and that others lead to.
ABOUT: Final = "about.html"
CONTRIBUTE: Final = "contribute.html"
GLOSSARY: Final = "glossary.html"
METHOD: Final = "method.html"
#: The first pages of the lists.
SERVICES: Final = "services/index.html"
PRACTICES: Final = "practices/index.html"
TOPICS: Final = "topics/index.html"
#: The first page of all changes, by month.
CHANGES: Final = "changes.html"
#: The folders of what is no page: the snapshots, and the data that scripts load.
DOWNLOADS: Final = "snapshots/"
ICONS: Final = "assets/icons.css"
SEARCH_DATA: Final = "assets/search"
COMPARE_DATA: Final = "assets/compare"
#: The folder of the open data, of the tables, and of pictures for other websites.
API: Final = "api/v1"
TABLES: Final = "api/v1/tables"
EMBEDS: Final = "badges/"
#: The page about the open data, and what other vocabularies call the practices.
DATA: Final = "data.html"
CROSSWALK: Final = "crosswalk.html"
#: The feed of all changes.
SITE_FEED: Final = "changes.xml"

_FOLDER: Final = "services/"  # of the policies' pages
#: The policies as plain Markdown.
EDITIONS: Final = re.compile(rf"{_FOLDER}[^/]+\.md")
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def service(id: str) -> str:
    """Return the address of the page of a service, with its policy, or of that of another of its documents."""
    return f"{_FOLDER}{_path(id)}.html"


def text_part(id: str, number: int) -> str:
    """Return the address of a page, counted from 1, of a policy whose text is on pages of its own."""
    return f"{_FOLDER}{_path(id)}/{number}.html"


def all_text(id: str) -> str:
    """Return the address of the page with all words of a policy whose text is on pages of its own."""
    return f"{_FOLDER}{_path(id)}/all.html"


def changes(id: str) -> str:
    """Return the address of the page with what the versions of a policy have changed."""
    return f"{_FOLDER}{_path(id)}/changes.html"


def service_feed(id: str) -> str:
    """Return the address of the feed with the changes of a service's documents."""
    return f"{_FOLDER}{path_part(id)}/changes.xml"


def practice_feed(id: str) -> str:
    """Return the address of the feed with the changes of a practice's badges."""
    return f"practices/{path_part(id)}/changes.xml"


def version(id: str, snapshot: Snapshot) -> str:
    """Return the address of the page with the text of a version that is not the newest."""
    return f"{_FOLDER}{path_part(id.partition('/')[0])}/versions/{path_part(snapshot.file)}.html"


def clause(ref: ClauseRef) -> str:
    """Return the address of a clause on the page of its policy."""
    return f"{service(ref.policy)}#{ref.clause}"


def badge(id: str, practice: str) -> str:
    """Return the address of the badge of a practice on the page of a service."""
    return f"{service(id)}#sp-b-{practice}"


def beside(address: str) -> str:
    """Return the address of a service's page, or of a place in one, from the folder that these pages lie in."""
    return address.removeprefix(_FOLDER)


def practice(id: str) -> str:
    """Return the address of the page of a practice."""
    return f"practices/{path_part(id)}.html"


def topic(id: str) -> str:
    """Return the address of the page of a topic."""
    return f"topics/{path_part(id)}.html"


def list_part(first: str, number: int) -> str:
    """Return the address of a page, counted from 1, of a list whose first page is given.

    The second of a topic is ``topics/<id>/2.html``.
    """
    return first if number == 1 else f"{first.removesuffix('.html')}/{number}.html"


def markdown(page: str) -> str:
    """Return the path of the Markdown file in build/docs that a page is made from."""
    return f"{page.removesuffix('.html')}.md"


def download(id: str, snapshot: Snapshot) -> str:
    """Return the address of a snapshot's bytes: always as .txt, since a raw .html on our own origin would run."""
    file = path_part(snapshot.file)
    return f"{DOWNLOADS}{path_part(id)}/{file if file.endswith('.txt') else f'{file}.txt'}"


def search_data(name: str) -> str:
    """Return the address of a script with data of the search index."""
    return f"{SEARCH_DATA}/{name}.js"


def compare_data(name: str) -> str:
    """Return the address of a script with data of the compare page and the matrix."""
    return f"{COMPARE_DATA}/{name}.js"


def compare_services(group: int) -> str:
    """Return the address of the script with what the compare page shows of a group of services, counted from 0."""
    return compare_data(f"services/{group}")


def up(address: str) -> str:
    """Return what leads from a page to the folder that the services' pages lie in."""
    return "../" * (address.count("/") - 1)


def _path(id: str) -> str:
    """Return a policy's id as a path: that of a service, and behind it the type of terms, if any."""
    service, _, terms = id.partition("/")
    return f"{path_part(service)}/{path_part(terms)}" if terms else path_part(service)


def seen_from(here: str, target: str, base: str) -> str:
    """Return an address as a file at the address ``here`` says it: whole where the site knows its own, ``base``."""
    if base:
        return base + target
    path, mark, anchor = target.partition("#")
    return _relative(posixpath.dirname(here), path) + mark + anchor


@lru_cache(maxsize=1_000)  # many addresses lead to places in one file
def _relative(folder: str, path: str) -> str:
    return posixpath.relpath(path, folder)


def path_part(name: str) -> str:
    """Give a name that may be a part of a path; raises ValueError for any other (the border has checked it before)."""
    if not _PART.fullmatch(name) or ".." in name:
        raise ValueError(f"not a safe file name: {name!r}")
    return name


def api(name: str) -> str:
    """Return the address of a file of the open data in its own folder: "index", "openapi", "changes"."""
    return f"{API}/{path_part(name)}.json"


def api_services() -> str:
    """Return the address of the list of services in the open data."""
    return f"{API}/{_FOLDER}index.json"


def api_service(id: str) -> str:
    """Return the address of a service in the open data."""
    return f"{API}/{_FOLDER}{path_part(id)}.json"


def api_practices() -> str:
    """Return the address of the list of practices in the open data."""
    return f"{API}/practices/index.json"


def api_practice(id: str) -> str:
    """Return the address of a practice in the open data."""
    return f"{API}/practices/{path_part(id)}.json"


def api_schema(kind: str) -> str:
    """Return the address of the JSON Schema of a kind of file: "service", "services"."""
    return f"{API}/schemas/{path_part(kind)}.json"


def table(name: str) -> str:
    """Return the address of a table of the open data: "answers", "datapackage.json"."""
    return f"{TABLES}/{name if '.' in name else f'{name}.csv'}"


def web_annotations(id: str) -> str:
    """Return the address of the quotes of a service, as web annotations."""
    return f"{API}/{_FOLDER}{path_part(id)}.annotations.jsonld"


def edition(id: str) -> str:
    """Return the address of a service's policy as plain Markdown, with its answers."""
    return f"{_FOLDER}{path_part(id)}.md"


def edition_file(id: str) -> str:
    """Return where that stands in build/docs: with .txt behind its name, since MkDocs makes a page of any .md."""
    return f"{edition(id)}.txt"


def edition_at(path: str) -> str | None:
    """Return the address of the policy's Markdown that a file of build/docs is; None for any other file."""
    made = path.removesuffix(".txt")
    return made if made != path and EDITIONS.fullmatch(made) else None


def embed(id: str) -> str:
    """Return the address of the picture of a service's counts, for other websites."""
    return f"{EMBEDS}{_FOLDER}{path_part(id)}.svg"


def embedded_answer(practice: str, outcome: str) -> str:
    """Return the address of the picture of an answer to a practice, for other websites."""
    return f"{EMBEDS}practices/{path_part(practice)}-{path_part(outcome)}.svg"
