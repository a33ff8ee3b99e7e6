"""Turn a template and its values into a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model import Page
from generator.pages.addresses import markdown
from generator.pages.escaping import environment, frontmatter
from generator.pages.tags import Tags


class Templates:
    """The templates, and the values that all of them see."""

    def __init__(self, common: Mapping[str, Any]) -> None:
        """Keep the common values."""
        self.common = dict(common)

    def page(
        self,
        address: str,
        template: str,
        title: str,
        description: str,
        *,
        source: str = "",
        reviews: str = "",
        hide: tuple[str, ...] = (),
        robots: str = "",
        feed: str = "",
        tags: Mapping[str, Tags] | None = None,
        **values: Any,
    ) -> Page:
        """Make a Markdown page for an address of the website.

        ``source`` is the file that a person would edit, and ``reviews`` the one with the corrections in it, if any.
        ``robots`` is for search engines, as "noindex"; ``feed`` is the address of a feed about the page. ``tags`` say
        for other programs what the page says.
        """
        front: dict[str, Tags] = {
            "title": title,
            "description": description,
            "source_path": source,
            "reviews_path": reviews,
            "hide": hide,
            "robots": robots,
            "feed": feed,
            **(tags or {}),
        }
        body = self.fill(template, "../" * address.count("/"), **values)
        return Page(markdown(address), (frontmatter(front) + body).encode())

    def fill(self, template: str, root: str, **values: Any) -> str:
        """Return a template's text. ``root`` leads from its page to the root of the site."""
        return environment().get_template(template).render({**self.common, **values, "root": root})
