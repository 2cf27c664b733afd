"""Tests that text which YAML reads as a comment is reported, and that real comments are not."""

import pytest

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading import read_yaml

CUT = [
    ("claim: Belarus was the #1 threat to its border.", 1, 24),
    ("finding: >-\n  The first.\nclaim: It was problem #1 at its border.", 3, 23),
    ("claim: smuggling problem # 1 at its border", 1, 26),
    ("title: Protest in Minsk #Belarus", 1, 25),
    ("name: Studio #5", 1, 14),
    ("evidence:\n  - says: Group #7 spoke.\n    basis: reporting", 2, 17),
    ("part: #1 threat", 1, 7),
    ("part: #MeToo", 1, 7),
    ("claim: It named\n  the\n  big #1 threat\nkind: event", 3, 7),
    ('text: "The" #1 threat', 1, 13),
    ("spellings:\n  - Studio Minsk #5", 2, 18),
    ("claim: It was #MeToo.", 1, 15),
    ("claim: Wagner rated №2 but #1 before", 1, 28),
]
WHOLE = [
    "claim: It closed. # a comment",
    "claim: It closed. #comment",
    "claim: It closed.  #comment",
    "claim: It closed in May  # 1 of 3 to check",
    "claim: two words # needs a source",
    "claim: two words #TODO find it",
    "verdict: wrong #checked",
    "kind: event  #note",
    "date: 2023-08-18 #2",
    "name: LRT #broadcaster",
    "# yaml-language-server: $schema=x\nclaim: x",
    "#1 of these\nclaim: x\n#2 follows\n",
    "claim: >-\n  the #1 threat",
    "claim: |  #1 of these\n  the #1 threat",
    "claim: 'the #1 threat'",
    'claim: "the #1 threat"',
    "claim: C#1 and F#2",
    "url: https://example.org/#1",
    "topics: [borders, trade] #1",
    "part: # none",
    "claim: x y ##1",
    "claim: x y #! matching-date",
]


@pytest.mark.parametrize(("text", "line", "column"), CUT)
def test_text_after_a_hash_is_not_lost_silently(text: str, line: int, column: int) -> None:
    problem = read_yaml("facts/x.yaml", text)
    assert isinstance(problem, Diagnostic)
    assert (problem.rule, problem.span.line, problem.span.column) == ("yaml", line, column)


@pytest.mark.parametrize("text", WHOLE)
def test_a_comment_that_is_not_part_of_a_text_is_accepted(text: str) -> None:
    assert not isinstance(read_yaml("facts/x.yaml", text), Diagnostic)
