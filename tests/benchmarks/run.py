"""Times whole builds of made-up projects: CPU seconds, memory, bytes, and how the cost grows.

Run it as ``make bench``, or ``python -m tests.benchmarks.run 100 1000``; ``TMPDIR=/dev/shm`` keeps
the disk out of it. Every build is a process of its own, cold: no cache of ours, no former site.
Beside each size the same records are built by plain MkDocs-Material, and by Hugo where its command
is found, in the same run: a machine's noise then falls on all of them. Hugo does it twice: once out
of Markdown that is made beforehand, once with pages as ours, out of the claims as they stand and
what of the rest is made beforehand (see ``beside``).
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

from tests.benchmarks import beside, corpus
from tests.benchmarks.changing import change

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
    """Run the command; return its CPU seconds (user and system) and peak memory in KiB."""
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
    found = []
    for _ in range(runs):
        for made in ("site", "public", ".cache", "resources"):
            shutil.rmtree(folder / made, ignore_errors=True)
        found.append(timed(command, folder))
    return statistics.median(one[0] for one in found), max(one[1] for one in found)


def project(folder: Path, claims: int) -> None:
    """Write a corpus with this project's own templates and configuration."""
    corpus.write(folder, claims)
    (folder / "templates").symlink_to(ROOT / "templates")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    kept = [line for line in settings.splitlines() if "xplainers" not in line]
    (folder / "mkdocs.yml").write_text("\n".join(kept) + "\n", encoding="utf-8")


def printed_by(module: str, folder: Path) -> Any:
    """Return what a module of the benchmark prints in a folder, which is JSON."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}"]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def measured(held: Path, size: int) -> dict[str, float]:
    """Build one size every way; return what each took, by its name."""
    folder, runs = held / str(size), 1 if size >= LARGE else 3
    project(folder, size)
    checked, _ = median_of(CHECK, folder, runs)
    change(folder, "Changed 1")
    again, _ = timed(CHECK, folder)
    stages: dict[str, float] = printed_by("stages", folder)
    built, memory = median_of([*MKDOCS, "--strict"], folder, runs)
    written = (path for path in (folder / "site").rglob("*") if path.is_file())
    sizes = [path.stat().st_size for path in written]
    found = {f"  {name}": cost for name, cost in stages.items()}
    found["  start, engine, writing"] = built - sum(stages.values())
    change(folder, "Changed 2")
    rebuilt, _ = timed([*MKDOCS, "--strict"], folder)
    found = {"build, every export": built, **found}
    found |= {"build, one change": rebuilt, "serve, one change": printed_by("serving", folder)}
    found |= {"check": checked, "check, one change": again}
    found["peak MB"] = memory / 1024
    found["files"] = len(sizes)
    found["site MB"] = sum(sizes) / 1e6
    beside.write(folder, held / "beside")
    found["MkDocs-Material"], _ = median_of(MKDOCS, held / "beside" / "material", runs)
    found["  it takes, times ours"] = found["MkDocs-Material"] / built
    if shutil.which("hugo"):
        found["Hugo"], _ = median_of(["hugo", "--quiet"], held / "beside" / "hugo", runs)
        found["  ours takes, times it"] = built / found["Hugo"]
        found |= _hugo_pages(folder / "site", held / "beside" / "hugo-pages", runs, size)
        found["  ours takes, times that"] = built / found["Hugo, pages as ours"]
    return found


def _hugo_pages(ours: Path, hugo: Path, runs: int, size: int) -> dict[str, float]:
    """Return what Hugo takes for pages as ours; of a small site, they are looked at first."""
    took, _ = median_of(["hugo", "--quiet"], hugo, runs)
    if size < LARGE and (wrong := next(beside.differences(ours, hugo / "public"), "")):
        sys.exit(f"Hugo's pages are not as ours, so their price says nothing: {wrong}.")
    sizes = [path.stat().st_size for path in (hugo / "public").rglob("*") if path.is_file()]
    return {
        "Hugo, pages as ours": took,
        "  its files": len(sizes),
        "  its site MB": sum(sizes) / 1e6,
    }


def main(sizes: list[int]) -> None:
    """Build each size and print a table; costs are CPU seconds."""
    # As installed packages are, and ours is after its first run: where Python may keep what it
    # compiles, nobody pays for that twice.
    compileall.compile_dir(ROOT / "build_tools", quiet=1)
    with tempfile.TemporaryDirectory() as held:
        columns = [measured(Path(held), size) for size in sizes]
    print(f"{'claims':26}" + "".join(f"{size:>10}" for size in sizes) + "   grows as claims^")  # noqa: T201
    for name in columns[-1]:
        costs = [one.get(name, math.nan) for one in columns]
        grows = ""
        if len(sizes) > 1 and "times" not in name and min(costs[-2:]) > 0:
            power = math.log(costs[-1] / costs[-2]) / math.log(sizes[-1] / sizes[-2])
            grows = f"{power:19.2f}"
        print(f"{name:26}" + "".join(f"{cost:10.2f}" for cost in costs) + grows)  # noqa: T201


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [100, 1000, 10000])
