"""Keep the pages of older versions, so that a newer version is followed by little work: what is past does not change.

Written as JSON. What is read was signed here, and the names of the program and of the configuration are a part of what
it was made of.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from generator.model import Page, Policy
from generator.outputs import origins
from generator.outputs.kept import Kept
from generator.pages.versions import OlderPage, OlderPages

_VERSION: Final = "version"


def kept_versions(root: Path, kept: Kept) -> OlderPages:
    """Give what knows the pages of the older versions of a repository, where what they are made with can be named."""
    configuration = origins.configuration(root)
    return KeptVersions(kept, configuration) if configuration else OlderPages()


class KeptVersions(OlderPages):
    """The pages that this program made, with this configuration."""

    def __init__(self, kept: Kept, configuration: str) -> None:
        """Take the name of what texts are analysed with."""
        self._kept, self._configuration = kept, configuration

    def find(self, policy: Policy, around: str) -> OlderPage | None:
        """Give the page of a version, where it was made before."""
        data = self._kept.get(_VERSION, *self._made_of(policy, around))
        if data is None:
            return None
        path, text, anchors = json.loads(data)
        return OlderPage(Page(path, text.encode()), frozenset(anchors))

    def keep(self, policy: Policy, around: str, made: OlderPage) -> None:
        """Keep the page of a version."""
        data = json.dumps((made.page.path, made.page.data.decode(), sorted(made.anchors))).encode()
        self._kept.put(data, _VERSION, *self._made_of(policy, around))

    def _made_of(self, policy: Policy, around: str) -> tuple[str, ...]:
        """Name all that the page of a version shows: of its service it has some fields, and nothing of other texts."""
        service = policy.service
        reviews = [(verdict.practice, verdict.correction) for verdict in policy.verdicts if verdict.correction]
        shown = (policy.id, service.id, service.name, service.lang, service.attribution, service.place)
        own = repr((shown, policy.snapshot, reviews, around)).encode(errors="backslashreplace").decode()
        return (origins.program(), self._configuration, own)
