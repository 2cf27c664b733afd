"""Tests ``facts release``, which adds the root hash of each version to the changelog."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools import exports
from build_tools.cli import facts
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.views.publication import Publication

World = Callable[..., Project]


def release(project: Project, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(facts, ["--project", str(project.root), "release", *arguments])
    return done.exit_code, done.output


def root_of(project: Project) -> str:
    made = exports.made(
        "verify_bundle", Ledger(read(project)[0]), Publication("https://x.example", "Other")
    )
    held = next(file for file in made if file.path == "data/integrity.json")
    found: str = json.loads(held.data)["root"]
    return found


def test_a_release_has_the_same_root_hash_whatever_the_site_is_called(world: World) -> None:
    project = world()
    assert release(project, "1.0", "--date", "2026-11-22")[0] == 0
    text = (project.root / "CHANGELOG.md").read_text()
    assert "## 1.0, 2026-11-22" in text
    assert f"`{root_of(project)}`" in text
    assert "4 claims" in text


def test_the_newest_release_is_listed_first_and_earlier_releases_are_kept(world: World) -> None:
    project = world()
    release(project, "1.0", "--date", "2026-11-22")
    before = (project.root / "CHANGELOG.md").read_text()
    release(project, "1.1", "--date", "2026-11-23")
    after = (project.root / "CHANGELOG.md").read_text()
    assert after.index("## 1.1,") < after.index("## 1.0,")
    assert after.endswith(before[before.index("## 1.0,") :])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["1.0\n## 2"], "letters, digits"),
        ([""], "letters, digits"),
        (["1.0", "--date", "today"], "2026-11-22"),
    ],
)
def test_an_invalid_version_or_date_is_refused(
    world: World, arguments: list[str], said: str
) -> None:
    project = world()
    code, output = release(project, *arguments)
    assert code == 2
    assert said in output
    assert not Path(project.root, "CHANGELOG.md").exists()


def test_no_version_can_be_released_twice_or_with_errors(world: World) -> None:
    project = world()
    assert release(project, "1.0")[0] == 0
    assert release(project, "1.0")[0] == 2
    broken = world({"facts/claims/borders/later-step.yaml": "claim: [never closed\n"})
    assert release(broken, "1.1")[0] == 1
    assert not (broken.root / "CHANGELOG.md").exists()
