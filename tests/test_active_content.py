"""What would run in a page is named, whatever it is written like; what only shows itself is not."""

from __future__ import annotations

import pytest

from generator.outputs.active_content import active, out_of_place


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=x>a</p>",
        "<p ONCLICK='x'>a</p>",
        "<svg><desc><p onfocus=x></p></desc></svg>",
        "<iframe></iframe>",
        "<IFRAME srcdoc=x></IFRAME>",
        "<object data=x></object>",
        "<embed src=x>",
        "<base href=x>",
        "<math></math>",
        "<svg><animate></animate></svg>",
        "<script>x</script>",
        "<script type=text/javascript>x</script>",
        "<script type=module>x</script>",
        "<script type='application/json+x'>x</script>",
        "<script src='index.html' type='application/json'></script>",
        "<meta http-equiv=refresh content='0; url=x'>",
        "<meta http-equiv=Set-Cookie content=x>",
    ],
)
def test_what_runs_is_named_once(html: str) -> None:
    """A handler, a frame, a script that is not the site's, a command to the browser: one sentence each, or more."""
    assert list(active(f"<!doctype html><title>t</title><main>{html}</main>"))


@pytest.mark.parametrize(
    "html",
    [
        "<p class=on title='onclick=x'>onclick=x &lt;script&gt;</p>",
        "<script src='assets/search.js'></script>",
        "<script src='../assets/search.js' defer></script>",
        "<script type='application/json'>{}</script>",
        "<script type='Application/LD+JSON'>{}</script>",
        "<meta http-equiv='Content-Security-Policy' content=x>",
        "<meta charset=utf-8><meta name=description content='refresh'>",
        "<img src=x.png alt=''><a href=y.html>y</a>",
        "<p>words",
    ],
)
def test_what_only_shows_itself_is_not_named(html: str) -> None:
    """The site's own scripts, data, words about scripts, pictures and links."""
    assert list(active(f"<!doctype html><title>t</title><main>{html}</main>")) == []


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("snapshots/acorn/2020-01-02.html.txt", True),
        ("snapshots/acorn/2020-01-02.html", False),
        ("snapshots/acorn/x.js", False),
        ("services/acorn.html", True),
    ],
)
def test_a_download_is_plain_text(path: str, fits: bool) -> None:
    """Below snapshots/ lies nothing that a browser would run by its name."""
    assert (out_of_place(path) is None) == fits
