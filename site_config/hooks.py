"""Names the hooks of Smallprint to MkDocs, so that plain `mkdocs build` and `mkdocs serve` work."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))  # for a clone in which Smallprint is not installed
from generator.commands.hooks import *  # noqa: F403
