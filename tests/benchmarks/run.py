"""Times whole builds of made-up projects: CPU seconds, memory, bytes, and how the cost grows.

Run it as ``make bench``, or ``python -m tests.benchmarks.run 100 1000``. Each size is built three
times after one build that is not counted; the median is printed. The same MkDocs and theme with a
single page is timed beside it, since that much no build can be without.
"""

import math
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import corpus

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}


def timed(command: list[str], folder: Path) -> tuple[float, int]:
    """Run the command; return its CPU seconds (user and system) and peak memory in KiB."""
    with subprocess.Popen(command, cwd=folder, env=ENVIRONMENT) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}.")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def median_of(command: list[str], folder: Path) -> tuple[float, int]:
    """Return the median CPU seconds and the largest peak memory of several runs."""
    timed(command, folder)
    runs = [timed(command, folder) for _ in range(RUNS)]
    return statistics.median(one[0] for one in runs), max(one[1] for one in runs)


def project(folder: Path, claims: int) -> None:
    """Write a corpus with this project's own templates and configuration."""
    corpus.write(folder, claims)
    (folder / "templates").symlink_to(ROOT / "templates")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    kept = [line for line in settings.splitlines() if "xplainers" not in line]
    (folder / "mkdocs.yml").write_text("\n".join(kept) + "\n", encoding="utf-8")


def bare(folder: Path) -> None:
    """Write a site of one page, with the same theme."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# A page\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Bare\ntheme:\n  name: material\n  font: false\nplugins: [search]\n",
        encoding="utf-8",
    )


def main(sizes: list[int]) -> None:
    """Build each size and print a table."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    check = [sys.executable, "-m", "build_tools", "--project", ".", "check", "--format", "json"]
    print(f"{'claims':>8} {'build CPU s':>12} {'check CPU s':>12} {'peak MB':>8} {'site MB':>8}")  # noqa: T201
    before: tuple[int, float] | None = None
    with tempfile.TemporaryDirectory() as held:
        bare(Path(held, "bare"))
        cost, memory = median_of(command, Path(held, "bare"))
        print(f"{'one page':>8} {cost:12.2f} {'':>12} {memory / 1024:8.0f}")  # noqa: T201
        least = cost
        for size in sizes:
            folder = Path(held, str(size))
            project(folder, size)
            cost, memory = median_of(command, folder)
            checked, _ = median_of(["sh", "-c", " ".join(check) + " >/dev/null"], ROOT / folder)
            files = sum(path.stat().st_size for path in (folder / "site").rglob("*.*"))
            grown = ""
            if before and cost > least:
                power = math.log((cost - least) / (before[1] - least)) / math.log(size / before[0])
                grown = f"  grows as claims^{power:.2f} beyond the single page"
            row = f"{size:8} {cost:12.2f} {checked:12.2f} {memory / 1024:8.0f} {files / 1e6:8.1f}"
            print(row + grown)  # noqa: T201
            before = (size, cost)


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [100, 1000, 10000])
