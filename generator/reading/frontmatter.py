"""Read contributed YAML strictly, with the place of everything in it, and write the frontmatter of generated pages.

The only module that knows PyYAML and python-frontmatter. Both forgive too much to read what strangers write: an
unclosed ``---`` is empty metadata, a repeated key keeps the last value, ``no`` is False, ``1.10`` is 1.1, ``0o17`` is a
number, ``12:30`` another one, aliases make bombs, and deep nesting crashes the C loader. So only PyYAML's
pure-Python scanner and parser are used here, which yield events with marks and never recurse, and the values are made
below. python-frontmatter also strips a page before it splits it, which moves every line; so it only writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from generator.problems import ContributorError, Place, Problem, shown
from generator.reading.marked import Marked, Path, once
from generator.reading.scalars import hidden, resolved
from generator.reading.yaml_errors import explained, unexplained

IDS: Final = {
    "yaml": "The fields are plain YAML: no tabs, no field twice, quotes closed, nothing hidden.",
}

#: Bytes of YAML in one file, and how deep lists and mappings may stand in each other.
MAX_BYTES = 256 * 1024
MAX_DEPTH = 8
#: After so many mistakes in one file the rest is left unsaid.
MAX_PROBLEMS = 50

_CHECK = "yaml"
_FENCE = "---"


def load_yaml(text: str, path: str, first_line: int = 1) -> Marked:
    """Return the values of a YAML text that starts on ``first_line`` of the file at ``path``.

    Raises ContributorError with every mistake that can be told apart, each with its line and column.
    """
    text = _lines(text)
    _refuse_size(text, path, first_line)
    _refuse_hidden(text, path, first_line)
    return once(_Reader(text, path, first_line).read, text, path, first_line)


def load_page(text: str, path: str) -> tuple[Marked, str]:
    """Return the frontmatter of a Markdown page between its two ``---`` lines, and the body after it, stripped."""
    text = _lines(text)
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise _error(
            Place(path), "the file does not begin with `---`", "Write `---` on the first line, then the fields."
        )
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE), None)
    if end is None:
        raise _error(Place(path), "the fields are not closed", "Write `---` on a line of its own after the last field.")
    body_start = end + 1
    _refuse_hidden("\n".join(lines[body_start:]), path, body_start + 1)
    marked = load_yaml("\n".join(lines[1:end]) + "\n", path, first_line=2)
    return marked, "\n".join(lines[body_start:]).strip()


def dump_page(metadata: Mapping[str, Any], body: str) -> str:
    """Return a generated page.

    The metadata as frontmatter, in its order, such that YAML 1.1 reads it back alike; the body.
    """
    post = frontmatter.Post(body)
    post.metadata = dict(metadata)
    # The pure-Python dumper: libyaml folds lines differently, and the bytes must not depend on the machine.
    written = frontmatter.dumps(post, handler=YAMLHandler(), Dumper=yaml.SafeDumper, sort_keys=False, width=1000)
    return f"{written}\n"


def scalar(text: str) -> str:
    """Return the text as a value to write after ``field.

    ``, in single quotes where YAML would read it as something else.
    """
    try:
        if load_yaml(f"x: {text} # comment\n", "").data == {"x": text}:
            return text
    except ContributorError:
        pass
    return "'" + text.replace("'", "''") + "'"


def _lines(text: str) -> str:
    """Give the text without byte order mark and with plain line ends, so that lines and columns count as editors do."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _error(place: Place, message: str, remedy: str) -> ContributorError:
    return ContributorError([Problem(place, message, remedy, _CHECK)])


def _refuse_size(text: str, path: str, first_line: int) -> None:
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        message = f"{size:,} bytes of fields, where {MAX_BYTES // 1024} kB is the limit"
        raise _error(Place(path, first_line), message, "Keep long text out of the fields.")


def _refuse_hidden(text: str, path: str, first_line: int) -> None:
    """Refuse what no editor shows and no text needs, at its first place."""
    for number, line in enumerate(text.split("\n"), first_line):
        if line.isprintable():
            continue
        for column, char in enumerate(line, 1):
            if kind := hidden(char):
                place = Place(path, number, column)
                raise _error(place, f"a hidden {kind}, U+{ord(char):04X}", "Delete the character.")


class _Reader:
    """Builds the values of a document from PyYAML's events, and goes on after a mistake while the events make sense."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self._path = path
        self._first_line = first_line
        self._text = text
        self._problems: list[Problem] = []
        self._places: dict[Path, Place] = {}
        self._keys: dict[Path, Place] = {}

    def read(self) -> Marked:
        try:
            data = self._document()
        except yaml.MarkedYAMLError as error:
            told = self._explained(error)
            self._problems = [one for one in self._problems if one.place.line != told.place.line] + [told]
        if self._problems:
            raise ContributorError(self._problems)
        return Marked(data, self._places, self._keys, self._path)

    def _document(self) -> Any:
        events = self._events()
        next(events)  # the start of the stream
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            raise _error(
                Place(self._path, self._first_line), "there is nothing here", "Write the fields, or delete the file."
            )
        if start.version or start.tags:
            self._report(self._place(start), "a line that begins with `%`", "Delete it: every file is plain YAML here.")
        data = self._value(events, next(events), (), 1)
        next(events)  # the end of the document
        after = next(events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._stop(after, "a second `---` starts another document", "Keep one set of fields in a file.")
        return data

    def _events(self) -> Iterator[Any]:
        """PyYAML's events. Whatever else than its own complaint it runs into is a mistake of the file as well."""
        last = Place(self._path, self._first_line)
        try:
            # SafeLoader is the pure-Python one; parse() yields events, so nothing is built before it is looked at.
            for event in yaml.parse(self._text, Loader=yaml.SafeLoader):
                last = self._place(event)
                yield event
        except yaml.MarkedYAMLError:
            raise
        except Exception as error:
            raise self._at(last, *unexplained(error)) from None

    def _value(self, events: Iterator[Any], event: Any, path: Path, depth: int) -> Any:
        """Return the value that begins with the event. It is reached by recursion at most MAX_DEPTH deep."""
        self._places[path] = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._report(
                self._place(event), f"an alias, `*{event.anchor}`", "Write the value out, or put it in quotes."
            )
            return ""
        self._refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if depth > MAX_DEPTH:
            raise self._stop(event, f"lists and fields more than {MAX_DEPTH} deep", "Make it flatter.")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path, depth)
        return self._mapping(events, path, depth)

    def _list(self, events: Iterator[Any], path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(events, event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, events: Iterator[Any], path: Path, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            place, key = self._place(event), self._key(event)
            if key in fields:
                first = self._keys[(*path, key)].line
                self._report(place, f"{shown(key)} stands twice; the first is on line {first}", "Keep one of them.")
                key = f"{key} ({len(fields)})"  # the file is refused; this only keeps the two apart until it is
            self._keys[(*path, key)] = place
            fields[key] = self._value(events, next(events), (*path, key), depth + 1)
        return fields

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._stop(event, "a field whose name is not plain text", "Write `name: value`.")
        self._refuse_marks(event)
        self._refuse_escapes(event)
        if event.value == "<<" and event.implicit[0]:
            raise self._stop(event, "a merge key, `<<`", "Write the fields out.")
        if event.implicit[0] and not isinstance(resolved(event.value), str):
            said = shown(event.value) if event.value else "nothing"
            self._report(self._place(event), f"{said} stands where a field's name should", "Put the name in quotes.")
        return str(event.value)

    def _scalar(self, event: Any, path: Path) -> Any:
        self._refuse_escapes(event)
        if not event.implicit[0]:
            return event.value
        value = resolved(event.value)
        if value is None:
            name = f"`{path[-1]}`" if path and isinstance(path[-1], str) else "this item"
            place = self._keys.get(path) or self._place(event)
            self._report(place, f"{name} has no value", "Write a value, or delete the line.")
            return ""
        return value

    def _refuse_escapes(self, event: Any) -> None:
        """Refuse an escape that makes a character which may not stand in a file itself."""
        char = "" if event.value.isprintable() else next(filter(hidden, event.value), "")
        if char:
            remedy = "Use single quotes: in double quotes a backslash starts an escape."
            message = f"an escape that makes a {hidden(char)}, U+{ord(char):04X}"
            self._report(self._place(event), message, remedy)

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor:
            self._report(
                self._place(event), f"an anchor, `&{event.anchor}`", "Write the value out, or put it in quotes."
            )
        if event.tag:
            self._report(self._place(event), f"a tag, {shown(event.tag)}", "Delete it, or put the value in quotes.")

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._path, self._first_line + mark.line, mark.column + 1)

    def _report(self, place: Place, message: str, remedy: str) -> None:
        self._problems.append(Problem(place, message, remedy, _CHECK))
        if len(self._problems) >= MAX_PROBLEMS:
            raise ContributorError(self._problems)

    def _stop(self, event: Any, message: str, remedy: str) -> ContributorError:
        """Return the error that ends the reading, with what was found before it."""
        return self._at(self._place(event), message, remedy)

    def _at(self, place: Place, message: str, remedy: str) -> ContributorError:
        return ContributorError([*self._problems, Problem(place, message, remedy, _CHECK)])

    def _explained(self, error: yaml.MarkedYAMLError) -> Problem:
        """PyYAML's complaint in plain words."""
        # For a quote left open, and a line without colon, PyYAML's first mark is where it began: the useful place.
        opened = error.context_mark if re.search("a quoted scalar|a simple key", error.context or "") else None
        mark = opened or error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        said = f"{error.context or ''} {error.problem or 'unreadable'}"
        message, remedy = explained(said, self._text.split("\n")[: line + 1], column)
        return Problem(Place(self._path, self._first_line + line, column + 1), message, remedy, _CHECK)
