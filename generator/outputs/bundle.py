"""Pack the built site into one file, whose pages open from a disk, without a server and without a network.

Same site, same bytes: files are sorted, and every entry has one time and one mode. What is for other programs and other
websites is left out, and what pages say of it stays as words that lead nowhere: it would be more than half of the zip.
What pages load packed is packed with all the rest instead.
"""

from __future__ import annotations

import io
import json
import os
import posixpath
import re
import stat
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from generator.contributed import Service
from generator.outputs.write import MARKER
from generator.pages import addresses
from generator.pages.packing import unpacked_calls
from generator.reading import git

FOLDER: Final = "smallprint-site"
#: What only a server and a search engine read.
_FOR_SERVERS: Final = frozenset({MARKER, "404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt"})
#: Pictures for other websites, and all data for other programs but the one table that a reader can open.
_FOR_OTHERS: Final = re.compile(
    rf"{re.escape(addresses.EMBEDS)}|{re.escape(addresses.API)}/|{re.escape(addresses.MATRIX_JSON)}$"
    rf"|{addresses.EDITIONS.pattern}$"
)
_LINK: Final = re.compile(rb'<a (?:[^>]* )?href="([^"#?:]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
#: What a theme makes an address of, where it knows one: nothing else reads it.
_FOR_THE_THEME: Final = re.compile(rb' data-sp-badge="[^"]*"')
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o644
_PRESET: Final = 3
"""How hard xz tries. With 6 it takes three times as long, for a fifth less."""

_README: Final = """\
Smallprint, {version}

Open index.html in a web browser. No server and no network is needed: search, too, works
from the disk, and the pages ask for nothing from any other computer. The addresses of
the live policies lead out to the web, when you click them.

manifest.json says from which version of Smallprint, and from which captured policies,
this site was made; each policy is named with the SHA-256 of its bytes as captured.

The data for other programs, the Markdown editions and the pictures for other websites are on
the website only.

Badges are found by a program and in part reviewed by people; each stands beside the words
that it rests on. This is not legal advice.
"""


def bundle(site: Path, services: Iterable[Service], root: Path, target: Path) -> Path:
    """Write the built site ``site`` to ``target`` and return ``target``; an old one is replaced whole.

    A zip, or, where the target is called so, a ``.tar.xz``, which weighs half: what many pages share is in it once. No
    more than one file of the site is held at a time.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    entries: dict[str, bytes | Path] = dict(_site_files(site))
    entries["manifest.json"] = (
        json.dumps(manifest(services, git.describe(root)), indent=2, ensure_ascii=False).encode() + b"\n"
    )
    entries["README.txt"] = _README.format(version=version()).encode()
    part.unlink(missing_ok=True)  # it may be a link, which would be followed
    try:
        held = (
            (f"{FOLDER}/{path}", _packed(path, data.read_bytes()) if isinstance(data, Path) else data)
            for path, data in sorted(entries.items())
        )
        (_tar if target.suffix == ".xz" else _zip)(part, held)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _zip(target: Path, held: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in held:
            entry = zipfile.ZipInfo(path, _TIME)
            entry.create_system = 3  # Unix, so that the mode below is read as one, whatever system wrote the zip
            entry.external_attr = (stat.S_IFREG | _MODE) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)


def _tar(target: Path, held: Iterable[tuple[str, bytes]]) -> None:
    time = int(datetime(*_TIME, tzinfo=UTC).timestamp())
    with tarfile.open(target, "x:xz", format=tarfile.PAX_FORMAT, preset=_PRESET) as archive:
        for path, data in held:
            entry = tarfile.TarInfo(path)
            entry.size, entry.mtime, entry.mode = len(data), time, _MODE
            archive.addfile(entry, io.BytesIO(data))


def version() -> str:
    """Give the version of Smallprint as installed; "unknown" where it runs from its folder without being installed."""
    try:
        return metadata.version("smallprint")
    except metadata.PackageNotFoundError:
        return "unknown"


def manifest(services: Iterable[Service], commit: str | None) -> dict[str, Any]:
    """Return what a bundle says of its origin: version, commit (null when unknown), and each published snapshot."""
    return {
        "name": FOLDER,
        "version": version(),
        "commit": commit,
        "snapshots": [
            {
                "service": service.id,
                "document": snapshot.terms,
                "file": snapshot.file,
                "sha256": snapshot.sha256,
                "captured": snapshot.captured.isoformat() if snapshot.captured else "unknown",
                "dated": snapshot.dated.isoformat() if snapshot.dated else "unknown",
                "source": snapshot.source or "unknown",
                **({"record": snapshot.record} if snapshot.record else {}),
                **({"attribution": service.attribution} if service.attribution else {}),
            }
            for service in sorted(services, key=lambda one: one.id)
            for snapshot in service.snapshots
        ],
    }


def _packed(path: str, data: bytes) -> bytes:
    """Return a file of the site as the bundle holds it: a page leads to nothing that is left out."""
    if path.startswith((f"{addresses.SEARCH_DATA}/", f"{addresses.COMPARE_DATA}/")):
        return unpacked_calls(data)
    if not path.endswith(".html"):
        return data
    folder = posixpath.dirname(path)

    def words(link: re.Match[bytes]) -> bytes:
        target = posixpath.normpath(posixpath.join(folder, link[1].decode()))
        return link[2] if _FOR_OTHERS.match(target) else link[0]

    return _FOR_THE_THEME.sub(b"", _LINK.sub(words, data))


def _site_files(site: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        left_out = path.name in _FOR_SERVERS or _FOR_OTHERS.match(name)
        if path.is_file() and not path.is_symlink() and not left_out:
            yield name, path
