"""Tests ``facts explain``: every rule has an explanation."""

import re

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.facts.records import Verdict
from build_tools.rules import all_rules
from build_tools.rules.check import check_project
from build_tools.rules.permitted_verdict import WAS_SAID, conditions


def run(tmp_path, *arguments: str) -> Result:
    result = CliRunner().invoke(facts, ["--project", str(tmp_path), "explain", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_all_rules_are_listed_if_no_name_is_given(tmp_path):
    lines = run(tmp_path).stdout.splitlines()
    for rule in all_rules():
        assert [rule.what] == [
            line.removeprefix(rule.name).strip()
            for line in lines
            if line.split()[:1] == [rule.name]
        ]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_is_explained_with_its_samples(tmp_path, rule):
    text = run(tmp_path, rule.name).stdout
    assert text.startswith(f"{rule.name} ({rule.level})\n\n{rule.what}\n\nWhy: {rule.why}\n")
    assert f"\nFix: {rule.fix}\n" in text
    good, bad = text.split("\nGood:\n")[1].split("\nBad (")
    for sample, shown in ((rule.good, good), (rule.bad, bad)):
        lines = [line.strip() for line in shown.splitlines()]
        assert all(line.strip() in lines for line in sample.strip().splitlines())


def test_the_table_of_verdicts_matches_the_check(tmp_path, world):
    text = run(tmp_path, "permitted-verdict").stdout.split("\nGood:\n")[0]
    rows = re.findall(r"^  (\S.*?)?  +(\S.*)$", text, re.M)
    assert rows[0] == ("verdict", "what it needs")
    assert [name for name, _ in rows if name in list(Verdict)] == [
        verdict.value for verdict in Verdict
    ]
    ledger = check_project(world()).ledger
    for claim in ledger.claims.values():
        told = [words for _, words in rows]
        assert {need.words for need in conditions(ledger, claim)} <= set(told)
    assert ("or, for a quotation or attribution", WAS_SAID) in rows


@pytest.mark.parametrize("name", ["yaml", "shape", "bibtex", "readable", "file-name", "waiver"])
def test_reading_errors_are_explained(tmp_path, name):
    assert run(tmp_path, name).stdout.startswith(f"{name}\n\n")


def test_an_unknown_rule_exits_with_2_and_suggests_the_nearest(tmp_path):
    result = run(tmp_path, "fiting-verdict")
    assert result.exit_code == 2
    assert 'There is no rule "fiting-verdict". Did you mean permitted-verdict?' in result.stderr


def test_a_name_cannot_control_the_terminal(tmp_path):
    assert "\\x1b]0;x\\x07" in run(tmp_path, "\x1b]0;x\a").output


def test_errors_that_only_a_comparison_finds_are_explained(tmp_path):
    assert "stored-passage" in run(tmp_path).stdout
    text = run(tmp_path, "stored-passage").stdout
    assert all(part in text for part in ("Why: ", "Fix: ", "--base", "`no_passage`"))
