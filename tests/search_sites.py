"""A small invented site for the tests of search."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import (
    Catalogue,
    Category,
    Clause,
    Document,
    Finding,
    Place,
    Policy,
    Practice,
    Section,
    Service,
    Site,
    Snapshot,
    Verdict,
)

TOPICS = (
    Category("sharing", "Sharing", "Who else gets it?", "material/share", 1),
    Category("security", "Security", "Is it safe?", "material/lock", 2),
)
SELLS = Practice(
    "sells-data",
    "Sells personal data",
    "Does it sell, rent or trade personal data?",
    "Your details can end up with strangers. They pay for them.",
    "",
    "sharing",
    "concern",
    "material/cash",
    "",
    (
        ("present", "Sells personal data"),
        ("absent", "Does not sell personal data"),
        ("unclear", "Unclear whether it sells data"),
        ("silent", "Does not say"),
    ),
    (),
)


def policy(service: str, name: str, parts: Sequence[tuple[str, str, str]], lang: str = "en") -> Policy:
    """Make a policy of (heading, topic, text) parts, one clause each; the clause of "sell" is evidence of SELLS."""
    text = ""
    sections: list[Section] = []
    clauses: list[Clause] = []
    for heading, topic, words in parts:
        slug = heading.lower().replace(" ", "-")
        sections.append(Section(slug, heading, 2, len(text), len(text) + len(heading)))
        text += heading + "\n\n"
        clause = Clause(f"{slug}-{len(clauses):04x}", slug, words, len(text), len(text) + len(words))
        clauses.append(Clause(clause.id, slug, words, clause.start, clause.end, categories=(topic,) if topic else ()))
        text += words + "\n\n"
    seller = next((clause for clause in clauses if " sell " in clause.text), None)
    verdicts = ()
    if seller:
        finding = Finding(SELLS.id, "present", seller.id, seller.text, seller.start, seller.end, "sell")
        verdicts = (Verdict(SELLS.id, "present", "detected", (finding,)),)
    snapshot = Snapshot(f"content/policies/{service}/undated-1.txt", "undated-1.txt", "txt", b"", "0" * 64)
    return Policy(
        Service(service, name, lang, (snapshot,), Place(f"content/policies/{service}/service.md")),
        snapshot,
        Document(text, ()),
        tuple(sections),
        tuple(clauses),
        (),
        verdicts,
    )


def site(*policies: Policy) -> Site:
    """Make a site of these policies."""
    return Site(tuple(sorted(policies, key=lambda one: one.service.name)), Catalogue((SELLS,), TOPICS), ())


def three_policies() -> Site:
    """Make a site of three invented policies."""
    return site(
        policy(
            "acorn",
            "Acorn Games",
            [
                ("Sharing", "sharing", "We may sell your details to the people who place adverts in our games."),
                ("Security", "security", "Every password is encrypted before it is stored on our machines."),
                ("Children", "", "We don’t knowingly collect anything from a child under thirteen."),
            ],
        ),
        policy(
            "birch",
            "Birch Bank",
            [
                ("Keeping it safe", "security", "Payment details are encrypted, and only tellers receive them."),
                ("Who sees it", "sharing", "We share a summary with the tax office where the law asks for it."),
            ],
        ),
        policy("cedro", "Cedro Nuvem", [("Partilha", "sharing", "Não partilhamos a sua localização.")], lang="pt"),
    )
