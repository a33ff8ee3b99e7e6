"""What spreading a corpus over workers costs and gains: the same folder by a plain loop, a pool of processes, and Dask.

    python tests/bench/corpus_speed.py FOLDER [--workers 2] [--times 1] [--ways plain,pool,dask]

Needs the extra ``corpus``. The ways take turns, each in a process of its own. Prints for each the seconds by the clock,
the CPU seconds of all its processes, the memory of the largest, and the bytes that a document takes in the tables.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from generator.outputs import corpus, corpus_parts  # noqa: E402
from generator.outputs.jobs import Helpers  # noqa: E402
from generator.reading.source import Part  # noqa: E402
from generator.reading.sources import Wanted, parts  # noqa: E402


def pool(found: Iterable[Part], task: corpus.Task, workers: int) -> list[corpus.Done]:
    """Read the parts in a plain pool of processes, which loses all when one of them ends."""
    with Helpers(workers) as helpers:
        return list(helpers.spread(_do, [(part, task) for part in found], _nothing))


def _nothing() -> None:
    pass


def _do(_: None, given: tuple[Part, corpus.Task]) -> corpus.Done:
    return corpus.do(*given)


def dask(found: Iterable[Part], task: corpus.Task, workers: int) -> list[corpus.Done]:
    """Read the parts as the command does."""
    from generator.outputs.corpus_cluster import local
    from generator.outputs.corpus_cluster import spread as over_workers

    with local(workers, "2GB") as client:
        return list(over_workers(client, found, task, lambda _: None))


def run(way: str, folder: Path, workers: int) -> dict[str, float]:
    """Read the folder in one way, and say what it took."""
    with tempfile.TemporaryDirectory() as out:
        begun = time.monotonic()
        task = corpus.task(ROOT, Path(out) / "tables", 0 if way == "plain" else 60)
        store = corpus_parts.Store(Path(task.out))
        store.begin()
        found = parts(folder, "folder", Wanted())
        ways = {"plain": lambda: list(corpus.plain(found, task)), "pool": lambda: pool(found, task, workers),
                "dask": lambda: dask(found, task, workers)}  # fmt: skip
        done = ways[way]()
        assert not any(one.refused for one in done), done
        store.publish({one.name for one in done})
        clock = time.monotonic() - begun
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        counts = corpus_parts.total([dict(one.counts) for one in done])
        documents = sum(number for name, number in counts.items() if name != "findings")
        size = sum(path.stat().st_size for path in Path(task.out).rglob("*.parquet"))
        return {
            "documents": documents,
            "findings": counts["findings"],
            "clock": clock,
            "cpu": sum(one.ru_utime + one.ru_stime for one in used),
            "MB": max(one.ru_maxrss for one in used) / 1024,
            "bytes": size / max(1, documents),
        }


def main() -> None:
    """Let the ways take turns, and print what each took."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--times", type=int, default=1)
    asked.add_argument("--ways", default="plain,pool,dask")
    asked.add_argument("--run")
    given = asked.parse_args()
    if given.run:
        print(json.dumps(run(given.run, given.folder, given.workers)))
        return
    taken: dict[str, list[dict[str, float]]] = {}
    for _ in range(given.times):
        for way in given.ways.split(","):
            command = [sys.executable, __file__, str(given.folder), "--workers", str(given.workers), "--run", way]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            taken.setdefault(way, []).append(json.loads(told))
            print(way, {name: round(value, 1) for name, value in taken[way][-1].items()}, flush=True)
    if "plain" in taken:
        best = {way: {name: min(one[name] for one in them) for name in ("clock", "cpu")} for way, them in taken.items()}
        for way, one in best.items():
            clock, cpu = best["plain"]["clock"] / one["clock"], one["cpu"] / best["plain"]["cpu"]
            print(f"{way}: {clock:.2f} times as fast as the plain loop, with {cpu:.2f} times its CPU (best of each)")


if __name__ == "__main__":
    main()
