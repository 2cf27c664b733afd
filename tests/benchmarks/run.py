"""Measures the CPU time, memory and output size of whole builds of synthetic projects.

Run it as ``make bench``, or ``python -m tests.benchmarks.run 100 1000``. Set ``TMPDIR=/dev/shm`` to
avoid the disk. Each build runs in a separate process, without caches or a previous site. Plain
MkDocs-Material builds the same records in the same run, so that other work on the machine affects
both.
"""

import compileall
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from tests.benchmarks import corpus, material
from tests.benchmarks.changing import change
from tests.sites import configuration

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1700000000",
    "PYTHONPATH": str(ROOT),
}
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
CHECK = [sys.executable, "-m", "build_tools", "check", "--format", "json"]
LARGE = 5000


def timed(command: list[str], folder: Path) -> tuple[float, int]:
    """Run the command. Return its CPU seconds (user and system) and peak memory in KiB."""
    with subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}.")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def median_of(command: list[str], folder: Path, runs: int) -> tuple[float, int]:
    """Return the median CPU seconds and the largest peak memory of several cold runs."""
    costs = []
    for _ in range(runs):
        for name in ("site", ".cache"):
            shutil.rmtree(folder / name, ignore_errors=True)
        costs.append(timed(command, folder))
    return statistics.median(seconds for seconds, _ in costs), max(memory for _, memory in costs)


def project(folder: Path, claims: int) -> None:
    """Write a corpus with this project's templates and the settings for invented sites."""
    corpus.write(folder, claims)
    (folder / "templates").symlink_to(ROOT / "templates")
    lines = [line for line in configuration().splitlines() if "xplainers" not in line]
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def printed_by(module: str, folder: Path) -> Any:
    """Run a benchmark module in a folder, and return the JSON that it prints."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}"]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def measured(parent: Path, size: int) -> dict[str, float]:
    """Build a project of this size with both engines. Return each cost under its name."""
    folder, runs = parent / str(size), 1 if size >= LARGE else 3
    project(folder, size)
    checked, _ = median_of(CHECK, folder, runs)
    change(folder, "Changed 1")
    checked_again, _ = timed(CHECK, folder)
    stages: dict[str, float] = printed_by("stages", folder)
    built, memory = median_of([*MKDOCS, "--strict"], folder, runs)
    sizes = [path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()]
    change(folder, "Changed 2")
    rebuilt, _ = timed([*MKDOCS, "--strict"], folder)
    plain = parent / "material"
    shutil.rmtree(plain, ignore_errors=True)
    material.write(plain, Ledger(read(Project(folder))[0]))
    by_material, _ = median_of(MKDOCS, plain, runs)
    return {
        "build, every export": built,
        **{f"  {name}": cost for name, cost in stages.items()},
        "  start, MkDocs, writing": built - sum(stages.values()),
        "build, one change": rebuilt,
        "serve, one change (clock)": printed_by("serving", folder),
        "check": checked,
        "check, one change": checked_again,
        "peak MB": memory / 1024,
        "files": len(sizes),
        "site MB": sum(sizes) / 1e6,
        "MkDocs-Material": by_material,
        "  it takes, times ours": by_material / built,
    }


def main(sizes: list[int]) -> None:
    """Build each size and print a table. Costs are in CPU seconds unless the row says otherwise."""
    # Installed packages are already compiled, so our modules are compiled too.
    compileall.compile_dir(ROOT / "build_tools", quiet=1)
    with tempfile.TemporaryDirectory() as parent:
        columns = [measured(Path(parent), size) for size in sizes]
    print(f"{'claims':26}" + "".join(f"{size:>10}" for size in sizes) + "   grows as claims^")  # noqa: T201
    for name in columns[-1]:
        costs = [column[name] for column in columns]
        grows = ""
        if len(sizes) > 1 and "times" not in name and min(costs[-2:]) > 0:
            power = math.log(costs[-1] / costs[-2]) / math.log(sizes[-1] / sizes[-2])
            grows = f"{power:19.2f}"
        print(f"{name:26}" + "".join(f"{cost:10.2f}" for cost in costs) + grows)  # noqa: T201


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 1000, 10000])
