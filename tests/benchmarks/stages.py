"""Prints the CPU seconds of each build stage, run in this process, as JSON.

Run it as ``python -m tests.benchmarks.stages`` in a project. The other costs of a build are
startup, MkDocs, filling page shells and writing files.
"""

import json
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from build_tools import exports, rules
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.pages import Renderer
from build_tools.quotations.counts import count
from build_tools.rules.check import collector_paused
from build_tools.views.publication import Publication

Answer = TypeVar("Answer")
SITE = Publication("https://facts.example", "Facts")


def stages(project: Project, clock: Callable[[], float] = time.process_time) -> dict[str, float]:
    """Return the cost of each stage, in the units of the clock (CPU seconds by default)."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Answer]) -> Answer:
        begun = clock()
        answer = work()
        spent[name] = clock() - begun
        return answer

    with collector_paused():
        records, _ = timed("read", lambda: read(project))
        ledger = timed("join", lambda: Ledger(records))
        timed("rules", lambda: list(rules.run(ledger)))
        timed("open data", lambda: deque(exports.all_files(ledger, SITE), maxlen=0))
        renderer = Renderer(project.templates, ledger, count(ledger))
        timed("pages", lambda: deque(renderer.pages(), maxlen=0))
    return spent


if __name__ == "__main__":
    json.dump(stages(Project(Path.cwd())), sys.stdout)
