"""Tests that ``facts check`` needs no system calls specific to Unix, so it also runs on Windows."""

import subprocess
import sys
from collections.abc import Callable

from build_tools.facts.project import Project

World = Callable[..., Project]

WITHOUT_UNIX = """
import os, sys

for name in ("O_CLOEXEC", "O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK"):
    delattr(os, name)
for name in ("geteuid", "getuid", "mkfifo", "fchmod", "fork", "chown"):
    delattr(os, name)
for module in ("fcntl", "pwd", "grp", "resource", "termios"):
    sys.modules[module] = None
os_open = os.open

def open_without_folder(path, flags, mode=0o777, *, dir_fd=None):
    if dir_fd is not None:
        raise NotImplementedError("dir_fd unavailable on this platform")
    return os_open(path, flags, mode)

os.open = open_without_folder
from build_tools.cli import main
main()
"""

BROKEN = {
    "facts/claims/borders/broken.yaml": "claim: a: b\n",
    "facts/vocabulary/topics.yaml": "borders:\n  name: Borders\n",
}


def outcome(project: Project, program: str) -> tuple[int, str]:
    """Run ``facts check`` in a separate process. Return its exit code and output."""
    command = [sys.executable, "-c", program, "--project", str(project.root), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_check_runs_without_system_calls_specific_to_unix(world: World) -> None:
    for changes, code in (({}, 0), (BROKEN, 1)):
        usual = outcome(world(changes), "from build_tools.cli import main; main()")
        assert usual[0] == code, usual[1]
        # The first run has no cache, and the second run uses the first run's cache.
        project = world(changes)
        for _ in range(2):
            assert outcome(project, WITHOUT_UNIX) == usual
        assert (project.root / ".cache" / "parsed.json").is_file()
