"""Make the site's own search index, as plain script files, and the page that searches it.

There is an entry for each clause, practice and service. A script that is loaded by a tag works from ``file://``, where
a page may not fetch a file. ``assets/search/index.js`` names everything once (services, practices and the files of
clauses); each clause file is bounded in size and named after its content, so a file that did not change keeps
its name, and a page that still holds an older ``index.js`` can never mix two versions.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from generator.catalogue import Practice
from generator.model import ClauseRef, Page, Policy, Site
from generator.pages import addresses
from generator.pages.escaping import frontmatter, heading, script_call
from generator.pages.views import PolicyView, all_documents

SHARD_BYTES = 100_000
"""A clause file is closed once it holds this many bytes: small enough that indexing one never freezes a phone."""

# A clause as written: its id, the number of its heading in the policy's list (-1: none), its text, then the numbers of
# its topics and of its badges in the file's lists. The last two are left out at the end when they are empty.
Row = list[Any]


def pages(site: Site, views: Sequence[PolicyView]) -> Iterator[Page]:
    """Yield the search page, the index's table of contents, and the files of clauses.

    ``views`` are the site's policies, prepared, in its order.
    """
    yield Page(addresses.markdown(addresses.SEARCH), _search_page(site).encode())
    shards: list[str] = []
    for shard in _shards(views):
        data = script_call("smallprintSearch.add", shard)
        name = hashlib.sha256(data).hexdigest()[:12]
        if f"{name}.js" not in shards:
            shards.append(f"{name}.js")
            yield Page(addresses.search_data(name), data)
    yield Page(addresses.search_data("index"), script_call("smallprintSearch.begin", _contents(site, shards)))


def plain(text: str) -> str:
    """Text as search shows it: one line, without characters that are not seen.

    Zero-width and bidirectional control characters would split a word for the index, or reorder a result.
    """
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Cs") or c.isspace())
    return re.sub(r"\s+", " ", visible).strip()


def badges_of_clauses(view: PolicyView) -> dict[str, list[tuple[str, str]]]:
    """Give the badges that each clause is evidence for, as (practice, outcome) by clause id: as its page shows them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for badge in view.answered:
        for anchor in dict.fromkeys(quote.anchor for quote in view.own(badge) if quote.anchor):
            found.setdefault(anchor, []).append((badge.practice.id, badge.verdict.outcome))
    return found


def _contents(site: Site, shards: list[str]) -> dict[str, Any]:
    services = {policy.service.id: policy.service for policy in site.policies}
    return {
        "shards": shards,
        "services": [[s.id, plain(s.name), s.lang] for s in services.values()],
        "practices": [_practice(practice) for practice in site.catalogue.practices],
    }


def _practice(practice: Practice) -> list[Any]:
    about = f"{practice.question} {practice.explanation}"
    answers = {outcome: plain(words) for outcome, words in practice.answers}
    return [practice.id, plain(practice.label), plain(about), practice.category, answers]


class _Shard:
    """One file of clauses while it is being filled."""

    def __init__(self) -> None:
        self.topics: dict[str, int] = {}
        self.badges: dict[tuple[str, str], int] = {}
        self.policies: list[list[Any]] = []
        self.size = 0

    def add(self, policy: Policy, page: str, heading: str, row: Row, categories: Iterable[str]) -> None:
        """Add one clause; its badges stand in ``row`` as pairs, and are replaced by their numbers."""
        if not self.policies or self.policies[-1][:2] != [policy.service.id, page]:
            self.policies.append([policy.service.id, page, [], []])
        headings, rows = self.policies[-1][2:]
        if heading and heading not in headings[-1:]:
            headings.append(heading)
        row[1] = len(headings) - 1 if heading else -1
        row[3] = [self.topics.setdefault(topic, len(self.topics)) for topic in categories]
        row[4] = [self.badges.setdefault(badge, len(self.badges)) for badge in row[4]]
        while len(row) > 3 and not row[-1]:
            row.pop()
        rows.append(row)
        self.size += len(json.dumps(row))

    def data(self) -> dict[str, Any]:
        return {"topics": list(self.topics), "badges": list(self.badges), "policies": self.policies}


def _shards(views: Sequence[PolicyView]) -> Iterator[dict[str, Any]]:
    shard = _Shard()
    for view in all_documents(views):
        policy = view.policy
        document = "" if view.id == view.service else view.document.capitalize()
        headings = {one.id: plain(": ".join(filter(None, (document, one.heading)))) for one in policy.sections}
        badges = badges_of_clauses(view)
        for clause in policy.clauses:
            if clause.notice:  # an archive's line is not the policy's word
                continue
            page, _, anchor = addresses.clause(ClauseRef(policy.id, clause.id)).partition("#")
            text = plain(f"{clause.lead.text} {clause.text}" if clause.lead else clause.text)
            row: Row = [anchor, -1, text, [], badges.get(clause.id, [])]
            shard.add(policy, page, headings.get(clause.section or "", document), row, clause.categories)
            if shard.size >= SHARD_BYTES:
                yield shard.data()
                shard = _Shard()
    if shard.policies:
        yield shard.data()


def _options(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in pairs)


def _search_page(site: Site) -> str:
    services = {policy.service.id: plain(policy.service.name) for policy in site.policies}
    topics = [(category.id, plain(category.label)) for category in site.catalogue.categories]
    choices = _options([("", "All services"), *services.items()]), _options([("", "All topics"), *topics])
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
<div>
<label for="sp-search-service">Service</label>
<select id="sp-search-service" name="service">{choices[0]}</select>
</div>
<div>
<label for="sp-search-topic">Topic</label>
<select id="sp-search-topic" name="topic">{choices[1]}</select>
</div>
</div>
</form>
<noscript><p>Search needs JavaScript, which is off or blocked in this browser. Everything else works without it:
start from the <a href="{addresses.HOME}">list of services</a>.</p></noscript>
<div id="sp-search-results" class="sp-search__results"></div>
"""
