"""What a service is: its kind, its other names, its domains."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.repository import PLACES, SERVICE, put, tiny
from click.testing import CliRunner

from generator.commands import main
from generator.reading.services import read_all

KINDS = "messenger: {one: Messenger, many: Messengers}\nmail: {one: Mail, many: Mail services}\n"


def with_fields(root: Path, fields: str, kinds: str | None = KINDS) -> Path:
    """Write the tiny repository with more fields in its service.md."""
    tiny(root)
    put(root, PLACES["service"], SERVICE.replace("lang: en\n", f"lang: en\n{fields}\n"))
    if kinds is not None:
        put(root, "site_config/kinds.yml", kinds)
    return root


def test_what_a_service_is_reaches_the_stages(tmp_path: Path) -> None:
    """Every field is optional, and comes out as it was written; readers may look for it by any of its names."""
    fields = (
        "kind: messenger\nwhat: Chat for all\nowner: Example Holding\nalso: [Exa, Old Example]\n"
        "domains: [example.com]\ncountries: [Germany]"
    )
    contents, problems = read_all(with_fields(tmp_path, fields))
    assert problems == ()
    (service,) = contents.services
    assert (service.kind, service.what, service.countries) == ("messenger", "Chat for all", ("Germany",))
    assert service.names == ("Exa", "Old Example", "Example Holding", "example.com")
    assert [kind.id for kind in contents.configuration.catalogue.kinds] == ["mail", "messenger"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("kind: mesenger", "4:7 unknown-kind"),
        ("kind: Messenger App", "4:7 wrong-value"),
        ("what: [a]", "4:1 wrong-value"),
        (f"what: {'long ' * 30}", "4:7 wrong-value"),
        ("owner: ''", "4:8 wrong-value"),
        ("also: One", "4:7 wrong-value"),
        ("also: [One, ONE]", "4:1 wrong-value"),
        ('also: ["a\\u202eb"]', "4:8 wrong-value"),
        ("domains: ['https://example.com/']", "4:11 wrong-value"),
        ("domains: [Example.com]", "4:11 wrong-value"),
        ("domains: ['example.com\"onclick=']", "4:11 wrong-value"),
        ("domains: [localhost]", "4:11 wrong-value"),
        (f"also: [{', '.join(f'n{n}' for n in range(31))}]", "4:1 wrong-value"),
    ],
)
def test_a_wrong_field_is_told_at_its_place(tmp_path: Path, fields: str, told: str) -> None:
    """Whatever is no kind, no name or no domain is a mistake of its own, with a line, and the service is left out."""
    contents, problems = read_all(with_fields(tmp_path, fields))
    assert [f"{p.place.line}:{p.place.column} {p.check}" for p in problems] == [told]
    assert contents.services == ()


@pytest.mark.parametrize("kinds", [None, "Bad Id: {one: a, many: b}\n"])
def test_the_list_of_kinds_may_be_missing_and_is_checked(tmp_path: Path, kinds: str | None) -> None:
    """Without a list no kind is known; one whose ids are none is told, and no service is blamed for it."""
    _, problems = read_all(with_fields(tmp_path, "kind: mail", kinds))
    assert [problem.check for problem in problems] == ["unknown-kind"]
    assert problems[0].place.path == (PLACES["service"] if kinds is None else "site_config/kinds.yml")


def test_new_writes_the_kind_and_refuses_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind and the line that a person gives stand in service.md; a kind that there is not makes nothing."""
    monkeypatch.chdir(with_fields(tmp_path, "kind: mail"))
    put(tmp_path, "mkdocs.yml", "")
    text = "Privacy at Birch\n\n" + "We keep your personal data for ten years and sell it to nobody at all. " * 9
    new = ["new", "Birch", text, "--what", "Letters: by air", "--kind"]
    wrong = CliRunner().invoke(main, [*new, "mesenger"])
    assert wrong.exit_code != 0
    assert "Did you mean messenger?" in wrong.output
    assert not (tmp_path / "content/policies/birch").exists()
    assert CliRunner().invoke(main, [*new, "Messenger", "--website", "https://www.birch.example"]).exit_code == 0
    services = {service.id: service for service in read_all(tmp_path)[0].services}
    assert (services["birch"].kind, services["birch"].what) == ("messenger", "Letters: by air")
    assert services["birch"].domains == ("birch.example",)
