"""Makes values as they go from stage to stage, in memory: practices, policies with verdicts, and sites of them."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.catalogue import Catalogue, Category
from generator.contributed import Service, Snapshot, Terms
from generator.model import Block, Clause, Document, Finding, Link, Page, Policy, Section, Site, Verdict
from generator.pages.render import render
from generator.pages.views import view_policies
from generator.practices import Practice
from generator.problems import Place
from generator.words import SearchWords

SHARING = Category("sharing", "Sharing", "Who else gets it?", "material/share-variant", 1)
SECURITY = Category("security", "Security", "Is it safe?", "material/lock", 2)
SKIPPED = "a and are at by do every for from how in is it may my of on our that the to we who your"
#: What search knows of words here: hardly anything.
SEARCH_WORDS = SearchWords(
    skipped=tuple(SKIPPED.split()),
    forms=(("sell", ("sold",)), ("child", ("children",))),
    same=(("sell", "trade", "market place"), ("child", "minor")),
    asked=(("sells-data", ("rent out my details", "data broker")),),
)
SNAPSHOT = Snapshot("content/policies/example/2018-10-04.txt", "2018-10-04.txt", "txt", b"raw", "0" * 64)


def practice(id: str = "sells", tone: str = "concern", **changes: object) -> Practice:
    """A practice of every outcome."""
    made = Practice(
        id=id,
        label=f"Label {id}",
        question=f"Does it {id}?",
        explanation="What it means.",
        definition="What counts.",
        category="sharing",
        tone=tone,  # type: ignore[arg-type]
        icon="material/cash",
        gdpr="13(1)(e)",
        answers=(
            ("present", f"Yes {id}"),
            ("absent", f"No {id}"),
            ("unclear", f"Unclear {id}"),
            ("silent", f"Silent {id}"),
        ),
        rules=(),
        place=Place(f"site_config/practices/{id}.yml"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


#: What the site of three policies can be asked for.
SELLS_DATA = practice(
    "sells-data",
    label="Sells personal data",
    question="Does it sell, rent or trade personal data?",
    explanation="Your details can end up with strangers. They pay for them.",
    answers=(
        ("present", "Sells personal data"),
        ("absent", "Does not sell personal data"),
        ("unclear", "Unclear whether it sells data"),
        ("silent", "Does not say"),
    ),
)


def policy(
    *paragraphs: str,
    id: str = "example",
    name: str = "Example",
    heading: str = "Privacy",
    topics: Sequence[str] = ("sharing",),
    snapshots: tuple[Snapshot, ...] = (SNAPSHOT,),
) -> Policy:
    """A policy of one section, a clause a paragraph, each on these topics, and no verdicts."""
    return _policy([("privacy", heading, 1, [(topics, one) for one in paragraphs])], id, name, "en", snapshots)


def in_sections(*parts: tuple[str, str, str], id: str = "long", name: str = "Long", lang: str = "en") -> Policy:
    """A policy of sections of one clause, each given as heading, topic (or nothing) and words, and no verdicts."""
    sections = [
        (head.lower().replace(" ", "-"), head, 2, [((topic,) if topic else (), words)]) for head, topic, words in parts
    ]
    return _policy(sections, id, name, lang, (SNAPSHOT,))


def _policy(
    parts: Sequence[tuple[str, str, int, Sequence[tuple[Sequence[str], str]]]],
    id: str,
    name: str,
    lang: str,
    snapshots: tuple[Snapshot, ...],
) -> Policy:
    """A policy of sections, each with its id, heading, level and clauses as topics and words."""
    text = ""
    blocks: list[Block] = []
    sections: list[Section] = []
    clauses: list[Clause] = []

    def append(words: str) -> tuple[int, int]:
        nonlocal text
        text += "\n\n" * bool(text) + words
        return len(text) - len(words), len(text)

    for section, heading, level, inner in parts:
        start, end = append(heading)
        sections.append(Section(section, heading, level, start, end))
        blocks.append(Block("heading", start, end, level=level))
        for topics, words in inner:
            start, end = append(words)
            clauses.append(Clause(f"{section}-{len(clauses)}", section, words, start, end, categories=tuple(topics)))
            blocks.append(Block("paragraph", start, end))
    service = Service(id, name, lang, (Terms(snapshots),), Place(f"content/policies/{id}/service.md"))
    return Policy(service, snapshots[0], Document(text, tuple(blocks)), tuple(sections), tuple(clauses))


def finding(of: Policy, quote: str, outcome: str = "present", practice: str = "sells") -> Finding:
    """What the machine would find for this quote."""
    start = of.document.text.index(quote)
    clause = next(clause for clause in of.clauses if clause.start <= start < clause.end)
    return Finding(practice, outcome, clause.id, quote, start, start + len(quote), "a-rule")  # type: ignore[arg-type]


def judged(of: Policy, *verdicts: Verdict) -> Policy:
    """The policy with these verdicts."""
    return replace(of, verdicts=verdicts, findings=tuple(one for verdict in verdicts for one in verdict.findings))


def seller(id: str = "example", name: str = "Example") -> Policy:
    """A policy that sells, and says so."""
    made = policy("We sell your data to anyone.", "Other words.", id=id, name=name)
    return judged(made, Verdict("sells", "present", "detected", (finding(made, "We sell your data to anyone."),)))


def quiet(id: str = "still", name: str = "Still") -> Policy:
    """A policy that does not say whether it sells."""
    return judged(policy("Nothing of note.", id=id, name=name), Verdict("sells", "silent", "none"))


def site(*policies: Policy, practices: Sequence[Practice] = (), links: Sequence[Link] = ()) -> Site:
    """A site of these policies, with the topics of sharing and security."""
    return Site(policies, Catalogue(tuple(practices), (SHARING, SECURITY), search=SEARCH_WORDS), tuple(links))


def searched(*policies: Policy) -> Site:
    """A site of these policies that asks whether data are sold: the first clause that says "sell" shows it."""
    made = []
    for one in policies:
        words = [clause.text for clause in one.clauses if " sell " in clause.text][:1]
        found = tuple(finding(one, each, practice="sells-data") for each in words)
        made.append(judged(one, Verdict("sells-data", "present", "detected", found)) if found else one)
    return site(*made, practices=(SELLS_DATA,))


def unpacked(script: bytes, *, raw: bool = False) -> Any:
    """Read what a script of the search index holds in its only piece: as bytes, or as the values that they mean."""
    (data,) = pieces(script)
    return data if raw else json.loads(data)


def pieces(script: bytes) -> list[bytes]:
    """Read the pieces of a script of the search index; its name stands before them, where it has one."""
    text = script.decode("utf-16")
    named = text.startswith("smallprintSearch.part")
    return [bytes_of(one) for one in re.findall(r'"([^"]+)"', text)[named:]]


def as_text(data: bytes) -> str:
    """Read a file of a site; of a script that is packed, what it holds."""
    if not data.startswith(codecs.BOM_UTF16_LE):
        return data.decode()
    return "\n".join(bytes_of(one).decode() for one in re.findall("[\u4000-\ubfff]+", data.decode("utf-16")))


def bytes_of(packed: str) -> bytes:
    """Read what was packed: 15 bits a character from U+4000 on; the first one says how many of the last are spare."""
    spare, *units = (ord(one) - 0x4000 for one in packed)
    bits = "".join(f"{unit:015b}" for unit in units)
    size = (len(bits) - spare) // 8
    return zlib.decompress(int(bits[: 8 * size], 2).to_bytes(size, "big"))


def three_policies() -> Site:
    """A site of three invented policies, to search in."""
    acorn = in_sections(
        ("Sharing", "sharing", "We may sell your details to the people who place adverts in our games."),
        ("Security", "security", "Every password is encrypted before it is stored on our machines."),
        ("Children", "", "We don’t knowingly collect anything from a child under thirteen."),
        id="acorn",
        name="Acorn Games",
    )
    birch = in_sections(
        ("Keeping it safe", "security", "Payment details are encrypted, and only tellers receive them."),
        ("Who sees it", "sharing", "We share a summary with the tax office where the law asks for it."),
        id="birch",
        name="Birch Bank",
    )
    words = ("Partilha", "sharing", "Não partilhamos a sua localização.")
    return searched(acorn, birch, in_sections(words, id="cedro", name="Cedro Nuvem", lang="pt"))


def rendered(of: Site, pages: Sequence[Page] = ()) -> Iterator[Page]:
    """Render every page of a site."""
    return render(of, view_policies(of), pages)
