"""Make the page that searches: its field and its choices. What it searches in, ``search_index`` makes."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from generator.model import Site
from generator.pages import addresses
from generator.pages.badges import OUTCOMES
from generator.pages.escaping import frontmatter, heading, plain


def _options(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in pairs)


def _choice(name: str, label: str, pairs: Iterable[tuple[str, str]]) -> str:
    id = f"sp-search-{name}"
    return (
        f'<div>\n<label for="{id}">{label}</label>\n<select id="{id}" name="{name}">{_options(pairs)}</select>\n</div>'
    )


def search_page(site: Site) -> str:
    """Return the Markdown of the search page: its field, its choices, and the place for what is found."""
    catalogue = site.catalogue
    services = [(policy.service.id, plain(policy.service.name)) for policy in site.policies]
    topics = [(category.id, plain(category.label)) for category in catalogue.categories]
    practices = [(practice.id, plain(practice.label)) for practice in catalogue.practices]
    outcomes = [(outcome, OUTCOMES[outcome]) for outcome in ("present", "absent", "unclear")]
    used = {policy.service.kind for policy in site.policies}
    kinds = [(kind.id, plain(kind.many)) for kind in catalogue.kinds if kind.id in used]
    choices = "\n".join(
        (
            _choice("service", "Service", [("", "All services"), *services]),
            *([_choice("kind", "Kind of service", [("", "All kinds"), *kinds])] if kinds else []),
            _choice("topic", "Topic", [("", "All topics"), *topics]),
            _choice("practice", "Practice", [("", "All practices"), *practices]),
            _choice("outcome", "Answer", [("", "Any answer"), *outcomes]),
        )
    )
    about = f"Search every clause of every {site.catalogue.texts.one} on this site, the practices and the services."
    front = frontmatter({"title": "Search", "description": about, "hide": ("toc",)})
    return f"""{front}{heading(1, "Search", "sp-top")}
<form class="sp-search sp-search--page" role="search" data-sp-search="page" action="{addresses.SEARCH}">
<div class="sp-search__field">
<label for="sp-search-words">Words to look for</label>
<input id="sp-search-words" type="search" name="q" autocomplete="off" autocapitalize="none" spellcheck="false">
<button type="submit">Search</button>
</div>
<div class="sp-search__filters">
{choices}
</div>
</form>
<noscript><p>Search needs JavaScript, which is off or blocked in this browser. Everything else works without it:
start from the <a href="{addresses.HOME}">list of services</a>.</p></noscript>
<div id="sp-search-results" class="sp-search__results"></div>
"""
