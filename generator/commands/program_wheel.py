"""Find this program as a wheel, or pack it: a collection keeps it in a folder of its own."""

from __future__ import annotations

import json
from importlib import import_module, metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.reading.repository import PACKAGE, standard


def wheel() -> tuple[str, bytes] | None:
    """Give this program's wheel, by its name; None where it is not at hand.

    From a checkout it is packed into build/wheels; an installed one is the file that it was installed from.
    """
    if standard() == PACKAGE.parent:
        return _packed(PACKAGE.parent)
    try:
        told = json.loads(metadata.distribution("smallprint").read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return None
    path = Path(unquote(urlsplit(told.get("url", "")).path))
    return (path.name, path.read_bytes()) if path.suffix == ".whl" and path.is_file() else None


def _packed(root: Path) -> tuple[str, bytes] | None:
    try:  # what builds this package stands beside it where people develop, and nowhere else
        builder = import_module("hatchling.builders.wheel")
    except ModuleNotFoundError:
        return None
    packed = builder.WheelBuilder(str(root)).build(directory=str(root / "build" / "wheels"), versions=["standard"])
    path = Path(next(iter(packed)))
    return path.name, path.read_bytes()
