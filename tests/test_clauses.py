from __future__ import annotations

import pytest

from generator.analysis.clauses import segment
from generator.formats import MAX_CLAUSES, Unreadable, extract
from generator.model import Clause, Section

LIST = "We share data with:\n• hosts\n• couriers\n• {}\nThat is all that we share with anybody."


def clauses(text: str, format: str = "txt") -> tuple[Clause, ...]:
    """The clauses of a text."""
    return segment(extract(text.encode(), format))[1]


def sections(text: str) -> tuple[Section, ...]:
    """The sections of a Markdown text."""
    return segment(extract(text.encode(), "md"))[0]


def test_a_paragraph_and_the_short_list_that_it_introduces_are_one_clause() -> None:
    """The items are spans of the clause, without their markers."""
    first, second = clauses(LIST.format("courts"))
    assert first.text == "We share data with:\n• hosts\n• couriers\n• courts"
    assert [item.text for item in first.items] == ["hosts", "couriers", "courts"]
    assert second.text == "That is all that we share with anybody."


@pytest.mark.parametrize(
    "item",
    [
        "courts. They must show us an order first.",
        "courts, " + "and others who have the right to see it, " * 5,
        "Courts – if they show us an order that names you, and if we have no other way than to follow that order",
        "Who else? Courts that show us an order which names you, and nobody else in the whole wide world than they",
    ],
    ids=["sentences", "length", "run-in title", "question"],
)
def test_an_item_that_is_a_paragraph_is_a_clause_of_its_own(item: str) -> None:
    """It keeps the list's introduction as its lead; the short items stay with the introduction."""
    found = clauses(LIST.format(item))
    assert [len(clause.items) for clause in found] == [2, 0, 0]
    assert found[1].text == f"• {item}".strip()
    assert found[1].lead is not None
    assert found[1].lead.text == "We share data with:"


def test_a_lead_is_the_sentence_that_introduces() -> None:
    """Of a longer paragraph, only the last sentence is the lead."""
    lead = clauses("We care. We share data with:\n• courts. They must show us an order first.")[-1].lead
    assert lead is not None
    assert lead.text == "We share data with:"


def test_a_list_without_introduction_is_one_clause() -> None:
    """It stands right under its heading."""
    (clause,) = clauses("## Purposes\n\n- mail\n- maps\n", "md")
    assert [item.text for item in clause.items] == ["mail", "maps"]
    assert (clause.section, clause.lead) == ("purposes", None)


def test_inner_lists_stay_with_the_item_that_introduces_them() -> None:
    """Short inner items belong to the clause of the outer one; a long inner item has the outer item as its lead."""
    text = "We share:\n\n- names, with:\n  - hosts\n  - courts. They must show us an order first.\n- maps\n"
    first, inner, last = clauses(text, "md")
    assert [item.text for item in first.items] == ["names, with:", "hosts"]
    assert inner.lead is not None
    assert inner.lead.text == "names, with:"
    assert last.lead is not None
    assert last.lead.text == "We share:"


def test_a_number_is_no_sentence_and_no_part_of_a_lead() -> None:
    """A numbered title goes with its paragraph, and a numbered introduction leads without its number."""
    (whole,) = clauses("- 1\\. What we share\n\n  We share this with hosts:\n\n  - your name.\n", "md")
    assert whole.text.startswith("• 1. What we share")
    item = "- your name, which is what others know you by. They need it to greet you.\n"
    first, second = clauses(f"1. We share with hosts:\n\n{item}", "md")
    assert (first.lead, second.lead and second.lead.text) == (None, "We share with hosts:")


def test_the_paragraph_under_a_title_leads_its_list() -> None:
    """The items below read with the paragraph, and not with the title above it."""
    item = "your name, which is what others know you by. They need it to greet you."
    *_, last = clauses(f"- Sharing\n\n  We share with hosts:\n\n  - {item}\n", "md")
    assert last.lead is not None
    assert last.lead.text == "We share with hosts:"


def test_a_clause_keeps_its_id_when_the_policy_changes_elsewhere() -> None:
    """Neither a new paragraph nor a new section nor another number moves an id."""
    before = "# Policy\n\n## 1. Sharing\n\nWe share data.\n\nWe keep data.\n"
    after = "# Policy\n\nNew words.\n\n## 1. Scope\n\nAll of it.\n\n## 2. Sharing\n\nMore words.\n\nWe share  data.\n\n"
    after += "We keep data.\n"
    kept = {clause.id for clause in clauses(before, "md")}
    assert kept < {clause.id for clause in clauses(after, "md")}


def test_equal_clauses_are_numbered_within_their_section() -> None:
    """The same words under another heading have another id; twice under one heading, the second ends in -2."""
    ids = [clause.id for clause in clauses("# A\n\nSame.\n\nSame.\n\n# B\n\nSame.\n", "md")]
    assert ids[1] == f"{ids[0]}-2"
    assert ids[2].startswith("b-")


def test_a_list_marker_is_no_part_of_the_id() -> None:
    """Numbering a list anew moves no anchor."""
    item = "We share data. We keep data."
    assert clauses(f"3. {item}", "md")[0].id == clauses(f"1. {item}", "md")[0].id


def test_section_ids_are_unique_slugs_that_leave_the_pages_own_names_free() -> None:
    """Numbers and accents go; a heading without letters, or one like the page's own ids, gets a plain prefix."""
    found = [
        section.id
        for section in sections("# 3. Données & Co\n\n# Données & co\n\n# SP Services\n\n# 数据\n\n# データ\n")
    ]
    assert found == ["donnees-co", "donnees-co-2", "section-sp-services", "数据", "データ"]


def test_too_many_clauses_are_refused() -> None:
    """The limit is told in the message."""
    with pytest.raises(Unreadable, match="the limit is 10,000"):
        clauses("We share it.\n\n" * (MAX_CLAUSES + 1))


def test_an_archive_notice_is_marked() -> None:
    """It is kept, and marked as not the policy's own."""
    notice, own = clauses("Archived on 2019-01-01 as a snapshot by the Wayback Machine.\n\nWe keep your data safe.")
    assert (notice.notice, own.notice) == (True, False)
