"""Runs ``facts check`` on several projects in turn, each in a process with its own limits.

A process that has loaded all imports reads folders from its standard input and forks for each
folder. So a check that uses too much memory or time ends only its own process.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS = 10  # seconds of CPU time
BYTES = 1024**3
PATIENCE = 60.0  # seconds of real time, enough on a busy machine


@dataclass(frozen=True)
class Outcome:
    """The outcome of a check. ``code`` is negative after a signal, and None if the check hung."""

    code: int | None
    out: str
    err: str

    @property
    def diagnostics(self) -> list[dict[str, object]]:
        diagnostics: list[dict[str, object]] = json.loads(self.out)["diagnostics"]
        return diagnostics


@contextmanager
def checker() -> "Iterator[Checker]":
    """Start the process that runs checks, and stop it when the block ends."""
    command = [sys.executable, "-m", "tests.hostile_projects.checking"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Checker(process)
        assert process.stdin is not None
        process.stdin.close()


@dataclass(frozen=True)
class Checker:
    """The process that runs a check for each project that it receives."""

    process: "subprocess.Popen[str]"

    def check(self, project: Path, into: Path) -> Outcome:
        """Check a project, and write the command's output to the folder ``into``."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{json.dumps([str(project), str(into)])}\n")
        self.process.stdin.flush()
        code = json.loads(self.process.stdout.readline())
        out, err = ((into / name).read_text(encoding="utf-8") for name in ("out", "err"))
        return Outcome(code, out, err)


def _main() -> None:
    # The parent imports all modules, so the forked children need no imports.
    import build_tools.cli.check
    import build_tools.reports
    import build_tools.rules

    build_tools.rules.all_rules()
    for line in sys.stdin:
        project, into = json.loads(line)
        child = os.fork()
        if child == 0:
            _check(project, Path(into))
        sys.stdout.write(f"{json.dumps(_ended(child))}\n")
        sys.stdout.flush()


def _check(project: str, into: Path) -> None:
    """Run the command in this process, within limits."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(into / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.chdir(project)
    sys.argv = ["facts", "--project", project, "check", "--format", "json"]
    code = 70
    try:
        from build_tools.cli import main

        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 70
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _ended(child: int) -> int | None:
    """Return the child's exit code, or None if the child was killed because it was slow."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return (
                None if code == -24 else code
            )  # SIGXCPU means that the limit on CPU time was reached
        time.sleep(0.002)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return None


if __name__ == "__main__":
    _main()
