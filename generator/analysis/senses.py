"""Answer for a place in a sentence: who acts there, is it denied, and for whom does it hold.

A practice's words say what is spoken of; the reader says what becomes of it. So a place is asked for: that of the verb,
or of what stands for it. A "not" in these words themselves is theirs: "no control over trackers" is what is spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.analysis.lexicon import Token
from generator.analysis.propositions import propositions
from generator.analysis.reference import Parsed, Pointer, pointers, resolved
from generator.analysis.roles import Roles, Who
from generator.analysis.statements import Proposition
from generator.analysis.streams import Sense, Stream
from generator.analysis.structure import Part
from generator.words import SentenceWords


class Reading:
    """Hold one sentence as read: the words outside and inside its brackets, with their parts."""

    def __init__(self, streams: Sequence[tuple[Sequence[Token], Sequence[Part], Roles]]) -> None:
        """Take what the steps of reading made of the sentence."""
        self._streams = [Stream(tokens, parts, roles) for tokens, parts, roles in streams if tokens]

    def said(self, before: Reading | None = None) -> Sequence[Proposition]:
        """Give the propositions of the sentence, with what they point at in the one before."""
        said = [one for stream in self._streams for one in propositions(stream.tokens, stream.parts, stream.roles)]
        if before is None:
            return said
        listed = self._streams[0].listed if self._streams else SentenceWords()
        past = before.said() if any(one.pointed for one in said) else ()
        return resolved(said, self.pointers(before), past, listed.people | listed.things)

    def pointers(self, before: Reading) -> Sequence[Pointer]:
        """Give what the sentence points at in the one before."""
        streams = self._streams[:1], before._streams[:1]
        return pointers(*(Parsed(one.tokens, one.parts, one.roles) for (one,) in streams)) if all(streams) else ()

    def sense(self, start: int, act: int, end: int) -> Sense:
        """Say what becomes of the words between two offsets, whose act is at a third."""
        found = self._nearest(act)
        if found is None:
            return "stated"
        sense = found[0].sense(found[1], act, end)
        return found[0].host_sense(found[1], start) if sense == "stated" else sense

    def who(self, offset: int) -> Who:
        """Say who acts at an offset."""
        found = self._nearest(offset)
        return found[0].who(found[1]) if found else "we"

    def crosses(self, start: int, end: int) -> bool:
        """Tell whether a "but" with a new subject stands between two offsets: then they are about two things."""
        return any(start < place < end for stream in self._streams for place in stream.contraries())

    def addressed(self, offset: int) -> bool:
        """Tell whether the act at an offset is that of the person who is spoken to."""
        found = self._nearest(offset)
        return found is not None and found[0].addressed(found[1])

    def denies(self, start: int, end: int) -> bool:
        """Tell whether the words between two offsets deny, by a "not" in them or before; so do words without any."""
        if (last := self._nearest(end - 1)) is not None and last[0].void(last[1]):
            return False
        found = [stream.denies(start, end) for stream in self._streams]
        return any(found) or all(denied is None for denied in found)

    def for_some(self, offset: int) -> bool:
        """Tell whether what is said at an offset holds for some people only, or for those who ask for it."""
        found = self._nearest(offset)
        return found is not None and found[0].for_some(found[1])

    def limits(self, start: int, end: int, act: int) -> bool:
        """Tell whether the words between two offsets limit the act at a third: all belong to one part of the sentence.

        A limit reaches the part that it stands in, or hangs on as a condition, and what this part's verb governs. What
        stands in the condition itself is not limited by it: "unless we sell it".
        """
        limit, limited = self._nearest(end - 1), self._nearest(act)
        if limit is None or limited is None:
            return False
        parts = list(limited[0].governing(limited[1]))
        hosts = {id(part) for part in parts}
        if any(limited[0].opens(part, start) for part in parts):
            return False
        if limit[0] is not limited[0]:  # one of them stands in brackets: the limit is one of the word before these
            outside = limited[0].number_before(limit[0].tokens[0].start) if limit[0] is not self._streams[0] else None
            return outside is not None and id(limited[0].owner(outside)) in hosts
        return any(id(part) in hosts for part in limit[0].limited_by(limit[1]))

    def _nearest(self, offset: int) -> tuple[Stream, int] | None:
        """Find the word at an offset, or the next one after it, in or out of brackets."""
        found = [(stream, at) for stream in self._streams if (at := stream.number(offset)) is not None]
        best = min(found, key=lambda one: abs(one[0].tokens[one[1]].start - offset), default=None)
        if best is None or best[0] is self._streams[0] or best[0].has_verb(best[1]):
            return best
        # What a bracket only names belongs to the words before it.
        outside = self._streams[0].number_before(best[0].tokens[0].start)
        return best if outside is None else (self._streams[0], outside)
