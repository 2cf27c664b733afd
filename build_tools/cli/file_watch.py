"""Tells when a file of the project changes, by looking at sizes and times twice a second.

Looking needs no help of the system, so that it works on every disk, also a shared one.
"""

import time
from collections.abc import Iterator
from pathlib import Path

from build_tools.facts.reading import Project

EVERY = 0.5

State = dict[str, tuple[int, int]]


def changes(project: Project, every: float = EVERY) -> Iterator[tuple[str, ...]]:
    """Yield the files that changed since the last time, sorted, whenever some did; never ends.

    It begins with the first ``next``: what changes while the caller is at work is told of after.
    """
    last = _state(project)
    yield ()
    while True:
        time.sleep(every)
        now = _state(project)
        if now == last:
            continue
        # An editor writes a file in steps: wait until all is quiet.
        while (later := _after(project, every)) != now:
            now = later
        yield tuple(sorted({name for name, _ in now.items() ^ last.items()}))
        last = now


def _after(project: Project, every: float) -> State:
    time.sleep(every / 5)
    return _state(project)


def _state(project: Project) -> State:
    found: State = {}
    for folder in (project.facts, project.seeds, project.maps, project.content, project.templates):
        for file in project.files(folder):
            try:
                about = Path(file.path).lstat()
            except OSError:
                continue  # it went while we looked
            found[file.name] = (about.st_mtime_ns, about.st_size)
    return found
