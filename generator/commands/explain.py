"""Show how a sentence is read."""

from __future__ import annotations

import click

from generator.reading.repository import repository


@click.command("explain", short_help="Show how a sentence is read: who does what.")
@click.argument("sentence")
def verb(sentence: str) -> None:
    """Show what SENTENCE says: a line for each thing, with who does it, what, to whom, what for and on which condition.

    "we | do not sell | your data | to anyone". The words are those of site_config/words.yml and modifiers.yml.
    """
    from generator.analysis.folding import fold, match_text
    from generator.analysis.reader import Reader
    from generator.analysis.sentences import split
    from generator.reading.configuration import load_words

    reader, folded = Reader(load_words(repository())), fold(sentence)
    before = ""
    lines: list[str] = []
    for start, end in split(sentence, 0, len(sentence)):
        match = match_text(folded[start:end])
        lines += map(str, reader.read(match, reader.names(sentence), before))
        before = match
    click.echo("\n".join(lines) or "The reader finds nobody who does anything in it.")
