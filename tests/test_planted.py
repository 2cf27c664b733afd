"""Tests that twenty planted mistakes of different kinds give twenty errors at their locations."""

from collections.abc import Callable

from build_tools.facts.project import Project
from build_tools.rules.check import check_project
from tests.conftest import TINY

CLAIM = """claim: Lithuania closed crossing number {number}.
kind: event
asserted_by: jonas-petraitis
when: 2023-08-18
countries: [lithuania]
topics: [borders]
evidence:
  - source: lrt-2023-08-16-closures
    stance: context
    basis: reporting
    says: The government decided it.
verdict: unverified
confidence: low
finding: Nothing more was found.
search_log:
  - date: 2026-11
    where: web search
    query: crossing {number}
    result: nothing
checked:
  date: 2026-11-22
  by: the editors
related:
  - claim: said-threat
    relation: follows
    why: It came next.
"""

# Each row: the rule, the text that is removed from a claim, its replacement, and the words at which
# the diagnostic must begin.
IN_A_CLAIM = (
    ("yaml", "says: The government decided it.", "says: The government: decided.", ": decided"),
    ("yaml", "kind: event", "kind: event\nkind: event", "kind: event\nasserted"),
    ("yaml", "finding: Nothing", "finding: &mark Nothing", "&mark"),
    ("shape", "kind: event", "kind: evnt", "evnt"),
    ("shape", "confidence: low", "confidence: low\nconfidense: low", "confidense"),
    ("shape", "when: 2023-08-18", "when: 18.08.2023", "18.08.2023"),
    ("shape", "when: 2023-08-18", "when: 2023-02-30", "2023-02-30"),
    ("shape", "confidence: low", "confidence: [low]", "[low]"),
    ("known-ids", "countries: [lithuania]", "countries: [lithuania, latvja]", "latvja"),
    ("known-ids", "topics: [borders]", "topics: [boarders]", "boarders"),
    ("known-ids", "asserted_by: jonas-petraitis", "asserted_by: nobody-known", "nobody-known"),
    ("known-source", "lrt-2023-08-16-closures", "lrt-2023-08-16-closure", "lrt-2023-08-16-closure"),
    ("permitted-verdict", "verdict: unverified", "verdict: supported", "supported"),
    (
        "article-words",
        "asserted_by",
        "appears_in:\n  - article: story\n    sentence: S01\n    quote: nine of its crossings\n"
        "asserted_by",
        "nine of its",
    ),
    ("waiver", "verdict: unv", "waive:\n  no-such-rule: because\nverdict: unv", "no-such-rule"),
)


def place_of(text: str, words: str) -> tuple[int, int]:
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def test_twenty_mistakes_are_reported_together_each_at_its_location(
    world: Callable[..., Project],
) -> None:
    changes: dict[str, str] = {}
    expected: set[tuple[str, int, int, str]] = set()

    def plant(path: str, text: str, words: str, rule: str) -> None:
        changes[path] = text
        expected.add((path, *place_of(text, words), rule))

    for number, (rule, old, new, words) in enumerate(IN_A_CLAIM):
        text = CLAIM.format(number=number).replace(old, new, 1)
        plant(f"facts/claims/planted/mistake-{number:02}.yaml", text, words, rule)
    name = "facts/claims/planted/Bad Name.yaml"
    plant(name, CLAIM.format(number=20), "claim", "file-name")
    bib = TINY["facts/sources/tass.bib"]
    plant("facts/sources/tass.bib", bib.replace("https://tass", "ftp://tass"), "{ftp", "shape")
    lrt = TINY["facts/sources/lrt.bib"].replace("{2026-11}", "{2022-01}")
    plant("facts/sources/lrt.bib", lrt, "{2022-01}", "dates-in-order")
    page = TINY["content/explainers/border.md"].replace("[@said-threat]", "[@said-thread]")
    plant("content/explainers/border.md", page, "said-thread", "known-citation")
    article = TINY["seeds/story/article.yaml"].replace(
        "    state: context\n    reason: A credit.\n", ""
    )
    plant("seeds/story/article.yaml", article, "S02", "sentence-coverage")

    assert len(expected) == 20
    report = check_project(world(changes)).report
    # An unreadable source is reported once, and not again at the claim that cites the source.
    assert {
        (diagnostic.span.path, diagnostic.span.line, diagnostic.span.column, diagnostic.rule)
        for diagnostic in report
    } == expected
    assert len(list(report)) == 20
