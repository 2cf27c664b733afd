"""Watches a project's files by comparing their sizes and times twice a second.

Unlike the system's notifications, this method works on every disk, even on shared disks.
"""

import time
from collections.abc import Iterator
from pathlib import Path

from build_tools.facts.project import Project

EVERY = 0.5

State = dict[str, tuple[int, int]]


def changes(project: Project, every: float = EVERY) -> Iterator[tuple[str, ...]]:
    """Yield the sorted names of the files that changed since the previous result.

    The first result is empty. Files that change while the caller works are in the next result. The
    generator never ends.
    """
    last = _state(project)
    yield ()
    while True:
        time.sleep(every)
        now = _state(project)
        if now == last:
            continue
        # An editor may write a file in steps, so wait until nothing changes.
        while (later := _after(project, every)) != now:
            now = later
        yield tuple(sorted({name for name, _ in now.items() ^ last.items()}))
        last = now


def _after(project: Project, every: float) -> State:
    time.sleep(every / 5)
    return _state(project)


def _state(project: Project) -> State:
    state: State = {}
    records = (project.facts, project.seeds, project.maps)
    for folder in (*records, project.content, project.templates.own):
        for file in project.files(folder):
            try:
                about = Path(file.path).lstat()
            except OSError:
                continue  # the file has just been deleted
            state[file.name] = (about.st_mtime_ns, about.st_size)
    return state
