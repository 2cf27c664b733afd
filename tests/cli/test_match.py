"""Tests ``facts match``: the printed class and location, and the exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts

TEXT = (
    "A heading\n\nThe minister said officials did not confirm that 1,500 fighters had arrived, "
    "as nobody was there.\nEmbassy staff left the coun\u00adtry on 3 August.\n"
)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def match(text: Path, quote: str, *options: str) -> Result:
    return CliRunner().invoke(facts, ["match", "--text", str(text), "--quote", quote, *options])


# Seven quotations that the best-known checker gets wrong.
@pytest.mark.parametrize(
    ("quote", "kind", "code"),
    [
        ("officials did ... confirm that 1,500 fighters had arrived", "out-of-context", 1),
        ("Embassy staff left ... The minister said officials", "absent", 1),
        ("icials did not confirm that", "absent", 1),
        ("1.500 fighters had arrived", "absent", 1),
        ("a", "uncheckable", 1),
        ("Embassy staff left", "uncheckable", 1),
        ("Embassy … on 3 August", "elided", 0),
        ("a … on 3 August that", "uncheckable", 1),
        ("Embassy staff left the country on 3 August", "typographic", 0),
        ("Embassy staff left the coun\u00adtry on 3 August", "exact", 0),
        ("Embassy staff … on 3 August", "elided", 0),
    ],
)
def test_quotations_that_are_hard_to_judge_get_the_right_class(
    text: Path, quote: str, kind: str, code: int
) -> None:
    outcome = match(text, quote)
    assert outcome.stdout.startswith(f"{kind}: ")
    assert outcome.exit_code == code


def test_the_location_and_the_passage_are_printed(text: Path) -> None:
    outcome = match(text, "Embassy staff left the country", "--json")
    result = json.loads(outcome.stdout)
    assert (result["class"], result["line"], result["column"]) == ("typographic", 4, 1)
    assert (
        TEXT[result["start"] : result["end"]]
        == result["passage"]
        == "Embassy staff left the coun\u00adtry"
    )
    assert "line 4, column 1" in match(text, "Embassy staff left the country").stdout


def test_an_absent_quotation_is_printed_with_the_nearest_passage(text: Path) -> None:
    outcome = match(text, "Embassy staff left the country on 5 August")
    assert "nearest: line 4, column 1" in outcome.stdout
    assert "the text has “3” where the quotation has “5”" in outcome.stdout
    result = json.loads(match(text, "that 1.500 fighters had arrived", "--json").stdout)
    assert result["nearest"]["passage"] == "that 1,500 fighters had arrived"
    assert "marks in numbers" in result["nearest"]["differences"][0]


def test_a_quotation_that_is_too_short_is_not_reported_as_absent(text: Path) -> None:
    shown = match(text, "Embassy staff").stdout
    assert shown == (
        "uncheckable: the quotation is too short to be judged\n"
        "because too short to identify a place: it needs 4 words or 20 characters\n"
    )
    result = json.loads(match(text, "Embassy staff", "--json").stdout)
    assert set(result) == {"class", "means", "reason"}


def test_options_have_the_same_effect_as_record_fields(text: Path) -> None:
    quote = "officials did … confirm that 1,500 fighters"
    assert match(text, quote, "--context-ok").exit_code == 0
    inserted = "Embassy staff [had] left the country"
    assert match(text, inserted).exit_code == 1
    assert match(text, inserted, "--insertions").stdout.startswith("elided: ")
    assert match(text, "staff left the country on 3 August", "--lang", "ru").exit_code == 0


def test_wrong_usage_exits_with_2(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe")
    for arguments in (
        ["--quote", "x"],
        ["--text", str(tmp_path / "none.txt"), "--quote", "x"],
        ["--text", str(bad), "--quote", "x"],
    ):
        assert CliRunner().invoke(facts, ["match", *arguments]).exit_code == 2


def test_match_works_outside_a_project_and_reads_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build_tools", "match", "--text", "-", "--quote"]
    done = subprocess.run(
        [*command, "Embassy staff left the coun\u00adtry"],
        cwd=tmp_path,
        input=TEXT.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith("exact: ")


def test_output_has_no_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"Embassy staff \x1b[31mleft the country\r\n")
    outcome = match(path, "Embassy staff \x1b[31mleft the country")
    assert outcome.exit_code == 0
    assert "\x1b" not in outcome.stdout


def test_words_that_occur_twice_are_printed_with_both_locations(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("The gate was open.\n\nWe saw that the gate was open.\n", encoding="utf-8")
    outcome = match(path, "the gate was open", "--lang", "en")
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith("ambiguous: ")
    assert "line 1, column 1" in outcome.stdout
    assert "line 3, column 13" in outcome.stdout
    result = json.loads(match(path, "the gate was open", "--json").stdout)
    assert [place["line"] for place in result["places"]] == [1, 3]


def test_words_from_a_different_text_are_reported_as_misattributed(
    text: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The mill was sold to the town last week.\n", encoding="utf-8")
    outcome = match(text, "The mill was sold to the town", "--other", str(other))
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith("misattributed: ")
    assert f"they are in {other}" in outcome.stdout
    assert match(text, "The mill was sold to us all", "--other", str(other)).stdout.startswith(
        "absent: "
    )


@pytest.mark.parametrize(("lang", "is_said"), [("pt", True), ("nl-BE", True), ("pl", False)])
def test_a_language_without_a_list_of_negations_is_reported(
    text: Path, lang: str, is_said: bool
) -> None:
    outcome = match(text, "staff left the coun\u00adtry on 3 August", "--lang", lang)
    assert ("we did not look for denials" in outcome.stdout) == is_said
    result = match(text, "staff left the coun\u00adtry on 3 August", "--lang", lang, "--json")
    assert ("denials" in json.loads(result.stdout)) == is_said


def test_a_word_divided_at_a_line_end_is_found_at_its_location(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("One line.\nThey close due to geopoli-\ntical circumstances, he said.")
    arguments = ["match", "--text", str(text), "--quote", "due to geopolitical circumstances"]
    result = CliRunner().invoke(facts, arguments)
    assert result.exit_code == 0, result.output
    assert "line 2, column 12" in result.output
