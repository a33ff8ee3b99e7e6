"""Send the parts of a corpus to the workers of a Dask cluster: one on this machine, or one that a scheduler leads.

The only module that imports Dask (the extra ``corpus``). A worker that ends is begun again by Dask, and its part
is read again; what is known of the end stands on the disk (see ``corpus_parts``), so that no document ends a run.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from generator.outputs.corpus import Done, Task, do
from generator.outputs.corpus_parts import Store, name_of
from generator.problems import ContributorError, Place, Problem
from generator.reading.source import Part

if TYPE_CHECKING:
    from distributed import Client

IDS: Final = {
    "corpus-scheduler": "A Dask scheduler answers at the address that is named, with the keys that it wants.",
    "corpus-memory": "A worker has the memory that the program itself needs.",
}

#: What Dask does besides its work, and is not needed here: each worker would sample its own stack a hundred times a
#: second, and ask the system for its memory ten times; nothing is kept in workers that could be spilled or moved.
SETTINGS: Final = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.95,
    "distributed.scheduler.work-stealing": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.scheduler.http.routes": [],  # nothing is served to a browser
    "distributed.worker.http.routes": [],
    "distributed.comm.timeouts.connect": "30s",
    "distributed.deploy.lost-worker-timeout": "30s",
    "logging": {"distributed": "critical"},  # what matters of an ended worker stands on the disk
    "distributed.nanny.pre-spawn-environ.DASK_LOGGING__DISTRIBUTED": "critical",
}
#: A worker is ended and begun again after such a time, each at another moment: its memory grows, and then stays.
LIFETIME, STAGGER = "2 hours", "20 minutes"
#: So many parts for each worker are on their way at a time.
_AHEAD: Final = 3
#: So many parts in a row may be given up by Dask, each after four workers ended, and no document begun.
_FRUITLESS: Final = 3


@contextmanager
def local(workers: int, memory: str) -> Iterator[Client]:
    """Begin workers on this machine. Only who has the keys, which are made for this run, reaches them."""
    import dask

    with dask.config.set(SETTINGS):
        from distributed import Client, LocalCluster, Security

        keys = Security.temporary()
        try:
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                memory_limit=memory,
                host="127.0.0.1",
                protocol="tls",
                security=keys,
                dashboard_address="127.0.0.1:0",
                lifetime=LIFETIME,
                lifetime_stagger=STAGGER,
                lifetime_restart=True,
            )
        except RuntimeError:
            raise _too_little() from None
        with cluster, Client(cluster, security=keys) as client:
            cluster.adapt(minimum=workers, maximum=workers, interval="5s")  # begins one that could not be begun again
            yield client


@contextmanager
def remote(address: str) -> Iterator[Client]:
    """Reach a scheduler, with the keys that Dask's own settings name. Raises ContributorError where it is not there."""
    from distributed import Client

    try:
        client = Client(address, timeout="20s")
    except (OSError, ValueError, TimeoutError, RuntimeError) as error:
        remedy = "Name it as tls://host:8786, and the keys in Dask's settings, distributed.comm.tls."
        message = f"no scheduler answers: {str(error).splitlines()[0][:200] if str(error) else type(error).__name__}"
        raise ContributorError([Problem(Place(address), message, remedy, "corpus-scheduler")]) from None
    with client:
        yield client


def spread(
    client: Client, parts: Iterable[Part], task: Task, tell: Callable[[str], None]
) -> Generator[Done, None, None]:
    """Yield parts as they are done, by whatever worker. Raises ContributorError where workers cannot even begin."""
    from distributed import as_completed
    from distributed.scheduler import KilledWorker

    waiting = iter(parts)
    sent: dict[str, Part] = {}
    deaths: dict[str, int] = {}
    fruitless = 0
    done = as_completed()

    def send(part: Part) -> None:
        future = client.submit(do, part, task, pure=False)
        sent[future.key] = part
        done.add(future)

    def fill() -> None:
        room = _AHEAD * max(1, sum(client.nthreads().values()))
        while len(sent) < room and (part := next(waiting, None)) is not None:
            send(part)

    fill()
    while sent:
        future = next(done)
        part = sent.pop(future.key)
        name = name_of(part, task.made_of)
        error: Any = future.exception() if future.status == "error" else None
        if isinstance(error, KilledWorker):
            found = Store(Path(task.out)).deaths(name)
            fruitless = fruitless + 1 if found <= deaths.get(name, 0) else 0
            if fruitless > _FRUITLESS:
                raise _too_little()
            deaths[name] = found
            tell("Reading a part once more: workers ended while they did")
            send(part)
            continue
        if error is not None:
            raise error
        fruitless = 0
        yield future.result()
        fill()


def _too_little() -> ContributorError:
    message = "workers end before they have read one document: memory or the disk may be full"
    remedy = "Make room, begin fewer workers with --workers, or give each more with --memory."
    return ContributorError([Problem(Place("smallprint corpus"), message, remedy, "corpus-memory")])
