"""Three kinds of error that readers would not forgive, on whole statements and with all practices of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.analysis.policy import Tools, load_tools, read_example

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def tools() -> Tools:
    """What policies are read with."""
    return load_tools(ROOT)


@pytest.mark.parametrize(
    ("text", "practice"),
    [
        ("Administrators may be given access rights to the calendars of their team.", "access-right"),
        ("We bought new servers after an acquisition of land.", "transfers-in-merger"),
        ("We ask for your consent where required by law.", "discloses-to-law-enforcement"),
        ("Our courier needs the number of your library card.", "collects-financial-data"),
        ("Install software updates to keep your information safe.", "correction-right"),
    ],
)
def test_a_badge_is_not_absurd(text: str, practice: str, tools: Tools) -> None:
    """A sentence that has a practice's words and speaks of something else gives no badge of it."""
    assert practice not in read_example(tools, text)


@pytest.mark.parametrize(
    ("text", "practice", "expected"),
    [
        ("Selling your data is not something we do.", "sells-personal-data", "absent"),
        ("Neither our parent company nor any subsidiary gets your data.", "shares-with-affiliates", "absent"),
        ("We have no way of knowing where you are.", "collects-location", "absent"),
        ("Under no circumstances is your data sold.", "sells-personal-data", "absent"),
        ("Our adverts are not chosen by your interests.", "behavioural-advertising", "absent"),
    ],
)
def test_a_no_is_not_read_the_wrong_way_round(text: str, practice: str, expected: str, tools: Tools) -> None:
    """What is denied in many words is denied."""
    assert read_example(tools, text).get(practice) == expected


@pytest.mark.parametrize(
    ("text", "practice"),
    [
        ("We may make your address available to brokers. These companies pay us for it.", "sells-personal-data"),
        ("A small team answers calls. Nobody else in the company may open your file.", "limits-employee-access"),
        ("The phone app sends us your coordinates.", "collects-location"),
        ("Should the company change hands, your details go to the new owner.", "transfers-in-merger"),
        ("A courier delivers our parcels. It is bound by a duty of confidence.", "binds-service-providers"),
    ],
)
def test_a_plain_statement_is_not_missed(text: str, practice: str, tools: Tools) -> None:
    """What a reader sees at once is found, also where it takes two sentences to say it."""
    assert read_example(tools, text).get(practice) == "present"
