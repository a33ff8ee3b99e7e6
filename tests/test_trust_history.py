"""No stale output: whatever people did between two builds, and to what was kept, the site is as built from nothing."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from builders.repository import files, invented, put
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from generator.gathering import BUILD
from generator.outputs.kept import FOLDER, KEY
from generator.pipeline import DOCS, SITE, build_site, update_site
from generator.problems import ContributorError

pytestmark = pytest.mark.slow

NAMES = st.sampled_from(["acorn-mail", "birch-bank", "elm", "fir"])
PRACTICES = st.sampled_from(["sells-data", "says-how-long", "larch"])
FEW = st.integers(0, 3)
REVIEW = """- practice: sells-data
  outcome: absent
  quote: We sell your data to anyone.
  because: It is only an example.
  reviewer: Somebody
  date: 2020-01-02
"""


class History(RuleBasedStateMachine):
    """What contributors do, in any order, with builds in between."""

    def __init__(self) -> None:
        """Start with the invented repository."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="history-"))
        self.root = invented(self.folder / "repository")

    @rule(name=NAMES, number=FEW, captures=st.integers(1, 2))
    def write(self, name: str, number: int, captures: int) -> None:
        """Add a policy, or put another text and another number of captures in its place."""
        folder = self.root / "content/policies" / name
        shutil.rmtree(folder, ignore_errors=True)
        head = f"---\nname: {name.title()} {number % 2}\nlang: en\nsnapshots:\n"
        for capture in range(1, captures + 1):
            text = f"Privacy {capture}\n\nWe sell your data to anyone.\n\n" + "We keep your data.\n\n" * number
            put(folder, f"undated-{capture}.txt", text)
            digest = hashlib.sha256(text.encode()).hexdigest()
            head += (
                f"  - file: undated-{capture}.txt\n    captured: unknown\n    source: unknown\n    sha256: {digest}\n"
            )
        put(folder, "service.md", f"{head}---\n")

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        """Take a policy out."""
        shutil.rmtree(self.root / "content/policies" / name, ignore_errors=True)

    @rule(one=NAMES, other=NAMES)
    def rename(self, one: str, other: str) -> None:
        """Give a policy another id."""
        source, target = (self.root / "content/policies" / name for name in (one, other))
        if source.exists() and not target.exists():
            source.rename(target)

    @rule(name=NAMES)
    def review(self, name: str) -> None:
        """Correct a badge, or take the correction back; not every policy has the quoted words."""
        path = self.root / "content/policies" / name / "reviews.yml"
        if path.exists():
            path.unlink()
        elif path.parent.exists():
            path.write_text(REVIEW)

    @rule(number=FEW, folder=st.sampled_from(["", "more/"]), kind=st.sampled_from(["md", "png"]))
    def page(self, number: int, folder: str, kind: str) -> None:
        """Add a page by hand or a picture, or take it out."""
        path = f"content/pages/{folder}page-{number}.{kind}"
        if (self.root / path).exists():
            (self.root / path).unlink()
        else:
            put(self.root, path, f"---\ntitle: Page {number}\n---\n# Page {number}\n" if kind == "md" else b"\x89PNG")

    @rule(one=PRACTICES, other=PRACTICES, number=FEW)
    def practice(self, one: str, other: str, number: int) -> None:
        """Rename a practice, and its label with it."""
        source, target = (self.root / "site_config/practices" / f"{name}.yml" for name in (one, other))
        if source.exists() and not target.exists():
            lines = source.read_text().splitlines(keepends=True)
            target.write_text("".join(f"label: Label {number}\n" if x.startswith("label:") else x for x in lines))
            source.unlink()

    @rule(name=NAMES)
    def spoil(self, name: str) -> None:
        """Make a mistake, which stops the builds until somebody writes, deletes or renames the policy anew."""
        folder = self.root / "content/policies" / name
        if folder.exists():
            put(folder, "service.md", "---\nname: [\n---\n")

    @rule(path=st.sampled_from(["mkdocs.yml", "site_config/theme/main.html"]), number=FEW)
    def frame(self, path: str, number: int) -> None:
        """Change what stands around every page."""
        text = (self.root / path).read_text().partition("{#- changed")[0].partition("\n# changed")[0]
        mark = f"{{#- changed {number} -#}}" if path.endswith("html") else f"\n# changed {number}\n"
        (self.root / path).write_text(text + mark)

    @rule(number=FEW)
    def words(self, number: int) -> None:
        """Say that some words are more common, or less: all likenesses change."""
        put(self.root, "site_config/common_words.yml", f'- in_thousand: {100 + number}\n  words: "we your data"\n')

    @rule(kind=st.sampled_from(["delete", "cut", "change", "swap", "key", "no key", "folder"]))
    def harm(self, kind: str) -> None:
        """Delete or damage what was kept, give it the name of something else, or take the key."""
        folder, key = self.root / BUILD / FOLDER, self.root / BUILD / KEY
        kept = sorted(path for path in folder.iterdir() if path.is_file()) if folder.exists() else []
        if kind == "delete":
            shutil.rmtree(folder, ignore_errors=True)
        elif kind == "no key":
            key.unlink(missing_ok=True)
        elif kind == "key" and key.exists():
            key.write_bytes(bytes(32))
        elif kind == "folder" and kept:
            kept[-1].unlink()
            kept[-1].mkdir()
        for path, other in pairwise(kept) if kind in ("cut", "change", "swap") else ():
            data = (other if kind == "swap" else path).read_bytes()
            path.write_bytes({"cut": data[: len(data) // 2], "change": data.replace(b"a", b"b")}.get(kind, data))

    @rule(number=st.integers(0, 200), folder=st.sampled_from([DOCS, SITE]), delete=st.booleans())
    def meddle(self, number: int, folder: str, delete: bool) -> None:
        """Change, add or delete a file of what was built."""
        built = sorted(path for path in (self.root / folder).rglob("*") if path.is_file() and path.name[0] != ".")
        if not built:
            return
        path = built[number % len(built)]
        if delete:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes() + b"<script>")
            (path.parent / "more.html").write_text("<script>")

    @rule(keep=st.booleans())
    def build(self, keep: bool) -> None:
        """Build over what is there, with or without kept work; where there is a mistake, the old site stays."""
        before = files(self.root / SITE)
        try:
            update_site(self.root, keep=keep)
        except ContributorError:
            assert files(self.root / SITE) == before

    def teardown(self) -> None:
        """Build a last time, and once more in a folder that was never built in: both sites are alike."""
        try:
            clean = self.folder / "clean"
            shutil.copytree(self.root, clean, ignore=shutil.ignore_patterns("build"))
            try:
                build_site(clean)
            except ContributorError:
                return
            update_site(self.root)
            assert files(self.root / DOCS) == files(clean / DOCS)
            assert files(self.root / SITE) == files(clean / SITE)
        finally:
            shutil.rmtree(self.folder)


History.TestCase.settings = settings(max_examples=10, stateful_step_count=9)
test_any_history_equals_a_clean_build = History.TestCase
