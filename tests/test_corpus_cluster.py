"""Real workers on this machine: whatever is killed, every document is there once, with the rows of the plain loop."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders.repository import ROOT, put, tiny

from generator.outputs import corpus
from generator.outputs.corpus_parts import DEATHS, PARTS, READING, Store
from generator.problems import ContributorError
from generator.reading import source
from generator.reading.source import Part
from generator.reading.sources import Wanted, parts

pytestmark = pytest.mark.corpus
TEXT = "# Privacy\n\nWe sell your personal data to advertisers. We use cookies and you can refuse them.\n"
NUMBER, KILLS = 60, 6


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of one practice, and beside it a folder of texts that are cut into parts of five."""
    monkeypatch.setattr(source, "PART", 5)
    made = tiny(tmp_path / "here") or tmp_path / "here"
    put(made, "mkdocs.yml", "site_name: Tiny\n")
    for at in range(NUMBER):
        put(
            tmp_path, f"texts/{at:03}.md", TEXT + f"We have {at} partners.\n\n" + "We keep your letters safe.\n\n" * 300
        )
    return made


def folder(root: Path) -> list[Part]:
    """The parts of the folder of texts."""
    return list(parts(root.parent / "texts", "folder", Wanted()))


def begun(root: Path, out: str, seconds: float = 60) -> tuple[corpus.Task, Store]:
    """A task whose tables are there, empty."""
    task = corpus.task(root, root.parent / out, seconds)
    store = Store(Path(task.out))
    store.begin()
    return task, store


def rows(out: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of both tables, in the order of their documents."""
    import pyarrow.parquet as pq

    def read(table: str) -> Iterator[dict[str, Any]]:
        for path in sorted((out / table).glob("*.parquet")):
            yield from pq.read_table(path).to_pylist()

    return {table: sorted(read(table), key=repr) for table in ("policies", "findings")}


@pytest.fixture
def wanted(root: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of the plain loop."""
    task, store = begun(root, "plain", 0)
    store.publish({done.name for done in corpus.plain(folder(root), task)})
    made = rows(store.folder)
    assert len(made["policies"]) == NUMBER
    return made


def workers() -> list[int]:
    """The process ids of the workers that this process has begun and that live."""
    from psutil import NoSuchProcess, Process

    there = []
    for one in Process().children(recursive=True):
        with contextlib.suppress(NoSuchProcess):  # a zombie too is none
            there += [one.pid] if "spawn_main" in " ".join(one.cmdline()) else []
    return there


def spread(found: list[Part], task: corpus.Task, number: int = 2, memory: str = "1GB") -> list[corpus.Done]:
    """Read parts on workers of this machine."""
    from generator.outputs.corpus_cluster import local
    from generator.outputs.corpus_cluster import spread as over

    with local(number, memory) as client, closing(over(client, found, task, lambda _: None)) as done:
        return list(done)


def test_workers_that_are_killed_at_any_moment_lose_nothing(root: Path, wanted: dict[str, Any]) -> None:
    """Every document is there once, with the rows of the plain loop, whichever worker is killed when."""
    task, store = begun(root, "tables")
    pick, over, kills = random.Random(7), threading.Event(), list[int]()

    def kill() -> None:
        seen: set[str] = set()
        while len(kills) < KILLS and not over.is_set():
            now = {path.name for path in (store.folder / READING).iterdir()}
            if now - seen:  # a part was begun since the last kill
                over.wait(pick.uniform(0, 0.3))
                seen |= now
                for worker in pick.sample(there := workers(), min(1, len(there))):
                    os.kill(worker, signal.SIGKILL)
                    kills.append(worker)
            over.wait(0.01)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        done = spread(folder(root), task)
    finally:
        over.set()
        killer.join()
    assert not any(one.refused for one in done)
    store.publish({one.name for one in done})
    assert rows(store.folder) == wanted
    assert len(kills) == KILLS


def run(root: Path, out: str, limit: int | None = None) -> subprocess.Popen[str]:
    """Run the command in a process of its own, whose files may not be larger than a limit."""
    begin = "import generator.reading.source as s; s.PART = 5; from generator.commands import main; main()"
    command = [
        sys.executable,
        "-c",
        begin,
        "corpus",
        str(root.parent / "texts"),
        str(root.parent / out),
        "--workers",
        "2",
    ]
    size = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) if limit else None
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=size
    )


def test_a_run_that_is_killed_goes_on_where_it_was(root: Path, wanted: dict[str, Any]) -> None:
    """Killed again and again, it leaves no process behind, and in the end every document is there once."""
    store = Store(root.parent / "tables")
    for there in (1, 4):
        process = run(root, "tables")
        made: list[Path] = []
        while process.poll() is None and len(made) < there:
            time.sleep(0.01)
            made = list((store.folder / PARTS).glob("*.policies.parquet"))
        children = children_of(process.pid)
        process.kill()
        process.wait()
        for child in children:
            gone(child)
    before = {path.name: path.stat().st_mtime_ns for path in (store.folder / PARTS).glob("*.policies.parquet")}
    assert before
    process = run(root, "tables")
    told = process.communicate()
    assert process.returncode == 0, told
    after = {f"{path.stem}.policies.parquet": path.stat().st_mtime_ns for path in (store.folder / "policies").iterdir()}
    assert before.items() <= after.items()
    assert f"{len(before)} of {len(after)} parts were there" in told[0]
    assert rows(store.folder) == wanted


def children_of(pid: int) -> list[Any]:
    """The processes that a process has begun."""
    from psutil import Process

    return Process(pid).children(recursive=True)


def gone(process: Any) -> None:
    """Wait until a process has ended by itself: it may not stay behind."""
    from psutil import NoSuchProcess

    with contextlib.suppress(NoSuchProcess):
        process.wait(30)


def test_a_full_disk_is_one_sentence_and_leaves_no_half_part(root: Path, wanted: dict[str, Any]) -> None:
    """Nothing that cannot be written whole is there; and once there is room the run goes on and is the same."""
    smallest = min(path.stat().st_size for path in (root.parent / "plain").rglob("*.parquet"))
    assert smallest > 3_000  # room for the keys of the workers, but for no table
    process = run(root, "tables", smallest - 1)
    _, told = process.communicate()
    assert process.returncode == 1
    assert "do: Make room" in told
    assert "Traceback" not in told
    assert not [path for path in (root.parent / "tables").rglob("*") if path.suffix in (".parquet", ".part")]
    process = run(root, "tables")
    told = process.communicate()[1]
    assert process.returncode == 0, told
    assert rows(root.parent / "tables") == wanted
    assert not list((root.parent / "tables" / PARTS).iterdir())


@pytest.mark.parametrize(("seconds", "kind"), [(60.0, "killed"), (1.0, "slow")])
def test_a_document_that_no_worker_survives_is_a_row(
    root: Path, wanted: dict[str, Any], seconds: float, kind: str
) -> None:
    """Two in one part and one in another: they are errors, all others are as in the plain loop."""
    bad = {"003.md", "004.md", "041.md"}
    what = "os.kill(os.getpid(), 9)" if kind == "killed" else "time.sleep(1e6)"
    put(
        root,
        "deadly.py",
        "import os, time\nfrom generator.outputs import corpus\nreal = corpus.rows_of\n"
        f"def rows_of(found, tools):\n    if found.name in {bad!r} and not found.error:\n        {what}\n"
        "    return real(found, tools)\n"
        "def do(part, task):\n    corpus.rows_of = rows_of\n    return corpus.do(part, task)\n",
    )
    code = (
        "import generator.reading.source as s; s.PART = 5\n"
        "from generator.outputs import corpus_cluster\n"
        "import deadly\ncorpus_cluster.do = deadly.do\n"
        "from generator.commands import main\n"
        "if __name__ == '__main__':\n    main()\n"
    )
    put(root, "begin.py", code)
    command = [
        sys.executable,
        "begin.py",
        "corpus",
        "../texts",
        "../tables",
        "--workers",
        "2",
        "--seconds",
        str(int(seconds)),
    ]
    env = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{root}"}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = rows(root.parent / "tables")
    assert {row["document"]: row["error"] for row in made["policies"] if row["error"]} == dict.fromkeys(bad, kind)
    assert [one for one in made["policies"] if not one["error"]] == [
        one for one in wanted["policies"] if one["document"] not in bad
    ]
    assert made["findings"] == [one for one in wanted["findings"] if one["document"] not in bad]
    assert DEATHS == 3


def test_only_who_has_the_keys_reaches_the_workers(root: Path) -> None:
    """The scheduler of a run on this machine listens here alone, and speaks to nobody without its keys."""
    from distributed import Client

    from generator.outputs.corpus_cluster import local

    with local(1, "1GB") as client:
        address = client.scheduler.address
        assert address.startswith("tls://127.0.0.1:")
        for tried in (address, address.replace("tls", "tcp")):
            with pytest.raises((OSError, TypeError, ValueError)):
                Client(tried, timeout="2s")


def test_a_scheduler_with_keys_is_used_and_other_programs_refuse(root: Path, wanted: dict[str, Any]) -> None:
    """The keys come from Dask's settings, the rows are the same, and a worker with other practices reads nothing."""
    import dask
    from distributed import LocalCluster, Security

    from generator.outputs.corpus_cluster import remote
    from generator.outputs.corpus_cluster import spread as over

    keys = Security.temporary()
    settings = {
        "distributed.comm.require-encryption": True,
        "distributed.comm.tls.ca-file": keys.tls_ca_file,
        "distributed.comm.tls.client.key": keys.tls_client_key,
        "distributed.comm.tls.client.cert": keys.tls_client_cert,
    }
    task, store = begun(root, "tables")
    with (
        LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", protocol="tls", security=keys) as cluster,
        dask.config.set(settings),
        remote(cluster.scheduler_address) as client,
    ):
        other = list(over(client, folder(root)[:1], replace(task, made_of="other"), lambda _: None))
        assert [one.counts for one in other] == [()]
        assert "other practices" in other[0].refused
        store.publish({one.name for one in over(client, folder(root), task, lambda _: None)})
    assert rows(store.folder) == wanted


def test_no_scheduler_is_one_sentence(root: Path) -> None:
    """Where nobody answers, the command says what to name."""
    from generator.outputs.corpus_cluster import remote

    with pytest.raises(ContributorError, match="do: Name it as tls"), remote("tcp://127.0.0.1:9"):
        pass
