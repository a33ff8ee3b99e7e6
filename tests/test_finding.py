"""Finding a service: the services by kind, what is unusual about each, and the letters that names are found under."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders.values import finding, judged, policy, practice, quiet, seller, site
from selectolax.lexbor import LexborHTMLParser as Html
from test_compare import scripts
from test_render import source

from generator.catalogue import Figures, Kind, Measure
from generator.model import Policy, Site, Verdict
from generator.pages.finding import FEW, by_kind, initial, telling
from generator.pages.views import view_policies

KINDS = (Kind("mail", "Mail", "Mail services"), Kind("vpn", "VPN", "VPNs"))


def of_kind(made: Policy, kind: str | None, **fields: object) -> Policy:
    """Give the policy of a service of this kind."""
    return replace(made, service=replace(made.service, kind=kind, **fields))


def world(number: int, sellers: int, right: int = 20, wrong: int = 0) -> Site:
    """Make a site of so many services, of which so many sell; people read ``right`` and ``wrong`` answers."""
    policies = []
    for at in range(number):
        made = policy("We sell your data.", id=f"s{at:02}", name=f"S {at:02}")
        told = Verdict("sells", "present", "detected", (finding(made, "We sell your data."),))
        policies.append(judged(made, told) if at < sellers else quiet(f"s{at:02}", f"S {at:02}"))
    measure = Measure("some", 20, "1", date(2020, 1, 2), True, (("sells", Figures(right, wrong, 0)),))
    made = site(*policies, practices=(practice(),))
    return replace(made, catalogue=replace(made.catalogue, kinds=KINDS, measures=(measure,)))


@pytest.mark.parametrize(
    ("number", "sellers", "right", "wrong", "told"),
    [
        (FEW - 1, 1, 0, 9, 1),  # a small collection: the worst answers, as they are
        (40, 5, 20, 0, 5),
        (40, 5, 19, 1, 5),
        (40, 5, 18, 2, 0),  # too often wrong
        (40, 5, 9, 0, 0),  # too few were read
        (40, 4, 20, 0, 0),  # too few hold it
        (40, 11, 20, 0, 0),  # not unusual
    ],
)
def test_a_rare_answer_is_told_where_it_is_sure(number: int, sellers: int, right: int, wrong: int, told: int) -> None:
    """Of many services a card tells what few say, where nearly all answers that people read were right."""
    made = world(number, sellers, right, wrong)
    answers = telling(view_policies(made), made.catalogue)
    assert sum(bool(one) for one in answers.values()) == told


def test_the_list_is_by_kind_once_there_are_many() -> None:
    """Each service stands once, under its kind; those without one come last; the first page leads to each kind."""
    made = world(FEW, 0)
    kinds = ["vpn", None, "mail"]
    policies = [of_kind(one, kinds[at % 3]) for at, one in enumerate(made.policies)]
    made = replace(made, policies=tuple(policies))
    groups = by_kind(view_policies(made), made.catalogue)
    assert [group.kind.many for group in groups] == ["Mail services", "VPNs", "Other services"]
    assert sorted(view.id for group in groups for view in group.views) == [one.id for one in made.policies]
    text = source(made, "services/index.md")
    assert [text.index(f"sp-k-{id}}}") for id in ("mail", "vpn", "other")] == sorted(
        text.index(f"sp-k-{id}}}") for id in ("mail", "vpn", "other")
    )
    home = Html(source(made, "index.md"))
    links = [link.attributes["href"] for link in home.css(".sp-directory h3 a")]
    assert links == [f"services/index.html#sp-k-{id}" for id in ("mail", "vpn", "other")]


def test_a_few_services_are_cards_without_kinds() -> None:
    """Below FEW services the lists show cards with their pictures, on the first page too."""
    made = site(seller(), quiet(), practices=(practice(),))
    for path in ("index.md", "services/index.md"):
        html = Html(source(made, path))
        assert len(html.css(".sp-card .sp-profile")) == 2
        assert not html.css(".sp-directory, .sp-kinds")


def test_the_cards_data_hold_what_a_reader_may_look_for() -> None:
    """Other names, owner and domains, what it is, and the places of its telling answers."""
    made = of_kind(seller(), "mail", what="Mail", also=("Exa",), owner="Holding", domains=("example.com",))
    world = site(made, quiet(), practices=(practice(),))
    told = scripts(world)
    index = told["assets/compare/index.js"][1]
    assert told[f"assets/compare/{index['cards'][0]}"][1][0] == [
        *("example", ["Exa", "Holding", "example.com"], "Mail", 9, [0]),
    ]
    assert told[f"assets/compare/{index['parts'][0]}"][1][0][4] == "mail"
    assert index["kinds"][-1] == ["other", "Other service", "Other services"]


@pytest.mark.parametrize(
    ("name", "letter"), [("Éa", "e"), ("“Quoted”", "q"), ("123mail", "#"), ("Яндекс", "#"), ("–", "#")]
)
def test_a_name_is_found_under_its_letter(name: str, letter: str) -> None:
    """Accents and signs do not count; what begins with no Latin letter stands under one sign."""
    assert initial(name) == letter
