"""Tests that the messages of checks match ``golden/messages.txt``.

After changing a message on purpose, renew the file and read the difference:
``RENEW_GOLDEN=1 .venv/bin/pytest tests/test_messages.py && git diff tests/golden``.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_tools import rules
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from tests.rules.samples import unmarked_files

World = Callable[..., Project]

FOLDER = Path(__file__).parent
GOLDEN = FOLDER / "golden" / "messages.txt"
# Errors from reading files: the first error of a hostile project for each kind.
HOSTILE = (
    "articles",
    "bibtex",
    "citations-that-are-none",
    "dates",
    "front-matter",
    "look-alike-letters",
    "pictures-from-elsewhere",
    "snapshots",
    "unknown-fields",
    "waivers",
    "yaml-bombs-and-tags",
)


def errors(project: Project) -> list[Diagnostic]:
    records, report = read(project)
    return [*report, *rules.run(Ledger(records))]


def first_messages(world: World) -> Iterator[str]:
    """Yield the first message of each rule's bad sample and of each hostile project."""
    for rule in rules.all_rules():
        report = errors(world(unmarked_files(rule.bad)[0]))
        yield lines_of(next(error for error in report if error.rule == rule.name))
    for name in HOSTILE:
        project = FOLDER / "hostile_projects" / name
        files = {
            path.relative_to(project).as_posix(): path.read_bytes()
            for path in project.rglob("*")
            if path.is_file() and path.name != "expected"
        }
        yield lines_of(next(error for error in errors(world(files)) if error.span.path in files))


def lines_of(error: Diagnostic) -> str:
    span = error.span
    location = f"{span.path}:{span.line}:{span.column}"
    return f"{location} {error.level}[{error.rule}]\n  {error.message}\n  {error.hint}\n"


def test_messages_match_the_golden_file(world: World) -> None:
    messages = "\n".join(first_messages(world))
    if os.environ.get("RENEW_GOLDEN"):
        GOLDEN.write_text(messages, encoding="utf-8")
        pytest.skip(f"{GOLDEN.name} is renewed")
    assert messages == GOLDEN.read_text(encoding="utf-8")
