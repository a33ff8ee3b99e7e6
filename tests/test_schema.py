"""What people may write, and how what they wrote wrongly is told."""

from __future__ import annotations

import pytest
from builders.repository import PRACTICE, SERVICE
from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from generator.practices import Rule
from generator.problems import ContributorError
from generator.reading.fields import is_slug, web_address
from generator.reading.frontmatter import load_yaml
from generator.reading.schema import Reviews, ServicePage
from generator.reading.schema_practices import FrameEntry, PracticeFile, RuleEntry
from generator.reading.schema_site import CategoriesFile
from generator.reading.validation import validate

PAGE = SERVICE.split("---\n")[1]


def told(model: type, text: str) -> list[str]:
    """What is said: ``line:column message | remedy``."""
    with pytest.raises(ContributorError) as caught:
        validate(model, load_yaml(text, "f"))
    return [f"{p.place.line}:{p.place.column} {p.message} | {p.remedy}" for p in caught.value.problems]


@pytest.mark.parametrize(
    "address",
    ["https://example.com", "http://www.example.co.uk:8080/a/b?c=d#e", "HTTPS://EXAMPLE.COM/", "https://bücher.example/ä",
     "https://web.archive.org/web/2018id_/https%3A//www.example.com/privacy.php"],
)  # fmt: skip
def test_a_web_address_is_taken_as_it_is(address: str):
    """Plain http and https addresses, with port, query, archive's address inside, or letters of other languages."""
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x",
     "//example.com", "example.com", "ftp://example.com", "https:/example.com", "https://", "https://localhost", "https://user:pw@example.com",
     "https://example.com/\u202egnp", "https://example.com/\u200b", "https://example.com/a b", "https://example.com/\x00",
     'https://example.com/"onx', "https://example.com/<b>", "https://example.com\\@evil.com", "https://example.com:99999",
     "https://[::1]/", "https://-a.com", "https://a..com", "https://example.com/" + "x" * 2000,
     " https://example.com", ""],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(address: str):
    """Nothing that could run, hide, mislead or leave its attribute becomes a link."""
    with pytest.raises(PydanticCustomError):
        web_address(address)


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "a/b.txt", "a\\\\b.txt", "/a.txt", ".a.txt", "a.txt.", "A.txt", "a.exe", "a.txt.exe", "a", "con.txt",
     "nul.a.md", "service.md", "a b.txt", "a\u0308.txt", "x" * 90 + ".txt", "-a.txt"],
)  # fmt: skip
def test_a_snapshot_name_stays_in_its_folder(name: str):
    """Plain small names with a known extension, on every system; never service.md."""
    (line,) = told(ServicePage, PAGE.replace("undated-1.txt", f'"{name}"'))
    assert "is not the name of a snapshot" in line


@pytest.mark.parametrize("lang", ["en", "de", "no", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419"])
def test_a_language_is_a_code(lang: str):
    """Norwegian is ``no``, and not false."""
    assert validate(ServicePage, load_yaml(PAGE.replace("lang: en", f"lang: {lang}"), "f")).lang == lang


@pytest.mark.parametrize("lang", ["English", "EN", "en_GB", "en-gb", "e", "true", "1"])
def test_what_is_no_language_code_is_refused(lang: str):
    """The full name of a language, and codes in the wrong case."""
    assert len(told(ServicePage, PAGE.replace("lang: en", f"lang: {lang}"))) == 1


def test_a_missing_field_says_what_to_write():
    """The remedy names the field and says what belongs there."""
    assert told(ServicePage, PAGE.replace("lang: en\n", "")) == [
        "1:1 the field `lang` is missing | Add a line `lang: ...`, the language of the policy, as en."
    ]


def test_a_misspelt_field_is_one_mistake():
    """The field that is missing for it is not told as well."""
    assert told(ServicePage, PAGE.replace("name:", "nmae:")) == [
        "1:1 unknown field `nmae`"
        " | Did you mean `name`? The fields here are name, lang, website, policy_url, kind, what, owner, also,"
        " domains, countries, attribution and snapshots."
    ]


def test_fields_are_listed_under_the_names_that_are_written():
    """A field whose name in the program is another one is told by its own: `for`, not `purpose`."""
    (line,) = told(FrameEntry, "says: We sell it.\nact: sell\npurpose: upkeep\n")
    assert line.endswith("The fields here are says, act, who, data, to, for, any and denied.")


def test_an_unknown_field_in_a_list_is_told_with_its_own_fields():
    """The fields of a snapshot, not those of the page."""
    (line,) = told(ServicePage, PAGE.replace("    source: unknown\n", "    source: unknown\n    colour: red\n"))
    assert line.startswith("7:5 unknown field `colour` | The fields here are file, terms, captured,")


def test_a_wrong_word_lists_the_words_allowed():
    """With the closest one first, if one is close."""
    text = "- {practice: a, outcome: abscent, quote: a b c, because: x, reviewer: y, date: 2020-01-02}"
    assert told(Reviews, text) == [
        "1:26 `outcome: abscent` is not one of the words allowed"
        " | Did you mean `absent`? Write present, absent, unclear or silent."
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: Example", "name: 2020-01-02",
         '1:7 `name: 2020-01-02` is a date, where text belongs | Put it in quotes: "2020-01-02".'),
        ("name: Example", "name: [a]", "1:1 `name` must be text, not a list | Write it on one line."),
        ("name: Example", 'name: " "',
         "1:7 `name` is empty | Write something; a line that is not needed can be deleted."),
        ("name: Example", 'name: "a\\nb"', "1:7 `name` is more than one line | Write it on one line."),
        ("name: Example", 'name: "a\\u202eb"',
         "1:7 `name: a\u202eb` holds a hidden character, U+202E | Delete the character."),
        ("name: Example", f"name: {'x' * 201}", "1:7 `name` has 201 characters | Keep it to at most 200."),
        ("    source: unknown\n", "    source: unknown\n    repair_mojibake: yes\n",
         "7:22 `repair_mojibake: yes` is not true or false | Write true or false."),
        ("captured: unknown", "captured: Unknown",
         "5:15 `captured: Unknown` is not a date | Write the day of capture, as 2018-07-22, or the word unknown."),
    ],
)  # fmt: skip
def test_a_wrong_value_says_what_belongs_there(old: str, new: str, expected: str):
    """The value is shown with its field, and the remedy can be followed by hand."""
    assert told(ServicePage, PAGE.replace(old, new)) == [expected]


def test_the_wrong_kind_of_file_is_told():
    """A list where fields belong, fields where a list belongs, an item that is no mapping."""
    assert told(ServicePage, "- a")[0].startswith("1:1 the file must hold fields")
    assert told(Reviews, "a: b")[0].startswith("1:1 the file must be a list")
    assert told(Reviews, "- a")[0].startswith("1:3 item 1 must hold fields")
    assert told(ServicePage, "name: A\nlang: en\nsnapshots: []")[0].startswith("3:1 `snapshots` is empty")


def test_fields_under_free_names_are_told():
    """A category's fields are those of a category, whatever its id."""
    (line,) = told(CategoriesFile, "x: {label: A, question: B, icon: material/a, order: 1, lexicon: {}, ordre: 2}")
    assert line.startswith("1:69 unknown field `ordre` | Did you mean `order`?")


def test_a_rule_has_every_part_that_the_detector_knows():
    """What model.Rule holds can be written, and nothing else; the outcome is the list that it stands in."""
    assert set(RuleEntry.model_fields) | {"outcome"} == set(Rule.__dataclass_fields__)
    assert validate(PracticeFile, load_yaml(PRACTICE, "f")).detection.present[0].negated == "absent"


@pytest.mark.parametrize(
    ("text", "good"), [("a", True), ("a-1", True), ("a--b", False), ("A", False), ("com1", False), ("", False)]
)
def test_a_slug_names_a_page_everywhere(text: str, good: bool):
    """Small letters, digits and single hyphens."""
    assert is_slug(text) is good


@pytest.mark.parametrize("model", [ServicePage, Reviews, PracticeFile, CategoriesFile])
def test_editors_can_be_told_the_same(model: type[BaseModel]):
    """Each model gives a JSON Schema, with unknown allowed where it is, and a description of every field."""
    schema = model.model_json_schema()
    entries = [schema, *schema.get("$defs", {}).values()]
    fields = [field for entry in entries for field in entry.get("properties", {}).values()]
    assert all(field.get("description") for field in fields)
    if model is ServicePage:
        assert {"const": "unknown"} in schema["$defs"]["SnapshotEntry"]["properties"]["captured"]["anyOf"]
