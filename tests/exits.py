"""Builds build/docs with ProperDocs, and holds every file of the website against the one that MkDocs has made.

For maintainers: ``python3 noxfile.py -s exits``. MkDocs' theme Material ends on 5 May 2027; this shows that the
site hangs neither on it nor on MkDocs. ``smallprint build`` must have run before.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from properdocs.commands.build import build
from properdocs.config import load_config

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator.outputs import page_events  # noqa: E402

DOCS, SITE, OTHER = ROOT / "build/docs", ROOT / "build/site", ROOT / "build/site.properdocs"
#: What the building program writes itself, with its own name or the time in it.
OWN = frozenset({".smallprint"})


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main() -> int:
    """Build, compare, and say what differs; 1 where anything does."""
    shutil.rmtree(OTHER, ignore_errors=True)
    options = {"docs_dir": str(DOCS), "site_dir": str(OTHER), "hooks": [page_events.__file__], "strict": True}
    build(load_config(str(ROOT / "mkdocs.yml"), **options))
    ours, theirs = files(SITE), files(OTHER)
    differ = [path for path in sorted({*ours, *theirs} - OWN) if ours.get(path) != theirs.get(path)]
    for path in differ[:20]:
        print(f"differs: {path}", file=sys.stderr)
    same = len({*ours, *theirs} - OWN) - len(differ)
    print(f"{same} of {same + len(differ)} files have the same bytes with ProperDocs.")
    return 1 if differ else 0


if __name__ == "__main__":
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    sys.exit(main())
