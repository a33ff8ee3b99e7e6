"""What rules and modifiers are good for is counted, so that memory can be told from knowledge."""

from __future__ import annotations

from pathlib import Path

from generator.analysis.detection import Detector
from generator.analysis.usage import Usage, usage
from generator.contributed import Service, Snapshot
from generator.model import Clause, Document, Policy
from generator.practices import Practice, Rule
from generator.problems import Place
from generator.reading.configuration import load_words
from generator.words import Modifier, Words

ROOT = Path(__file__).resolve().parents[1]
NEVER = Modifier("never", "denies", "part", "We never sell your data.", "We sell your data.")
HARDLY = Modifier("hardly", "hedges", "part", "We hardly sell your data.", "We sell your data.")
WORDS = Words(macros=(), conditions=(), classes=load_words(ROOT).classes, modifiers=(NEVER, HARDLY))
SELLS = Rule("sells", "present", r"\bwe (?:\w+ )?(sell)\b", unless=r"\bbread\b", negated="absent")
SELLS_DATA = Rule("sells-data", "present", r"\b(sell) your data\b", negated="absent")
RENTS = Rule("rents", "present", r"\b(rent) your data\b", near=r"\bmoney\b")


def counted(*sentences: str) -> dict[str, Usage]:
    """What is counted in texts of one clause each, by the name of the rule or the cue."""
    rules = (SELLS, SELLS_DATA, RENTS)
    practice = Practice(
        "sells", "Sells", "Does it?", "May.", "Sells.", "sharing", "concern", "material/cash", "", (), rules
    )
    texts = []
    for text in sentences:
        clause = Clause("c", None, text, 0, len(text))
        snapshot = Snapshot("a", "a.txt", "txt", b"", "")
        texts.append(Policy(Service("a", "A", "en", (), Place("a")), snapshot, Document(text, ()), (), (clause,)))
    found = usage((practice,), WORDS, Detector([practice], WORDS), texts)
    return {one.name: one for one in found}


def test_a_rule_is_alone_where_no_other_says_the_same() -> None:
    """Hits are all sentences in which a rule gives an outcome, and sole are those where no other rule gives it."""
    found = counted("We sell your data.", "We sell them.", "Some firms sell your data.")
    assert (found["sells"].hits, found["sells"].sole) == (2, 1)
    assert (found["sells-data"].hits, found["sells-data"].sole) == (2, 1)
    assert (found["rents"].hits, found["rents"].sole) == (0, 0)


def test_what_stops_a_rule_is_counted_by_its_kind() -> None:
    """A sentence that a rule's pattern matches in vain counts for the field that stops it, or for the reader."""
    found = counted("We sell bread.", "We rent your data.", "Ask whether we sell them.")
    assert found["sells"].stopped == (("unless", 1),)
    assert found["rents"].stopped == (("near", 1),)


def test_a_cue_counts_where_it_changes_what_is_found() -> None:
    """A modifier's hits are the matched sentences with its cue; sole are those that come out otherwise without it."""
    found = counted("We never sell your data.", "We hardly sell your data.", "We bake bread and never sleep.")
    assert (found["never"].hits, found["never"].sole) == (1, 1)
    assert (found["hardly"].hits, found["hardly"].sole) == (1, 0)
