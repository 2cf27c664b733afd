"""Tests ``facts show``, which prints a record in a terminal or a pipe."""

import os
import pty
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.facts.project import Project
from tests.ledgers import BARE, claim, item

TWO = """\
Event
Lithuania closed two of its six road crossings with Belarus on 18 August 2023.
● Supported
  Two independent origins support it, one of them in part.
  Two of six, from 18 August 2023.
  Confidence: high. Two sources, two independent origins, two origins in support, \
one of them in part.
  Checked 22 November 2026 by the editors.
  When: 18 August 2023
  Countries: Lithuania, Belarus
  About: Medininkai
  Topics: Borders
  story, sentence S01: “closed two of its six crossings”
For: two items
  1. [the decision] The government decided to close two crossings from Friday.
    “due to geopolitical circumstances” (Government of Lithuania)
    quotation not checked.
    LRT, 16 August 2023: “Lithuania to close two crossings” (broadcaster)
    lrt-2023-08-16-closures
    direct, reporting
  2. Two of six checkpoints are closed.
    TASS, 18 August 2023: Two checkpoints closed (our description) (state media)
    tass-2023-08-18-closed
    direct, reporting
Why this verdict
  ✓ two or more independent origins in support (two independent origins found)
  ✓ at least one of them says so directly (two direct items found)
  ✓ no unresolved evidence against it (no items against it)
  origin in support: LRT (evidence 1)
  origin in support: Russian state (TASS) (evidence 2)
Related
  Followed by: Lithuania closed two more crossings on 1 March 2024. ○ Unverified
    The next step. (later-step)
facts/claims/borders/two-crossings.yaml
"""


def run(project: Project, *arguments: str) -> Result:
    result = CliRunner().invoke(facts, ["--project", str(project.root), "show", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_claim_shown_in_a_pipe_is_plain_text(world):
    assert run(world(), "two-crossings").stdout == TWO


@pytest.mark.parametrize(
    ("identity", "lines"),
    [
        ("later-step", ["Event, after the article", "○ Unverified", "What we searched for"]),
        ("later-step", ["Checked, no mention: one item", "  Follows: Lithuania closed two"]),
        ("crossings-are-a-threat", ["We found no source", "Said in: Jonas Petraitis said"]),
        ("crossings-are-a-threat", ["Asserted by: Jonas Petraitis"]),
        ("said-threat", ["Is about what was said: The crossings were a threat. ❝"]),
        (
            "lrt-2023-08-16-closures",
            ["broadcaster, en", "https://www.lrt.lt/en/news/19/1/closures"],
        ),
        ("lrt-2023-08-16-closures", ["Used by three claims", "Supports: Lithuania closed two"]),
        ("jonas-petraitis", ["Minister, Lithuania", "Also spelt: Petraitis", "Said"]),
        ("border-guard", ["border guard, Lithuania", "facts/vocabulary/organisations.yaml"]),
        ("medininkai", ["border crossing, Lithuania", "two-crossings"]),
        ("lithuania", ["country\nLithuania\n  It closed two crossings.", "Neighbours: Belarus"]),
        ("borders", ["topic\nBorders\n", "18 August 2023: Lithuania closed two", "topics/borders"]),
        ("lithuania", ["People: Jonas Petraitis", "Organisations: State Border Guard"]),
        (
            "lithuania",
            ["About this country: three claims\n", "18 August 2023: two-crossings ● Supported\n"],
        ),
    ],
)
def test_every_kind_of_record_is_shown(world, identity, lines):
    text = run(world(), identity).stdout
    for line in lines:
        assert line in text


def test_a_claim_that_a_source_supports_and_contradicts_counts_once(world):
    key = "lrt-2023-08-16-closures"
    evidence = [item(key), item(key, "contradicts")]
    text = run(world(BARE | claim("mixed", evidence=evidence)), key).stdout
    assert "Used by one claim\n" in text
    assert text.count("(mixed)") == 2


def test_a_moved_claim_shows_its_new_id(world):
    moved = "claim: Old words.\nmoved_to: [two-crossings]\ndate: 2026-11-22\n"
    project = world({"facts/claims/borders/old-words.yaml": moved})
    assert "Merged into: two-crossings\n" in run(project, "old-words").stdout


def test_an_unknown_id_exits_with_2_and_suggests_the_nearest(world):
    result = run(world(), "two-crosings")
    assert result.exit_code == 2
    assert 'There is no record "two-crosings". Did you mean two-crossings?' in result.stderr


@pytest.mark.parametrize("escape", ["\\e]0;x\\a", "\\u202e", ""])
def test_a_record_cannot_control_the_terminal(world, escape):
    project = world()
    path = project.root / "facts/claims/borders/two-crossings.yaml"
    text = path.read_text().replace("finding: Two of six", f'finding: "{escape}[bold]Two\\nof six')
    path.write_text(text.replace("from 18 August 2023.\nchecked", 'from"\nchecked'))
    shown = run(project, "two-crossings")
    assert not {"\x1b", "\a", "\u202e"} & {*shown.stdout, *shown.stderr}
    # Control characters are refused when the file is read. Other text is not treated as markup.
    assert ("[bold]Two\\nof six" in shown.stdout) == (not escape)


@pytest.mark.parametrize(("columns", "longest"), [(60, 60), (200, 100)])
def test_output_in_a_terminal_is_styled_and_wrapped(world, columns, longest):
    project = world()
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "build_tools", "--project", str(project.root), "show"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns)}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen([*command, "two-crossings"], stdout=child, env=environment):
        os.close(child)
        shown = b""
        try:
            while piece := os.read(parent, 4096):
                shown += piece
        except OSError:
            pass  # this is how Linux ends a pseudo-terminal
    os.close(parent)
    text = shown.decode()
    assert re.search(r"(\x1b\[(32|1)m){2}● Supported\x1b\[0m", text)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\r", "")
    assert max(len(line) for line in plain.split("\n")) <= longest
    assert " ".join(plain.split()) == " ".join(TWO.split())
