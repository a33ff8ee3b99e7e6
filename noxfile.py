"""Everything that one does with this project, as a menu: ``python3 noxfile.py`` shows it.

It needs Python 3.11 or newer and git, nothing else. Started as a script it puts nox into the folder ``.venv`` beside
this file and starts itself again with it; under ``nox``, ``uvx nox`` or ``pipx run nox`` it is an ordinary noxfile.
All sessions share that ``.venv``, and install into it only when a lock file has changed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
SITE_LOCK, TEST_LOCK, NOX_LOCK = "requirements.txt", "requirements-dev.txt", "requirements-nox.txt"
CORPUS_LOCK = "requirements-corpus.txt"
PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]


def fingerprint(lock: str) -> str:
    """Say what an environment is made from: the lock, its Python, this folder and pyproject.toml."""
    digest = hashlib.sha256(f"{PYTHON.resolve()} {ROOT}".encode())
    for name in (lock, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def installed(*locks: str) -> bool:
    """Tell whether one of the locks was installed completely: its stamp is written last."""
    stamps = ((VENV / f"{lock}.stamp", fingerprint(lock)) for lock in locks)
    return PYTHON.exists() and any(stamp.is_file() and stamp.read_text() == wanted for stamp, wanted in stamps)


def install(lock: str, *, project: bool) -> None:
    """Install a lock into ``.venv``, every file checked against its hash, and our own package if it is wanted."""
    if not PYTHON.exists() or subprocess.run([*PIP, "--version"], capture_output=True).returncode:
        hint = "On Debian and Ubuntu: apt install python3-venv"
        run_or_exit([sys.executable, "-m", "venv", "--clear", str(VENV)], hint)
    commands = [["--require-hashes", "--no-deps", "-r", str(ROOT / lock)]]
    if project:
        commands.append(["--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    for arguments in commands:
        run_or_exit(
            [*PIP, "install", "-qq", *arguments], "Is there a network? If this stays, delete .venv and try again"
        )
    (VENV / f"{lock}.stamp").write_text(fingerprint(lock))


def run_or_exit(command: list[str], hint: str) -> None:
    """Run a command of the preparation; when it fails, leave with a hint below what it said itself."""
    if subprocess.run(command, cwd=ROOT).returncode:
        sys.exit(f"Getting ready failed. {hint}.")


def start_again() -> int:
    """Put nox into ``.venv`` and run this file with it; without arguments show the menu."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older Python gets a sentence, not a traceback
        sys.exit(f"Smallprint needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not installed(NOX_LOCK):
        print("Getting ready (only this once) ...", flush=True)
        install(NOX_LOCK, project=False)
    arguments = [str(PYTHON), "-m", "nox", "-f", str(ROOT / "noxfile.py"), *(sys.argv[1:] or ["--list"])]
    if not WINDOWS:
        os.execv(PYTHON, arguments)
    return subprocess.run(arguments).returncode


if __name__ == "__main__":
    sys.exit(start_again())

import nox  # noqa: E402 - a fresh machine has it only after start_again()

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "none"  # .venv is ours
nox.options.sessions = []  # a bare `nox` shows the menu


def run(session: nox.Session, *command: str, lock: str = TEST_LOCK) -> None:
    """Run a command of ``.venv`` with the session's own arguments behind it, after installing what the lock says."""
    if not installed(lock, TEST_LOCK):
        session.log(f"installing {lock} (only when it has changed; a minute or two)")
        install(lock, project=True)
    program = str(BIN / command[0])
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    env = {"PATH": path, "VIRTUAL_ENV": str(VENV)}
    if command[0] == "smallprint":  # it names its commands as they are typed here
        env["SMALLPRINT_CALLED_AS"] = "python3 noxfile.py -s"
    session.run(program, *command[1:], *session.posargs, env=env, external=True)


@nox.session
def check(session: nox.Session) -> None:
    """Look for mistakes in what people wrote, or in the files named after `--`, without building anything."""
    run(session, "smallprint", "check", lock=SITE_LOCK)


@nox.session
def new(session: nox.Session) -> None:
    """Add a company's policy: `-s new -- "Acorn Mail" saved.html --url https://acorn.example/privacy`."""
    run(session, "smallprint", "new", lock=SITE_LOCK)


@nox.session
def update(session: nox.Session) -> None:
    """Add a newer text of a policy that is here: `-s update -- acorn-mail saved.html`."""
    run(session, "smallprint", "update", lock=SITE_LOCK)


@nox.session
def changes(session: nox.Session) -> None:
    """Say which badges your change gains, loses or flips, against the branch main."""
    run(session, "smallprint", "changes", lock=SITE_LOCK)


@nox.session
def site(session: nox.Session) -> None:
    """Build the website from content/ and say where to open it."""
    run(session, "smallprint", "build", lock=SITE_LOCK)


@nox.session
def serve(session: nox.Session) -> None:
    """Show the website in a browser and build it anew at every edit; Ctrl-C ends it."""
    run(session, "smallprint", "serve", lock=SITE_LOCK)


@nox.session
def bundle(session: nox.Session) -> None:
    """Pack the website into one .zip that opens without a server and without a network."""
    run(session, "smallprint", "bundle", lock=SITE_LOCK)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; the browser tests skip where there is no Chromium."""
    run(session, "python", "-m", "pytest")


@nox.session
def quick(session: nox.Session) -> None:
    """Run the tests that take no browser and no patience (under a minute); `tests` runs all of them."""
    run(session, "python", "-m", "pytest", "-m", "not slow and not browser")


@nox.session
def lint(session: nox.Session) -> None:
    """Check the code's style and types, changing nothing."""
    if session.posargs:
        session.error("lint takes no arguments")
    run(session, "python", "-m", "ruff", "check", "--quiet", "--output-format=concise")
    run(session, "python", "-m", "ruff", "format", "--check", "--quiet", "--output-format=concise")
    run(session, "python", "-m", "mypy")


@nox.session
def golden(session: nox.Session) -> None:
    """Write the expected pages of tests/golden anew, after a change that was meant; look at the difference in git."""
    run(session, "python", "-m", "pytest", "-m", "golden", "--update-golden")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure builds and inspections on this machine, and how heavy pages get: `-s bench -- FOLDER` for real texts."""
    run(session, "python", "tests/bench/bench.py")
    run(session, "python", "tests/bench/builds.py", "290")
    run(session, "python", "tests/bench/builds.py", "1000", "--cold")
    run(session, "python", "tests/bench/scale.py", "300", "--site")


@nox.session
def bounds(session: nox.Session) -> None:
    """Measure that no document takes long, whatever its shape (some minutes)."""
    run(session, "python", "tests/bench/bounded.py")


@nox.session(venv_backend="virtualenv", reuse_venv=True)
def corpus(session: nox.Session) -> None:
    """Run the tests of `smallprint corpus`, whose workers are killed; fetches its libraries."""
    for lock in (TEST_LOCK, CORPUS_LOCK):
        session.install("--quiet", "--require-hashes", "--no-deps", "-r", lock)
    session.install("--quiet", "--no-deps", "--no-build-isolation", "-e", ".")
    session.run("python", "-m", "pytest", "-m", "corpus", *session.posargs)


@nox.session(venv_backend="virtualenv", reuse_venv=True)
def mutations(session: nox.Session) -> None:
    """Change modules in small ways and print what no test notices: `-s mutations -- generator/formats/dating.py`."""
    session.install("--quiet", "--require-hashes", "--no-deps", "-r", TEST_LOCK)
    session.install("--quiet", "mutmut>=3.8,<4")
    session.run("python", "tests/mutations.py", *session.posargs)


@nox.session(venv_backend="virtualenv", reuse_venv=True)
def audit(session: nox.Session) -> None:
    """Ask the list of known holes about every locked package (needs a network; CI does so weekly)."""
    session.install("--quiet", "pip-audit>=2.9,<3")
    locks = [argument for lock in (TEST_LOCK, NOX_LOCK, CORPUS_LOCK) for argument in ("-r", lock)]
    session.run(
        "pip-audit", "--strict", "--require-hashes", "--disable-pip", "--progress-spinner=off", *locks, *session.posargs
    )


@nox.session(venv_backend="virtualenv", reuse_venv=True)
def exits(session: nox.Session) -> None:
    """Build the same pages with ProperDocs and compare every file with that of MkDocs (needs a network)."""
    run(session, "smallprint", "build")
    session.install("--quiet", "--require-hashes", "--no-deps", "-r", SITE_LOCK)
    session.install("--quiet", "properdocs>=1.6,<2")
    session.run("python", "tests/exits.py")


@nox.session
def screenshots(session: nox.Session) -> None:
    """Build the website and take the README's pictures of it anew, with Chromium."""
    if session.posargs:
        session.error("screenshots takes no arguments")
    run(session, "smallprint", "build")
    run(session, "python", "tests/screenshots.py")


@nox.session(venv_backend="virtualenv", reuse_venv=True)
def lock(session: nox.Session) -> None:
    """Write the requirements files anew from pyproject.toml (maintainers; `-- --upgrade` for newer versions)."""
    session.install("--quiet", "uv>=0.9,<1")
    compiled = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--fork-strategy=fewest"]
    compiled += ["--generate-hashes", "--custom-compile-command=python3 noxfile.py -s lock", *session.posargs]
    runtime = ["pyproject.toml", "--extra=documents", "--group=build"]
    session.run(*compiled, *runtime, f"--output-file={SITE_LOCK}")
    session.run(*compiled, *runtime, "--group=dev", f"--constraints={SITE_LOCK}", f"--output-file={TEST_LOCK}")
    session.run(*compiled, "--group=nox", f"--constraints={TEST_LOCK}", f"--output-file={NOX_LOCK}")
    session.run(*compiled, *runtime, "--extra=corpus", f"--constraints={TEST_LOCK}", f"--output-file={CORPUS_LOCK}")
