"""Make badges: the answer of a policy to one practice, in words, with its tone, its basis and its quotes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.catalogue import Texts
from generator.contributed import PRIVACY_POLICY, Dispute
from generator.model import Basis, Clause, ClauseRef, Finding, Policy, Verdict
from generator.pages import addresses
from generator.practices import Outcome, Practice


@dataclass(frozen=True, slots=True)
class Tone:
    """How an answer feels to the person whose data it is: the words, and the icon that says it without colour."""

    id: str
    one: str
    many: str
    icon: str
    heading: str

    def count(self, number: int) -> str:
        """Return the number with its word: "1 concern", "3 concerns"."""
        return f"{number} {self.one if number == 1 else self.many}"


TONES = {
    tone.id: tone
    for tone in (
        Tone("concern", "concern", "concerns", "material/alert", "Concerns"),
        Tone("unclear", "unclear", "unclear", "material/help-rhombus-outline", "Unclear"),
        Tone("protective", "protection", "protections", "material/shield-check", "Protections"),
        Tone("neutral", "neutral", "neutral", "material/information-outline", "Neutral"),
        Tone("silent", "not said", "not said", "material/message-off-outline", "Not said"),
    )
}
OUTCOMES: dict[Outcome, str] = {"present": "Yes", "absent": "No", "unclear": "Unclear", "silent": "Not said"}
BASES: dict[Basis, tuple[str, str]] = {
    "reviewed": ("Reviewed", "material/account-check"),
    "detected": ("Detected", "material/cog-outline"),
    "none": ("", ""),
}


@dataclass(frozen=True, slots=True)
class Quote:
    """A policy's own words for a badge, with the limits that they set, in words.

    ``anchor`` is the clause's id, empty when the words have no place any more. ``cut`` says whether words of the
    sentence are left out before it, and after it. ``policy`` is the id of the policy that it stands in; ``document``
    names that in words where the service has several.
    """

    text: str
    lead: str
    anchor: str
    start: int
    end: int
    outcome: Outcome
    rule: str
    conditions: tuple[str, ...] = ()
    cut: tuple[bool, bool] = (False, False)
    policy: str = ""
    document: str = ""

    @property
    def address(self) -> str:
        """Where it stands on the website: its clause, or the page of its document where its words have no place."""
        return addresses.clause(ClauseRef(self.policy, self.anchor)) if self.anchor else addresses.service(self.policy)


def dotted(words: str, cut: tuple[bool, bool]) -> str:
    """Return words with our dots where their sentence goes on before them, and behind them."""
    return f"{'… ' if cut[0] else ''}{words}{' …' if cut[1] else ''}"


@dataclass(frozen=True, slots=True)
class Badge:
    """One practice of one policy as shown: the answer in words, its tone, its basis and its quotes.

    The first ``full`` quotes are shown in full: the reviewer's own first, then those of the verdict, in its order.
    ``conditions`` are the limits that all of these set, but for the reviewer's own, of which none are known.
    ``disputes`` are what people hold against the answer.
    """

    practice: Practice
    verdict: Verdict
    tone: Tone
    answer: str
    basis: Basis
    quotes: tuple[Quote, ...]
    full: int
    conditions: tuple[str, ...]
    disputes: tuple[Dispute, ...] = ()

    @property
    def shown(self) -> tuple[Quote, ...]:
        """The quotes that are shown in full."""
        return self.quotes[: self.full]

    @property
    def more(self) -> tuple[Quote, ...]:
        """The quotes that are only linked."""
        return self.quotes[self.full :]

    @property
    def first(self) -> tuple[Quote, ...]:
        """The first quote that is shown, and of a policy that says both the first of each side, in each document."""
        sides = self.verdict.outcome == "unclear"
        firsts: dict[object, Quote] = {}
        for quote in self.shown:
            firsts.setdefault((quote.outcome, quote.document) if sides else None, quote)
        return tuple(firsts.values())

    @property
    def opposed(self) -> tuple[tuple[str, str], ...]:
        """What each document says, in a word, where one says yes and another no; else nothing."""
        if self.verdict.outcome != "unclear" or self.basis != "detected":
            return ()
        said: dict[str, set[Outcome]] = {}
        for quote in self.quotes:
            said.setdefault(quote.document, set()).add(quote.outcome)
        sides = [(document, "present" in outcomes, "absent" in outcomes) for document, outcomes in said.items()]
        told = [(document, "yes" if yes else "no") for document, yes, no in sides if yes != no]
        return tuple(told) if len({word for _, word in told}) == 2 else ()


def tally(badges: Iterable[Badge]) -> dict[str, int]:
    """Return how many badges there are of each tone, in the order of TONES; tones without badges are left out."""
    counts = dict.fromkeys(TONES, 0)
    for badge in badges:
        counts[badge.tone.id] += 1
    return {tone: count for tone, count in counts.items() if count}


def make_badge(
    practice: Practice,
    verdict: Verdict,
    policy: Policy,
    conditions: Mapping[str, str],
    disputes: Sequence[Dispute],
    texts: Texts,
) -> Badge:
    """Make the badge of a verdict. ``conditions`` are the labels of the limits, by id; ``texts`` names documents."""
    found = [_quote(finding, conditions, policy, texts) for finding in verdict.findings]
    quotes, full = _with_reviewers(found, verdict, policy, texts)
    shown = [quote.conditions for quote in found[: verdict.shown]]
    shared = tuple(one for one in shown[0] if all(one in others for others in shown)) if shown else ()
    return Badge(
        practice=practice,
        verdict=verdict,
        tone=TONES[practice.tone_of(verdict.outcome)],
        answer=practice.answer(verdict.outcome),
        basis=verdict.basis,
        quotes=tuple(quotes),
        full=full,
        conditions=shared,
        disputes=tuple(disputes),
    )


def _with_reviewers(found: list[Quote], verdict: Verdict, policy: Policy, texts: Texts) -> tuple[list[Quote], int]:
    """Put a reviewer's own quote before those that were found, and say how many are shown in full.

    Where the machine found the same words, they stand once, and for what the person says.
    """
    own = verdict.quote
    if own is None:
        return found, verdict.shown
    same = [
        quote
        for quote, finding in zip(found, verdict.findings, strict=True)
        if (quote.text, quote.start, finding.terms) == (own.text, own.start, verdict.terms)
    ]
    stands_in = next((one for one in policy.documents if one.terms == verdict.terms), policy)
    clause = clause_at(stands_in.clauses, own.start)
    anchor = clause.id if clause else ""
    document = _document(policy, verdict.terms, texts)
    person = Quote(own.text, "", anchor, own.start, own.end, "present", "", policy=stands_in.id, document=document)
    first = same[0] if same else person
    quotes = [replace(first, outcome=verdict.outcome), *(quote for quote in found if quote not in same)]
    return quotes, verdict.shown + (not any(quote in same for quote in found[: verdict.shown]))


def _document(policy: Policy, terms: str, texts: Texts) -> str:
    """Return what to call the document that a quote stands in; nothing where there is but one."""
    return document_name(terms, texts) if policy.joint and terms else ""


def document_name(terms: str, texts: Texts) -> str:
    """Return the type of a document in words, as they stand in a sentence: "cookie policy".

    ``texts`` says what the texts are called of which nobody has said what they are.
    """
    return texts.one if terms == PRIVACY_POLICY else terms.replace("-", " ")


def _quote(finding: Finding, labels: Mapping[str, str], policy: Policy, texts: Texts) -> Quote:
    lead = finding.lead.text if finding.lead else ""
    limits = tuple(labels.get(condition, condition.replace("-", " ")) for condition in finding.conditions)
    return Quote(
        finding.quote,
        lead,
        finding.clause,
        finding.start,
        finding.end,
        finding.outcome,
        finding.rule,
        limits,
        finding.cut,
        policy.service.policy_id(finding.terms) if finding.terms else policy.id,
        _document(policy, finding.terms, texts),
    )


def clause_at(clauses: Sequence[Clause], offset: int) -> Clause | None:
    """Return the clause that holds this offset."""
    number = bisect_right(clauses, offset, key=lambda clause: clause.start) - 1
    return clauses[number] if number >= 0 and offset < clauses[number].end else None
