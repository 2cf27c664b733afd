"""Tests that reports are exact, safe to print and readable by machines."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.facts.diagnostics import Diagnostic, Level, Report, Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.records import Records
from build_tools.quotations.counts import count
from build_tools.reports import FORMATS, as_github, as_json, as_text
from build_tools.rules.check import check_project

World = Callable[..., Project]
COUNTS = count(Ledger(Records()))
LINES = "\n".join(COUNTS.lines()) + "\n"
GOLDEN = (
    """\
facts/a.yaml:2:7: error[shape]: "évnt" is not a value of "kind".
    2 | kind: évnt
      |       ~~~~
    Did you mean event?

facts/a.yaml:3:2: warning[some-rule]: A tab.
    3 | \tb: "\\x1b[31m"
      | \t~~
    Quote it.

facts/a.yaml:4:7: error[yaml]: It never ends.
    4 | text: |
      |       ~
    End it.

facts/gone.yaml:1:1: error[readable]: This file is missing.
    Create it.

"""
    + LINES
    + "3 errors. 1 warning.\n"
)


def diagnostic_at(
    path: str,
    line: int,
    column: int,
    end: tuple[int, int],
    rule: str,
    message: str,
    hint: str,
    **more: Level,
) -> Diagnostic:
    return Diagnostic(Span(path, line, column, *end), rule, message, hint, **more)


def shown(*diagnostics: Diagnostic, root: Path) -> str:
    return as_text(Report.of(diagnostics), COUNTS, root)


def test_a_report_matches_the_golden_text(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    text = 'claim: x\r\nkind: évnt\r\n\tb: "\x1b[31m"\r\ntext: |\r\n  one\r\n'
    (tmp_path / "facts" / "a.yaml").write_bytes(text.encode())
    text = shown(
        diagnostic_at(
            "facts/gone.yaml", 1, 1, (1, 1), "readable", "This file is missing.", "Create it."
        ),
        diagnostic_at("facts/a.yaml", 4, 7, (6, 1), "yaml", "It never ends.", "End it."),
        diagnostic_at(
            "facts/a.yaml", 3, 2, (3, 4), "some-rule", "A tab.", "Quote it.", level=Level.WARNING
        ),
        diagnostic_at(
            "facts/a.yaml",
            2,
            7,
            (2, 11),
            "shape",
            '"évnt" is not a value of "kind".',
            "Did you mean event?",
        ),
        root=tmp_path,
    )
    assert text == GOLDEN


def test_without_errors_only_the_counts_are_printed(tmp_path: Path) -> None:
    assert shown(root=tmp_path) == LINES + "No errors.\n"


@pytest.mark.parametrize(
    ("levels", "result"),
    [
        ([Level.ERROR], "1 error."),
        ([Level.ERROR, Level.ERROR], "2 errors."),
        ([Level.WARNING], "No errors. 1 warning."),
    ],
)
def test_the_last_line_counts_errors_and_warnings(
    tmp_path: Path, levels: list[Level], result: str
) -> None:
    errors = [
        Diagnostic(Span("a", number), "r", "m.", "h.", level)
        for number, level in enumerate(levels, 1)
    ]
    assert shown(*errors, root=tmp_path).endswith(f"to do.\n{result}\n")


def test_a_long_line_is_shortened_around_the_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x" * 200 + "HERE" + "y" * 400)
    text = shown(diagnostic_at("a.yaml", 1, 201, (1, 205), "r", "m.", "h."), root=tmp_path)
    assert f"    1 | HERE{'y' * 146}…\n" in text
    assert max(map(len, text.splitlines())) < 200


@pytest.mark.parametrize(
    "span",
    [
        Span("a.yaml", 9, 1, 9, 2),
        Span("a.yaml", 1),
        Span("a.yaml", 0, 0, 0, 1),
        Span("no", 1, 1, 1, 2),
    ],
)
def test_an_error_without_a_line_has_no_excerpt(tmp_path: Path, span: Span) -> None:
    (tmp_path / "a.yaml").write_text("only line\n")
    text = shown(Diagnostic(span, "r", "m.", "h."), root=tmp_path)
    assert "|" not in text


def test_the_marker_does_not_extend_beyond_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("abc\n")
    text = shown(diagnostic_at("a.yaml", 1, 2, (1, 99), "r", "m.", "h."), root=tmp_path)
    assert "      |  ~~\n" in text
    text = shown(diagnostic_at("a.yaml", 1, 4, (1, 4), "r", "m.", "h."), root=tmp_path)
    assert "      |    ~\n" in text


def test_a_span_without_an_end_line_ends_on_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("abcdef\n")
    text = shown(diagnostic_at("a.yaml", 1, 2, (0, 4), "r", "m.", "h."), root=tmp_path)
    assert "      |  ~~\n" in text


@pytest.mark.parametrize(("length", "whole"), [(160, True), (161, False)])
def test_lines_of_up_to_160_characters_are_shown_in_full(
    tmp_path: Path, length: int, whole: bool
) -> None:
    (tmp_path / "a.yaml").write_text("x" * length)
    text = shown(diagnostic_at("a.yaml", 1, 1, (1, 2), "r", "m.", "h."), root=tmp_path)
    assert ("x" * length in text) is whole


EVIL = "a\x1b[2J\u202eb\x9bc\n::error::d\re"


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_text_can_begin_a_new_line_or_control_a_terminal(tmp_path: Path, form: str) -> None:
    (tmp_path / "a.yaml").write_text("k: \x1b[2J\u202e\n")
    errors = [
        diagnostic_at("a.yaml", 1, 4, (1, 6), "r", EVIL, EVIL),
        diagnostic_at(EVIL, 1, 1, (1, 2), "r", "m.", "h."),
    ]
    text = FORMATS[form](Report.of(errors), COUNTS, tmp_path)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert not re.search(r"^::error::d", text, re.MULTILINE)
    assert "\\x1b[2J" in text


@pytest.mark.parametrize("target", ["secret.txt", "/dev/zero", "folder"])
def test_a_symlink_is_not_followed_for_an_excerpt(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "secret.txt").write_text("A SECRET\n")
    (tmp_path / "a.yaml").symlink_to(target if target.startswith("/") else tmp_path / target)
    text = shown(diagnostic_at("a.yaml", 1, 1, (1, 2), "readable", "A link.", "No."), root=tmp_path)
    assert "SECRET" not in text
    assert "|" not in text


def test_only_the_beginning_of_a_huge_file_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(20 * 1024**3)
    text = shown(
        diagnostic_at("a.yaml", 1, 1, (1, 2), "readable", "Too large.", "Split."), root=tmp_path
    )
    assert "a.yaml:1:1: error[readable]: Too large." in text


def test_github_annotations_escape_properties_and_messages(tmp_path: Path) -> None:
    report = Report.of(
        [
            diagnostic_at(
                "a,b:c%d.yaml", 2, 7, (2, 11), "r", "50% of a: b, c\nand more.", "Do, so: it."
            ),
            diagnostic_at("z.yaml", 1, 1, (1, 2), "s", "m.", "h.", level=Level.WARNING),
        ]
    )
    assert as_github(report, COUNTS, tmp_path) == (
        "::error file=a%2Cb%3Ac%25d.yaml,line=2,col=7,title=r::"
        "50%25 of a: b, c%0Aand more. Do, so: it.\n"
        "::warning file=z.yaml,line=1,col=1,title=s::m. h.\n" + LINES + "1 error. 1 warning.\n"
    )


def test_a_json_report_is_read_back_unchanged(tmp_path: Path) -> None:
    diagnostic = diagnostic_at(
        "a.yaml", 2, 7, (3, 11), "r", "“č” \x1b\n", "h.", level=Level.WARNING
    )
    text = as_json(Report.of([diagnostic]), COUNTS, tmp_path)
    assert "“č”" in text
    data = json.loads(text)
    assert data == {
        "diagnostics": [
            {
                "path": "a.yaml",
                "line": 2,
                "column": 7,
                "end_line": 3,
                "end_column": 11,
                "level": "warning",
                "rule": "r",
                "message": "“č” \x1b\n",
                "hint": "h.",
            }
        ],
        "counts": COUNTS.as_dict(),
    }


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_report_format_ends_with_a_line_feed(tmp_path: Path, form: str) -> None:
    assert FORMATS[form](Report(), COUNTS, tmp_path).endswith("\n")


def test_an_error_from_a_real_check_is_shown_with_its_line(world: World) -> None:
    project = world({"facts/vocabulary/topics.yaml": "borders:\n  name: Borders\n  sumary: Č.\n"})
    checked = check_project(project)
    text = as_text(checked.report, checked.counts, project.root)
    assert (
        "facts/vocabulary/topics.yaml:3:3: error[shape]: "
        'There is no field called "sumary" here.\n'
        "    3 |   sumary: Č.\n"
        "      |   ~~~~~~\n"
        "    Did you mean summary?"
    ) in text
