"""Laws of the open data: each file is as its schema says, every quote is found again, and hostile text stays data."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import posixpath
import re
from pathlib import Path, PurePath
from typing import Any
from xml.etree import ElementTree

import pytest
from builders.hostile import hostile
from builders.repository import invented
from builders.values import SELLS_DATA, quiet, seller, site
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from generator.commands import main
from generator.model import Page
from generator.outputs import api_descriptions, editions, open_data
from generator.outputs.web_annotations import AROUND
from generator.pages import addresses
from generator.pages.escaping import clean
from generator.pages.views import view_policies
from generator.pipeline import make_pages

#: The terms of the Web Annotation context that stand in our files, and what each means (W3C, 23 February 2017).
ANNOTATION_TERMS = {
    "AnnotationPage": "as:OrderedCollectionPage",
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "Person": "foaf:Person",
    "Software": "as:Application",
    "classifying": "oa:classifying",
    "describing": "oa:describing",
    "id": "@id",
    "type": "@type",
    "items": "as:items",
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": "oa:hasSource",
    "selector": "oa:hasSelector",
    "creator": "dcterms:creator",
    "motivation": "oa:motivatedBy",
    "purpose": "oa:hasPurpose",
    "format": "dc:format",
    "language": "dc:language",
    "value": "rdf:value",
    "name": "foaf:name",
    "start": "oa:start",
    "end": "oa:end",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
}


def made(root: Path) -> dict[str, bytes]:
    """Every file of build/docs of a repository, by its path."""
    return {page.path: page.data for page in make_pages(root)[1]}


@pytest.fixture(scope="module", params=[invented, hostile], ids=["invented", "hostile"])
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the invented site, and those of the hostile one."""
    return made(request.param(tmp_path_factory.mktemp("site")))


def loaded(files: dict[str, bytes], kind: str) -> dict[str, Any]:
    """The results of all JSON files of a kind, by their paths."""
    found = {path: json.loads(data) for path, data in files.items() if path.startswith(f"api/v1/{kind}/")}
    return {path: data["result"] for path, data in found.items() if path.endswith(".json") and "/index." not in path}


def kind_of(path: str) -> str:
    """The kind of a JSON file of the data."""
    here = posixpath.dirname(path)
    return next(
        kind
        for kind in sorted(api_descriptions.KINDS, key=lambda kind: "{id}" in api_descriptions.address_of(kind))
        if api_descriptions.address_of(kind) in (path, f"{here}/{{id}}.json")
    )


def test_every_file_is_as_its_schema_says(files: dict[str, bytes]) -> None:
    """The schemas are published beside the files, and every file below api/v1 is described by one."""
    checked = 0
    for path, data in files.items():
        if not path.startswith("api/v1/") or "/schemas/" in path or path.endswith((".jsonld", "openapi.json")):
            continue
        if "/tables/" in path:
            continue
        schema = json.loads(files[addresses.api_schema(kind_of(path))])
        Draft202012Validator.check_schema(schema)
        value = json.loads(data)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []
        assert value["total"] == (len(value["result"]) if isinstance(value["result"], list) else 1)
        checked += 1
    assert checked > 5


def test_a_copy_of_a_schema_reads_newer_files(files: dict[str, bytes]) -> None:
    """A field that is added later, anywhere, is no mistake for somebody who keeps the schema of today."""

    def later(value: Any) -> Any:
        if isinstance(value, dict):
            # Where keys are ids, a field that nobody knows would be an entry of another form.
            keyed = not value or not {"id", "text", "result", "outcome", "name", "file", "uri", "terms"} & {*value}
            return {key: later(inner) for key, inner in value.items()} | ({} if keyed else {"later": 1})
        return [later(one) for one in value] if isinstance(value, list) else value

    for path in [path for path in files if path.startswith("api/v1/services/") and path.endswith(".json")]:
        schema = json.loads(files[addresses.api_schema(kind_of(path))])
        value = later(json.loads(files[path]))
        assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []


def test_the_description_names_files_that_are_there(files: dict[str, bytes]) -> None:
    """Each schema that the OpenAPI description and the index refer to is published."""
    described = json.loads(files["api/v1/openapi.json"])
    answers = [path["get"]["responses"]["200"] for path in described["paths"].values()]
    schemas = {answer["content"]["application/json"]["schema"]["$ref"].removeprefix("./") for answer in answers}
    schemas |= {entry["schema_uri"] for entry in json.loads(files["api/v1/index.json"])["result"]}
    assert {f"api/v1/{schema}" for schema in schemas} == {path for path in files if path.startswith("api/v1/schemas/")}


def test_every_quote_is_a_slice_of_the_text(files: dict[str, bytes]) -> None:
    """Offsets count code points of the text that stands in the same file."""
    quotes = 0
    for service in loaded(files, "services").values():
        documents = {document["terms"]: document for document in service["documents"]}
        for answer in service["verdicts"].values():
            for quote in answer["quotes"]:
                text = documents[quote["document"]]["text"]
                assert text[quote["start"] : quote["end"]] == quote["text"]
                quotes += 1
        for document in documents.values():
            for clause in document["clauses"]:
                assert document["text"][clause["start"] : clause["end"]].strip()
    assert quotes


def test_every_document_of_a_service_is_in_its_files(files: dict[str, bytes]) -> None:
    """A quote names the document that it stands in; annotations, the tables and the Markdown lead there too."""
    service = loaded(files, "services")["api/v1/services/cedar-games.json"]
    assert [one["terms"] for one in service["documents"]] == ["privacy-policy", "trackers-policy"]
    for number, document in enumerate(service["documents"]):
        quotes = {
            (quote["text"], quote["start"])
            for answer in service["verdicts"].values()
            for quote in answer["quotes"]
            if quote["document"] == document["terms"]
        }
        assert quotes
        annotations = json.loads(files["api/v1/services/cedar-games.annotations.jsonld"])["items"]
        pointed = {
            (one["target"]["selector"][0]["exact"], one["target"]["selector"][1]["start"])
            for one in annotations
            if one["target"]["source"].endswith(f"#/result/documents/{number}/text")
        }
        assert pointed == quotes
        table = csv.DictReader(io.StringIO(files["api/v1/tables/quotes.csv"].decode(), newline=""))
        own = [row for row in table if (row["service"], row["document"]) == ("cedar-games", document["terms"])]
        assert {(row["quote"], int(row["start"])) for row in own} == quotes
        assert {one["file"] for one in document["snapshots"]} <= {path.name for path in map(PurePath, files)}
    assert b"[in the trackers policy](#trackers-policy-" in files["services/cedar-games.md.txt"]


def test_every_address_leads_to_a_file(files: dict[str, bytes]) -> None:
    """An address is relative to its file, and leads to one that the site has."""

    def addresses(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value[key] for key in ("uri", "page") if key in value]
            return own + [one for inner in value.values() for one in addresses(inner)]
        return [one for inner in value for one in addresses(inner)] if isinstance(value, list) else []

    for path, data in files.items():
        if path.startswith("api/v1/") and not {"schemas", "tables"} & {*path.split("/")} and path.endswith(".json"):
            for address in addresses(json.loads(data)):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address.partition("#")[0]))
                page = target.removesuffix(".html") + ".md"
                assert target in files or page in files or "{id}" in target, (path, address)


def test_every_annotation_is_found_again(files: dict[str, bytes]) -> None:
    """By its place, and by its words with those around them, in the text that it names; all terms are the model's."""
    found = 0
    for path, data in files.items():
        if not path.endswith(".annotations.jsonld"):
            continue
        page = json.loads(data)
        assert page.pop("@context") == "http://www.w3.org/ns/anno.jsonld"
        assert known(page) <= set(ANNOTATION_TERMS)
        for one in page["items"]:
            target, _, pointer = one["target"]["source"].partition("#")
            value = json.loads(files[posixpath.normpath(posixpath.join(posixpath.dirname(path), target))])
            for step in pointer.split("/")[1:]:
                value = value[int(step)] if isinstance(value, list) else value[step]
            quote, place = one["target"]["selector"]
            assert value[place["start"] : place["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in value
            assert max(len(quote["prefix"]), len(quote["suffix"])) <= AROUND
            found += 1
    assert found


def known(value: Any) -> set[str]:
    """The keys and types of a JSON-LD value."""
    if isinstance(value, list):
        return {term for one in value for term in known(one)}
    if not isinstance(value, dict):
        return set()
    return {*value, value.get("type", "id")}.union(*(known(inner) for inner in value.values()))


def test_an_annotation_names_who_chose_its_words(tmp_path: Path) -> None:
    """The words of a review are the reviewer's, all others the program's."""
    creators = {
        (one["creator"]["type"], one["creator"]["name"])
        for path, data in made(hostile(tmp_path)).items()
        if path.endswith(".annotations.jsonld")
        for one in json.loads(data)["items"]
    }
    assert ("Software", "Smallprint") in creators
    assert any(kind == "Person" for kind, _ in creators)


def test_the_description_of_the_tables_holds(files: dict[str, bytes]) -> None:
    """Each table has the columns, the bytes and the hash that the description gives, and its keys tell rows apart."""
    package = json.loads(files["api/v1/tables/datapackage.json"])
    assert {f"api/v1/tables/{one['path']}" for one in package["resources"]} == {
        path for path in files if path.startswith("api/v1/tables/") and path.endswith(".csv")
    }
    for one in package["resources"]:
        data = files[f"api/v1/tables/{one['path']}"]
        assert one["bytes"] == len(data)
        assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
        assert header == [field["name"] for field in one["schema"]["fields"]]
        keys = [tuple(row[header.index(key)] for key in one["schema"].get("primaryKey", ())) for row in rows]
        assert not keys or not keys[0] or len(set(keys)) == len(keys)


def test_a_term_has_the_address_that_its_prefix_says(files: dict[str, bytes]) -> None:
    """The page, the table and the JSON give a term the address that its list says, and others none."""
    wanted = {
        ("sells-data", "other", "ow:Sale", "https://example.org/words#Sale"),
        ("sells-data", "other", "Sharing: Purpose: Money", ""),
        ("collects-place", "other", "ow:Place Where somebody is", "https://example.org/words#Place"),
    }
    table = csv.reader(io.StringIO(files["api/v1/tables/crosswalk.csv"].decode(), newline=""))
    assert wanted <= {tuple(row) for row in table}
    assert wanted <= {
        (one["id"], term["vocabulary"], term["term"], term["address"] or "")
        for one in loaded(files, "practices").values()
        for term in one["crosswalk"]
    }
    page = LexborHTMLParser(files["crosswalk.md"].decode())
    links = {(link.attributes.get("href"), link.text()) for link in page.css(".sp-term a")}
    assert ("https://example.org/words#Sale", "ow:Sale") in links
    assert ("https://example.org/words#Place", "Where somebody is") in links


def test_no_cell_is_a_formula(files: dict[str, bytes]) -> None:
    """A spreadsheet reads every cell as text."""
    for path, data in files.items():
        if path.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(data.decode(), newline="")) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def letters(html: str) -> str:
    """What a reader sees of HTML, without spaces: Markdown keeps no runs of them."""
    body = LexborHTMLParser(html).body
    return "".join(body.text().split()) if body else ""


def test_the_markdown_edition_has_every_word_and_no_markup_of_the_text(files: dict[str, bytes]) -> None:
    """Read as Markdown, it has the text's words in their order, and no element but our own."""
    services = loaded(files, "services")
    assert services
    for path, service in services.items():
        id = path.rpartition("/")[2].removesuffix(".json")
        body = files[f"services/{id}.md.txt"].decode().split("\n---\n", 1)[1]
        html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body)
        texts = re.split(r"<h2>The whole text(?:: [a-z ]+)?</h2>", html)[1:]
        assert len(texts) == len(service["documents"])
        for text, document in zip(texts, service["documents"], strict=True):
            assert letters(text).endswith("".join(clean(document["text"]).split()))
        assert letters(texts[0]) == "".join(clean(service["documents"][0]["text"]).split())
        tree = LexborHTMLParser(html)
        tags = {node.tag for node in tree.css("body *")}
        assert tags <= {"h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "li", "blockquote", "strong", "a", "br"}
        anchors = [node.attributes["id"] for node in tree.css("a[id]")]
        assert len(set(anchors)) == len(anchors)
        assert {node.attributes["href"] for node in tree.css("a[href]")} <= {f"#{anchor}" for anchor in anchors}


@pytest.mark.parametrize(
    "text",
    [
        *("# a", "- a", "+ a", "1. a", "12) a", "> a", "***", "---", "===", "a | b", "`a`", "~~~", "[a](b)", "<a b>"),
        *("![a](b)", "&lt;", "{{ a }}", "{% a %}", "a\\", "http://a.example", ": a", "$a$", "a_b_", "\ta", "    a"),
        *("@a", "#a", "<!-- a -->"),
    ],
)
def test_what_looks_like_markdown_is_read_as_it_stands(text: str) -> None:
    """Whatever stands in a line, Markdown shows its characters, in a paragraph."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(editions.escaped(text))
    assert letters(html) == "".join(text.split())
    assert {node.tag for node in LexborHTMLParser(html).css("body *")} == {"p"}


def test_no_template_of_another_generator_is_left(files: dict[str, bytes]) -> None:
    """Jekyll, Hugo, MDX and Jinja read braces: a policy's own are written as entities."""
    for path, data in files.items():
        if path.startswith("services/") and path.endswith(".md.txt"):
            body = data.decode().split("\n---\n", 1)[1]
            assert not {*"{}"} & {*body}


def test_a_picture_is_words_that_ask_for_nothing(files: dict[str, bytes]) -> None:
    """An SVG under 4 kB with a title, and nothing in it that runs, loads or leads away."""
    pictures = {path: data for path, data in files.items() if path.startswith("badges/")}
    assert len(pictures) > 3
    for data in pictures.values():
        assert len(data) < 4_000
        root = ElementTree.fromstring(data)
        assert {node.tag.rpartition("}")[2] for node in root.iter()} == {"svg", "title", "style", "rect", "text"}
        names = {name for node in root.iter() for name in node.attrib}
        assert names <= {"width", "height", "x", "y", "rx", "class"}
        title, style = root[0], root[1]
        assert title.text
        assert style.text
        assert "url" not in style.text
        assert "import" not in style.text


def test_a_picture_says_its_counts_in_words() -> None:
    """Not by colour alone: what is counted stands beside the number."""
    world = site(seller(), quiet(), practices=(SELLS_DATA,))
    found = {page.path: page.data.decode() for page in open_data.pages(world, view_policies(world), {}, "", 0)}
    assert "0 concerns, 0 protections, 0 unclear" in found["badges/services/still.svg"]
    assert "Does not sell personal data" in found["badges/practices/sells-data-absent.svg"]


def test_the_same_site_gives_the_same_bytes() -> None:
    """Nothing in the data depends on the clock or on chance."""
    world = site(seller(), quiet(), practices=(SELLS_DATA,))

    def once() -> tuple[Page, ...]:
        return tuple(open_data.pages(world, view_policies(world), {}, "https://example.org/", 0))

    assert once() == once()


def test_an_address_is_whole_where_the_site_knows_its_own() -> None:
    """With an address of its own, the site's data say it; without, they stay relative."""
    world = site(seller(), practices=(SELLS_DATA,))
    for base, expected in (
        ("https://example.org/x/", "https://example.org/x/services/example.html"),
        ("", "../../services/example.html"),
    ):
        pages = {page.path: page.data for page in open_data.pages(world, view_policies(world), {}, base, 0)}
        assert json.loads(pages["api/v1/services/index.json"])["result"][0]["page"] in (expected, f"../{expected}")


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an invented repository."""
    root = invented(tmp_path)
    monkeypatch.chdir(root)
    return root


def said(*words: str, given: bytes = b"") -> tuple[int, str]:
    """The exit code of a command, and what it says."""
    result = CliRunner().invoke(main, words, input=given)
    return result.exit_code, result.output


@pytest.mark.usefixtures("at_home")
def test_show_says_what_the_page_says() -> None:
    """Each answer of a service stands with its quote; a practice alone stands alone."""
    code, told = said("show", "acorn-mail")
    assert code == 0
    assert "Protections" in told
    assert "“" in told
    _, only = said("show", "Acorn Mail", "uses-cookies")
    assert only.count("(uses-cookies") == 1
    assert "sells-data" not in only
    _, several = said("show", "cedar-games")
    assert re.search(r"Cedar Games: trackers policy .* words\.\n", several)
    assert "” (in the trackers policy)\n" in several


@pytest.mark.usefixtures("at_home")
def test_compare_says_where_two_differ() -> None:
    """Only what differs is told in full, with both answers, and the counts are in whole sentences."""
    code, told = said("compare", "acorn-mail", "birch-bank")
    assert code == 0
    assert re.search(r"\n(1 answer differs|(?!1 )\d+ answers differ), (1 is|(?!1 )\d+ are) the same, and both", told)
    assert said("compare", "acorn-mail", "acorn-mail")[1].splitlines()[-1].startswith("0 answers differ, ")


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    "words",
    [("show", "acorn-mial"), ("show", "acorn-mail", "uses-cookie"), ("show", "../x"), ("compare", "acorn-mail", "x")],
)
def test_a_name_that_is_none_is_a_usage_error(words: tuple[str, ...]) -> None:
    """It says which name, and the nearest where one is near."""
    code, told = said(*words)
    assert code == 2
    assert "There is no" in told


@pytest.mark.usefixtures("at_home")
def test_inspect_reads_one_file_and_standard_input(tmp_path: Path) -> None:
    """The same words give the same findings from a folder, a file and standard input, whose format its bytes tell."""
    data = (
        b"<!doctype html><html><body><h1>Privacy</h1><p>We never sell your personal data to anyone.</p></body></html>"
    )
    folder = tmp_path / "loose"
    folder.mkdir()
    (folder / "a.html").write_bytes(data)
    told = [
        json.loads(said("inspect", "--format", "jsonl", *words, given=data)[1])
        for words in ((str(folder),), (str(folder / "a.html"),), ("-",))
    ]
    assert [one.pop("path") for one in told] == ["a.html", "a.html", "-"]
    assert told[0] == told[1] == told[2]
    assert told[0]["verdicts"]
