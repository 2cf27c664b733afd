"""Makes the tiny project with a snapshot of its first source, and provides texts to capture."""

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.facts.project import Project

KEY = "lrt-2023-08-16-closures"
ADDRESS = "https://www.lrt.lt/en/news/19/1/closures"
CLAIM = "facts/claims/borders/two-crossings.yaml"
SNAPSHOT = f"facts/snapshots/{KEY}.yaml"

SENTENCES = """\
Lithuania to close two crossings

The Lithuanian government decided on Wednesday to close two of the six road crossings with Belarus \
from Friday, the ministry of the interior said in a statement.

The crossings at Šumskas and Tverečius will close “due to geopolitical circumstances” and so that \
threats to the coun\u00adtry are smaller, it said, and lorries will be sent to Medininkai.

The government did not say when they would open again. Travellers were told to use the four \
crossings that stay open, and to carry papers for every passenger with them at all times.
"""

PAGE = (
    "<!doctype html><html lang=en><head><title>Two crossings</title></head><body>"
    "<nav><a href=/>Home</a> <a href=/news>News</a></nav><article>"
    + "".join(f"<p>{block}</p>" for block in SENTENCES.split("\n\n"))
    + "</article><footer>All rights reserved</footer></body></html>"
)


def run(project: Project, *arguments: str) -> Result:
    """Run a facts command in a project."""
    result = CliRunner().invoke(facts, ["--project", str(project.root), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def captured(world: Callable[..., Project], changes: dict[str, str] | None = None) -> Project:
    """Return the tiny project with a snapshot made by ``facts capture``."""
    project = world(changes or {})
    page = project.root / "page.txt"
    page.write_text(SENTENCES, encoding="utf-8")
    done = run(project, "capture", KEY, "--file", str(page))
    assert done.exit_code == 0, done.output
    page.unlink()
    return project


def capture_excerpts(
    project: Project, *texts: str, at: str = ADDRESS, on: str = "2026-11-23", more: str = ""
) -> Result:
    """Capture these excerpts from the first source's page."""
    files = []
    for number, text in enumerate(texts):
        path = project.root / f"excerpt-{number}.txt"
        path.write_text(text, encoding="utf-8")
        files += ["--excerpt", str(path)]
    result = run(project, "capture", KEY, *files, "--seen-at", at, "--seen-on", on, *more.split())
    for path in project.root.glob("excerpt-*.txt"):
        path.unlink()
    return result


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Replace words in a file of the project, which must contain the words."""
    path = Path(project.root, name)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
