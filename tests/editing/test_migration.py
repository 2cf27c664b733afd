"""Tests that ``facts fmt --migrate`` updates only the pinned version of the engine."""

import pytest
from click.testing import CliRunner

from build_tools import __version__
from build_tools.cli import facts
from build_tools.facts.engine import present_series
from build_tools.facts.reading.settings_faults import settings_faults

SETTINGS = """\
site_name: Agua
extra:
  # The engine's version.
  engine: "{}" # pinned
plugins:
  - facts
"""
PINS = "lxml==6.1.3\nfact-checked-explainer==0.0.3\n"


def migrate(project, *options):
    return CliRunner().invoke(facts, ["--project", str(project.root), "fmt", "--migrate", *options])


def test_an_older_site_is_pinned_to_this_engine(world):
    project = world({"mkdocs.yml": SETTINGS.format("0.0"), "requirements.txt": PINS})
    assert [fault.rule for fault in settings_faults(project)] == ["settings"]
    assert migrate(project, "--check").exit_code == 1
    assert (project.root / "requirements.txt").read_text() == PINS
    assert migrate(project).exit_code == 0
    assert [*settings_faults(project)] == []
    assert (project.root / "mkdocs.yml").read_text() == SETTINGS.format(present_series())
    lines = (project.root / "requirements.txt").read_text().split("\n")
    assert lines[0] == "lxml==6.1.3"
    assert lines[1].startswith("fact-checked-explainer")
    assert "0.0.3" not in lines[1]
    assert migrate(project, "--check").exit_code == 0


@pytest.mark.parametrize("settings", ["site_name: Agua\n", SETTINGS.format(__version__)])
def test_a_site_that_needs_no_migration_is_only_formatted(world, settings):
    project = world({"mkdocs.yml": settings})
    assert migrate(project).exit_code == 0
    assert (project.root / "mkdocs.yml").read_text() == settings.replace(
        __version__, str(present_series())
    )


def test_a_site_pinned_to_a_newer_engine_is_refused(world):
    project = world({"mkdocs.yml": SETTINGS.format("9999.1"), "requirements.txt": PINS})
    assert migrate(project).exit_code == 2
    assert (project.root / "requirements.txt").read_text() == PINS
