from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import markdown
import pytest
import yaml
from builders.values import SNAPSHOT, finding, judged, policy, practice, rendered, site
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as Html

from generator.analysis.quotes import find_quote
from generator.contributed import Correction, Terms
from generator.model import Block, Clause, ClauseRef, Document, Link, Page, Policy, Section, Site, Verdict
from generator.pages import parts as text_parts
from generator.problems import Place

LIVE = {
    *("title", "description", "hide", "icon", "status", "subtitle", "tags", "template", "search", "author", "source"),
    *("location", "comments", "revision_date"),
}
"""The fields of frontmatter that MkDocs or the theme reads."""
HOSTILE = (
    "<script>alert(1)</script>",
    "</div></details><img src=x onerror=alert(1)>",
    "{#sp-evil} {: onclick=alert(1) .evil }",
    "{{ 7 * 7 }} {% include 'x' %} {# gone #}",
    "[a](javascript:alert(1)) ![b](http://evil.example/b.png) <http://evil.example>",
    "**bold** _it_ `code` ~~~ ``` # not a heading",
    '" onmouseover="alert(1)" x="',
    "&lt;b&gt; &amp; &#60; <!-- x --> ]]> \\* \\<",
    "--8<-- 'secret' :smile: [[toc]] [TOC]",
    "\u0002wzxhzdk:0\u0003 \u0000 \x85 \u2028 \x0c",
)
SCRIPTS = ("assets/compare-data.js", "assets/matrix.js", "../assets/compare-data.js", "../assets/find.js")
NOTHING = Document("", ())


def source(of: Site, path: str, pages: Sequence[Page] = ()) -> str:
    """The bytes of a page, as text."""
    return next(page.data.decode() for page in rendered(of, pages) if page.path == path)


def page(of: Site, path: str = "services/example.md") -> Html:
    """A page as MkDocs will show it: without frontmatter, through Python-Markdown."""
    body = source(of, path).partition("\n---\n")[2] if path != "index.md" else source(of, path)
    return Html("<article>" + markdown.markdown(body, extensions=["attr_list", "toc"]) + "</article>")


def text_of(html: Html) -> list[str]:
    """The words of the policy's own text on its page, in order."""
    nodes = html.css(".sp-words, h3[id]:not(.sp-group), h4, h5, h6")
    return " ".join(node.text(separator=" ") for node in nodes).split()


def links_within(html: Html) -> list[str]:
    """Where the links within the page lead."""
    return [href[1:] for node in html.css("[href^='#']") if (href := node.attributes["href"])]


def ids(html: Html) -> list[str]:
    """All ids of a page."""
    return [node.attributes["id"] or "" for node in html.css("[id]")]


DATED = judged(
    policy("We sell your data to anyone. We like you.", "We never sell your data."),
    Verdict("sells", "present", "detected"),
)
SELLS = finding(DATED, "We sell your data to anyone.")
NEVER = finding(DATED, "We never sell your data.", "absent")


def test_every_word_of_the_text_is_on_the_page_in_its_order() -> None:
    """Nothing of a policy is left out, moved or doubled: also not words that no clause and no block holds."""
    made = policy("One two three.", "Four\nfive  six", "• seven", heading="Part 1: zero")
    text = "before " + made.document.text + "\n\nafter all"
    shift = len("before ")
    made = replace(
        made,
        document=Document(
            text, tuple(replace(b, start=b.start + shift, end=b.end + shift) for b in made.document.blocks)
        ),
        sections=tuple(replace(s, start=s.start + shift, end=s.end + shift) for s in made.sections),
        clauses=tuple(replace(c, start=c.start + shift, end=c.end + shift) for c in made.clauses),
    )
    assert text_of(page(site(made))) == text.split()


@settings(max_examples=30)
@given(st.lists(st.sampled_from([*HOSTILE, "plain words", "a\nb", "x" * 60 + "\ny"]), min_size=1, max_size=4))
def test_hostile_text_stays_text(paragraphs: list[str]) -> None:
    """Whatever a policy holds: its words come out as words, and no element, attribute or id comes of them."""
    paragraphs = [re.sub(r"[\x00-\x08\x0b-\x1f\x85\u2028]", " ", paragraph) for paragraph in paragraphs]
    made = policy(*paragraphs, heading=paragraphs[0].replace("\n", " "))
    html = page(site(made))
    assert text_of(html) == made.document.text.split()
    assert_harmless(html)
    assert sorted(ids(html)) == sorted(set(ids(html)))


@pytest.mark.parametrize("evil", HOSTILE)
def test_nothing_contributed_becomes_markup(evil: str) -> None:
    """Names, notes, questions, reasons, warnings and quotes are text on every page, in frontmatter too."""
    base = policy(f"We sell. {evil}", name=f"Ex {evil}", heading=f"H {evil}")
    service = replace(base.service, note=evil, website="javascript:alert(1)", policy_url=f"https://x.example/{evil}")
    document = replace(base.document, warnings=(evil,))
    correction = Correction("sells", "present", "We sell.", evil, evil, date(2020, 1, 2), Place("x"))
    base = replace(base, service=service, document=document)
    base = judged(base, Verdict("sells", "present", "reviewed", (finding(base, "We sell."),), correction))
    other = policy("Other words.", id="other", name=f"Other {evil}")
    link = Link(
        ClauseRef("example", "privacy-0"), ClauseRef("other", "privacy-0"), 0.9, "similar", (evil,), (), (evil,)
    )
    asks = practice(label=evil, question=evil, explanation=evil, definition=evil, gdpr=evil)
    world = site(base, other, practices=(asks,), links=(link,))
    for made in rendered(world):
        if made.path.endswith(".md"):
            assert_harmless(page(world, made.path))
            front = source(world, made.path).split("---\n")[1] if made.data.startswith(b"---\n") else "{}"
            values = yaml.safe_load(front)
            assert set(values) & LIVE <= {"title", "description", "hide"}
            assert "<" not in str(values)
            assert '"' not in str(values.get("description"))


def assert_harmless(html: Html) -> None:
    """No contributed text has become an element, an attribute or an address that runs."""
    assert not html.css("img, iframe, object, style, .evil, #sp-evil")
    for data in html.css('script[type="application/ld+json"]'):
        assert json.loads(data.text())["@type"] == "Dataset"
    for script in html.css("script:not([type])"):
        assert (script.attributes.get("src"), script.text()) in [(ours, "") for ours in SCRIPTS]
    assert len(html.css("em")) == len(html.css(".sp-note em"))  # a note may be emphasised, nothing else
    for node in html.css("article *"):
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert not (value or "").lower().strip().startswith(("javascript:", "data:"))


def test_a_badge_shows_its_quote_and_leads_to_its_clause() -> None:
    """No badge without the policy's words and a link to where they stand, and every link of a page arrives."""
    html = page(site(judged(DATED, Verdict("sells", "present", "detected", (SELLS,))), practices=(practice(),)))
    badge = html.css_first(".sp-badge")
    assert badge.css_first(".sp-answer").text() == "Yes sells"
    assert badge.css_first(".sp-quote").text() == "We sell your data to anyone."
    assert badge.css_first(".sp-to a").attributes["href"] == "#privacy-0"
    assert "a written rule found these words" in badge.css(".sp-why")[-1].text()
    assert "a-rule" not in badge.text()  # the inner name of a rule is for people who write rules
    assert set(links_within(html)) <= set(ids(html))
    assert len(ids(html)) == len(set(ids(html)))


def test_the_evidence_is_marked_where_it_stands() -> None:
    """A reader who comes from a badge sees which words of the clause it means, and the way back."""
    html = page(site(judged(DATED, Verdict("sells", "present", "detected", (SELLS,))), practices=(practice(),)))
    assert [mark.text() for mark in html.css(".sp-clause mark")] == ["We sell your data to anyone."]
    assert html.css_first("#privacy-0 .sp-tag").attributes["href"] == "#sp-b-sells"
    assert not html.css("#privacy-1 .sp-tag")


def test_reviewed_and_detected_look_different() -> None:
    """What a person decided and what the machine found differ in word and in shape; a review says who, when, why."""
    correction = Correction(
        "sells", "absent", "never  sell your data", "No exception.", "Ada", date(2020, 1, 2), Place("x")
    )
    quote = find_quote(DATED.document.text, correction.quote)
    reviewed = judged(DATED, Verdict("sells", "absent", "reviewed", (), correction, quote))
    detected = judged(DATED, Verdict("sells", "present", "detected", (SELLS,)))
    by_person = page(site(reviewed, practices=(practice(),))).css_first(".sp-badge")
    by_machine = page(site(detected, practices=(practice(),))).css_first(".sp-badge")
    assert by_person.css_first("summary .sp-hidden").text() == "(protection, reviewed)"
    assert by_machine.css_first("summary .sp-hidden").text() == "(concern, detected)"
    assert by_person.css(".sp-by-reviewed .sp-check")
    assert by_machine.css(".sp-by-detected")
    assert not by_machine.css(".sp-check")
    assert "Ada" in by_person.text()
    assert "2 January 2020" in by_person.text()
    assert "No exception." in by_person.text()
    assert by_person.css_first(".sp-to a").attributes["href"] == "#privacy-1"


def test_the_legend_says_once_what_detected_and_reviewed_look_like() -> None:
    """The head of the page says how many badges are of which kind, beside the sign that they bear."""
    made = judged(DATED, Verdict("sells", "present", "detected", (SELLS,)))
    legend = page(site(made, practices=(practice(),))).css_first(".sp-basis-key")
    assert " ".join(legend.text().split()) == "1 detected by a rule none reviewed by a person"
    assert [tile.attributes["class"] for tile in legend.css(".sp-tile")] == [
        "sp-tile sp-by-detected",
        "sp-tile sp-by-reviewed",
    ]


def test_few_answers_stand_first_and_the_others_are_one_tap_away() -> None:
    """Of many concerns those marked first come before a closed box that holds all others; of few, all are shown."""
    names = [f"p{number}" for number in range(7)]
    asked = tuple(practice(name, first=name in ("p3", "p5", "p6")) for name in names)
    made = judged(DATED, *(Verdict(name, "present", "detected", (replace(SELLS, practice=name),)) for name in names))
    html = page(site(made, practices=asked))
    shown = html.css("section > .sp-rows .sp-answer")
    assert [row.text() for row in shown] == ["Yes p3", "Yes p5", "Yes p6"]
    assert [row.text() for row in html.css(".sp-rest .sp-answer")] == ["Yes p0", "Yes p1", "Yes p2", "Yes p4"]
    assert html.css_first(".sp-rest summary").text() == "4 more concerns"
    few = page(site(replace(made, verdicts=made.verdicts[:5]), practices=asked))
    assert len(few.css("section > .sp-rows .sp-badge")) == 5
    assert not few.css(".sp-rest")


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ((), ""),
        (("silent",), "not in the other policy"),
        (("present",), "also in the other policy"),
        (("present", "absent"), "in 1 of the 2 other policies too"),
        (("present", "present"), "in all 2 other policies too"),
        (("silent", "absent"), "in none of the 2 other policies"),
    ],
)
def test_a_badge_says_whether_that_is_normal(others: tuple[str, ...], said: str) -> None:
    """Under the answer stands how many policies give the same one, where there are others to compare with."""
    made = judged(DATED, Verdict("sells", "present", "detected", (SELLS,)))
    rest = [
        judged(replace(policy("X."), service=replace(DATED.service, id=f"o{n}")), Verdict("sells", outcome, "none"))  # type: ignore[arg-type]
        for n, outcome in enumerate(others)
    ]
    html = page(site(made, *rest, practices=(practice(),)))
    assert "".join(node.text() for node in html.css(".sp-badge summary .sp-usual")) == said


def test_a_badge_leads_to_the_words_that_the_glossary_explains() -> None:
    """A term in a practice's question, explanation or answers leads to its entry, on both pages that show the badge."""
    glossary = Page(
        "glossary.md", b"# Words\n\nCookie {#sp-w-cookie}\n:   A note.\n\nPixel {#sp-w-pixel}\n:   A dot.\n"
    )
    of = site(
        judged(DATED, Verdict("sells", "present", "detected", (SELLS,))),
        practices=(practice(question="Does it set cookies?"), practice("other")),
    )
    for path, href in (("services/example.md", "../glossary.html"), ("practices/sells.md", "../glossary.html")):
        links = re.findall(r'<a href="([^"]*glossary\.html#[^"]*)">([^<]*)</a>', source(of, path, [glossary]))
        assert links == [(f"{href}#sp-w-cookie", "Cookie")]
    assert "glossary.html#" not in source(of, "practices/other.md", [glossary])


def test_an_unclear_answer_shows_both_sides() -> None:
    """When a policy says yes and no, the reader sees both sentences, each with its side."""
    made = judged(DATED, Verdict("sells", "unclear", "detected", (SELLS, NEVER)))
    badge = page(site(made, practices=(practice(),))).css_first(".sp-badge.sp-t-unclear")
    assert [quote.text().split(":")[0] for quote in badge.css(".sp-quote")] == ["Says yes", "Says no"]


def test_silence_is_shown_as_silence() -> None:
    """What the policy does not say stands in its own list, in words, and is no badge and no evidence."""
    made = judged(DATED, Verdict("sells", "silent", "none"))
    html = page(site(made, practices=(practice(),)))
    assert html.css_first("#sp-b-sells").text().strip() == "Silent sells"
    assert not html.css(".sp-badge, .sp-clause mark")
    assert "Not said" in page(site(made, practices=(practice(),)), "matrix.md").css_first("td.sp-t-silent").text()


def test_a_policy_that_is_not_analysed_says_so() -> None:
    """A policy in another language shows its text, marked with its language, and no badge, no tally and no silence."""
    german = policy("Wir verkaufen nichts.")
    german = replace(german, service=replace(german.service, lang="de"), analysed=False)
    world = site(german, practices=(practice(),))
    html = page(world)
    assert "Not analysed" in html.css_first(".sp-not-analysed").text()
    assert not html.css(".sp-badge, .sp-tally, #sp-g-silent")
    assert html.css_first(".sp-words").attributes["lang"] == "de"
    assert "Not analysed" in page(world, "matrix.md").css_first("td.sp-dim").text()
    assert "Not analysed" in page(world, "index.md").css_first(".sp-card").text()


def test_policy_headings_stand_below_the_pages_own() -> None:
    """The policy's outermost heading is an h3, and no level is left out, however the policy was written."""
    made = policy("Words.")
    text = "A B C D"
    levels = (3, 1, 4, 2)
    sections = tuple(Section(f"s{i}", text[i * 2], level, i * 2, i * 2 + 1) for i, level in enumerate(levels))
    made = replace(made, document=Document(text, ()), sections=sections, clauses=())
    html = page(site(made))
    assert [html.css_first(f"#s{i}").tag for i in range(4)] == ["h3", "h3", "h4", "h4"]


def test_a_practice_page_groups_the_services_by_their_answer() -> None:
    """Every service's answer is there once, with its quote and a link into its policy."""
    yes = judged(DATED, Verdict("sells", "present", "detected", (SELLS,)))
    still = judged(policy("Nothing.", id="still", name="Still"), Verdict("sells", "silent", "none"))
    html = page(site(yes, still, practices=(practice(),)), "practices/sells.md")
    assert [h.text() for h in html.css("h2")] == [
        *("Yes sells (1)", "Silent sells (1)", "What counts", "How often is this badge right?")
    ]
    assert html.css_first(".sp-said .sp-quote").text() == "We sell your data to anyone."
    assert html.css_first(".sp-said .sp-to a").attributes["href"] == "../services/example.html#privacy-0"


def test_the_matrix_leads_from_each_cell_to_the_badge() -> None:
    """A cell says the outcome in a word, and leads to an id that is on the service's page."""
    world = site(judged(DATED, Verdict("sells", "present", "detected", (SELLS,))), practices=(practice(),))
    cell = page(world, "matrix.md").css_first("td a")
    assert cell.text().strip() == "Yes"
    assert (cell.attributes["href"] or "").partition("#")[2] in ids(page(world))


def long_policy(sections: int = 8) -> Policy:
    """A policy too long for one page: a title that stands alone, then sections of one clause each."""
    text, cut = "Title", [Section("title", "Title", 1, 0, 5)]
    clauses, blocks = [], [Block("heading", 0, 5, level=1)]
    for number in range(sections):
        for kind, piece in (("heading", f"Part {number}"), ("paragraph", f"We sell it {number}. " + "word " * 2500)):
            start = len(text) + 2
            text += "\n\n" + piece.strip()
            blocks.append(Block(kind, start, len(text), level=2 if kind == "heading" else 0))  # type: ignore[arg-type]
            if kind == "heading":
                cut.append(Section(f"part-{number}", piece, 2, start, len(text)))
            else:
                clauses.append(Clause(f"part-{number}-x", f"part-{number}", text[start:], start, len(text)))
    base = policy("x")
    return replace(base, document=Document(text, tuple(blocks)), sections=tuple(cut), clauses=tuple(clauses))


def test_a_long_policy_is_cut_at_its_sections_and_loses_no_word() -> None:
    """Each part holds whole sections within the limit, headings in order, and all parts together hold every word."""
    made = long_policy()
    world = site(judged(made, Verdict("sells", "present", "detected", (finding(made, "We sell it 7."),))))
    paths = [made.path for made in rendered(world) if re.fullmatch(r"services/example/\d+\.md", made.path)]
    assert paths == [f"services/example/{number}.md" for number in range(2, len(paths) + 2)]
    parts = [page(world), *(page(world, path) for path in paths)]
    said = " ".join(" ".join(text_of(part)) for part in parts).split()
    assert said == made.document.text.split()
    for part in parts:
        assert sum(len(text.text()) for text in part.css(".sp-text")) < text_parts.LONG * 1.01
        levels = [int(node.tag[1]) for node in part.css("h1, h2, h3, h4, h5, h6")]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert len(ids(part)) == len(set(ids(part)))
    light = page(world, "services/example/all.md")
    assert " ".join(light.css_first("article").text(separator=" ").split()).endswith(" ".join(said[-200:]))
    assert {clause.id for clause in made.clauses} <= set(ids(light))
    assert not light.css("mark, .sp-tag, .sp-compare")


def test_a_text_that_fits_one_page_stands_whole_on_the_second() -> None:
    """The policy's own page has its beginning and every anchor, the second page all of it; badges lead to it."""
    made = long_policy(sections=6)
    world = site(
        judged(made, Verdict("sells", "present", "detected", (finding(made, "We sell it 5."),))),
        practices=(practice(),),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_parts, "HEAVY", 10_000)
        paths = {one.path for one in rendered(world) if one.path.startswith("services/example")}
        own, whole = page(world), page(world, "services/example/2.md")
    assert paths == {"services/example.md", "services/example/2.md"}
    assert " ".join(text_of(whole)).split() == made.document.text.split()
    assert {clause.id for clause in made.clauses} <= set(ids(own))
    assert {clause.id for clause in made.clauses} <= set(ids(whole))
    assert len(ids(own)) == len(set(ids(own)))
    begun = {node.attributes["id"] for node in own.css(".sp-clause")}
    led = {(a.attributes["href"] or "").partition("#")[2] for a in own.css(".sp-outline a, .sp-turn a")}
    assert begun
    assert begun.isdisjoint(led)
    assert own.css('.sp-badge-body a[href$="example/2.html#part-5-x"]')


def test_a_heavy_policy_is_cut_however_short_its_text_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands beside the text counts too: no part weighs more than its limit, and a light policy stays whole."""
    made = long_policy(sections=3)
    others = [replace(policy("Other."), service=replace(made.service, id=f"o{n}", name="N" * 900)) for n in range(6)]
    links = [
        Link(
            ClauseRef("example", clause.id),
            ClauseRef(other.service.id, "privacy-0"),
            0.9,
            "similar",
            (),
            (),
            ("other",),
        )
        for clause in made.clauses
        for other in others
    ]
    world, bare = site(made, *others, links=links), site(made, *others)
    heavy, light = (len(source(one, "services/example.md")) for one in (world, bare))
    assert heavy > light + 5_000
    monkeypatch.setattr(text_parts, "HEAVY", (heavy + light) // 2)
    monkeypatch.setattr(text_parts, "PART", heavy // 2)
    assert [one.path for one in rendered(bare) if one.path.startswith("services/example")] == ["services/example.md"]
    parts = [one for one in rendered(world) if re.fullmatch(r"services/example(/\d+)?\.md", one.path)]
    assert len(parts) > 1
    assert all(len(one.data) < heavy for one in parts)


def test_the_address_of_a_clause_stays_when_its_policy_is_cut() -> None:
    """The policy's own page names each clause under its id and leads on; a badge leads to the part itself, and back."""
    made = long_policy()
    world = site(
        judged(made, Verdict("sells", "present", "detected", (finding(made, "We sell it 7."),))),
        practices=(practice(),),
    )
    whole = page(world)
    paths = [one.path for one in rendered(world) if re.fullmatch(r"services/example/\d+\.md", one.path)]
    path, part = next((path, made) for path in paths if (made := page(world, path)).css("#part-7-x"))
    file = path.removeprefix("services/").replace(".md", ".html")
    there = whole.css_first("#part-7-x").parent
    assert there
    assert there.attributes["href"] == f"{file}#part-7"
    assert "data-sp-part" in there.attributes
    assert whole.css_first("#part-0-x").attributes["class"] == "sp-clause"
    assert whole.css_first(".sp-badge .sp-to a").attributes["href"] == f"{file}#part-7-x"
    assert part.css_first("#part-7-x mark").text() == "We sell it 7."
    assert part.css_first("#part-7-x .sp-tag").attributes["href"] == "../example.html#sp-b-sells"
    assert set(links_within(whole)) <= set(ids(whole))


def test_snapshots_are_downloads_that_cannot_run() -> None:
    """The bytes are served as they came, always under a name that ends in .txt."""
    raw = replace(SNAPSHOT, file="2018-10-04.html", format="html", data=b"<script>1</script>")
    made = replace(DATED, snapshot=raw, service=replace(DATED.service, terms=(Terms((raw, SNAPSHOT)),)))
    files = {page.path: page.data for page in rendered(site(made)) if not page.path.endswith((".md", ".css"))}
    assert files == {
        "snapshots/example/2018-10-04.html.txt": b"<script>1</script>",
        "snapshots/example/2018-10-04.txt": b"raw",
    }


def test_hand_written_pages_pass_unchanged_and_the_home_page_is_completed() -> None:
    """What people wrote is not touched; the generated part follows the home page's own words."""
    pages = (Page("about.md", b"# About\r\n"), Page("index.md", b"---\ntitle: T\n---\n\n# Hello {#sp-top}\n"))
    made = {page.path: page.data for page in rendered(site(DATED, practices=(practice(),)), pages)}
    assert made["about.md"] == b"# About\r\n"
    assert made["index.md"].startswith(pages[1].data.rstrip())
    assert b"1 policies" not in made["index.md"]
    assert b'href="services/example.html"' in made["index.md"]


def test_the_same_site_gives_the_same_bytes() -> None:
    """Nothing of a clock, an address in memory or the order of a set is in a page."""
    world = site(judged(DATED, Verdict("sells", "unclear", "detected", (SELLS, NEVER))), practices=(practice(),))
    assert list(rendered(world)) == list(rendered(world))


@pytest.mark.parametrize("name", ["../../etc/passwd", "material/../x", "material/no-such-icon", ""])
def test_an_icon_is_one_of_the_theme(name: str) -> None:
    """An icon's name can neither leave the theme's folder nor be silently missing."""
    with pytest.raises(ValueError, match="icon"):
        list(rendered(site(DATED, practices=(practice(icon=name),))))


@pytest.mark.parametrize("file", ["../x.txt", "a/b.txt", ".hidden", ""])
def test_no_path_is_made_of_what_people_wrote(file: str) -> None:
    """A file name that could leave its folder is refused, although the border has refused it before."""
    bad = replace(SNAPSHOT, file=file)
    with pytest.raises(ValueError, match="file name"):
        list(rendered(site(replace(DATED, snapshot=bad, service=replace(DATED.service, terms=(Terms((bad,)),))))))
