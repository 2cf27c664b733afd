"""Text that looks like a citation must be a citation: ``[@id]`` with a single claim's id.

Why: the citation forms of other programs (``[see @id]``, ``[-@id]``, ``@id``) and references to
missing notes are published as they are written, and the sentence appears without its evidence.
Fix: write ``[@id]`` for each claim, with words such as “see” before it. Write the missing note. If
the text is not a citation, put a backslash before it.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from build_tools.facts.diagnostics import Key
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading.near_citations import AT
from build_tools.facts.records import Claim, NearCitation
from build_tools.rules.problem import Problem

GOOD = """
-- content/explainers/border.md --
# Why did the border close?

See what closed[^1], and when [@two-crossings]; `@two-crossings` is its mark.
Write to two-crossings@example.org, or to @jonas-p.

[^1]: Two crossings of six [@two-crossings].
"""

BAD = """
-- content/explainers/border.md --
# Why did the border close?

Two crossings closed [see @two-crossings]. %! near-citation
Two crossings closed [-@two-crossings]. %! near-citation
Two crossings closed, as @two-crossings says. %! near-citation
Two crossings closed ［@two-crossings］. %! near-citation
Two crossings closed \\\\cite{two-crossings}. %! near-citation
Two crossings closed [two-crossings]. %! near-citation
Two crossings closed[^note]. %! near-citation
"""

_CLASS = re.compile(r"(?:\w-\w|\W)+")  # a class in a regular expression: [^a-z]


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield words that name a claim without citing it, and notes that readers would not see."""
    for prose in ledger.records.prose:
        for near in prose.near_citations:
            if near.is_note:
                yield from _of_note(ledger, near)
            elif claim := _meant(ledger, near.claim):
                yield _problem(near, claim)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Report citations of other claims in a claim's fields: pages show these citations as text."""
    for name in ("claim", "finding", "finding_short", "short", "outdated", "would_change"):
        yield from _of_field(ledger, claim, getattr(claim, name), (name,))
    for index, item in enumerate(claim.evidence):
        yield from _of_field(ledger, claim, item.says, ("evidence", index, "says"))


def _of_field(
    ledger: Ledger, claim: Claim, text: str | None, keys: tuple[Key, ...]
) -> Iterator[Problem]:
    for match in AT.finditer(text) if text and "@" in text else ():
        if _meant(ledger, match["id"]):
            message = f"“{match[0]}” is not a citation in a record: it is shown as it is written."
            yield Problem(claim.place.span(*keys), message, "Name the claim in `related`.")
            return


def _meant(ledger: Ledger, name: str) -> str | None:
    """Return the claim that a text names or clearly misspells, or None."""
    known = ledger.claim_ids | ledger.redirects.keys()
    if name in known:
        return name
    # Handles of people have no hyphens.
    close = get_close_matches(name, known, n=1, cutoff=0.85) if "-" in name else ()
    return close[0] if close else None


def _problem(near: NearCitation, claim: str) -> Problem:
    return Problem(
        near.span,
        f"“{near.written}” is not a citation, and would be published as it is written.",
        f"Did you mean [@{claim}]? If not, put a backslash before it, or backticks around it.",
    )


def _of_note(ledger: Ledger, near: NearCitation) -> Iterator[Problem]:
    if claim := _meant(ledger, near.claim):
        yield _problem(near, claim)
    elif not near.is_defined and not _CLASS.fullmatch(near.claim):
        message = f"There is no note “{near.written}” on this page."
        hint = f"Write it on its own line: {near.written}: …, or cite a claim: [@id]."
        yield Problem(near.span, message, hint)
    elif near.is_defined and not ledger.records.footnotes:
        hint = 'Add `footnotes` with `SEPARATOR: "-"` to `markdown_extensions` in mkdocs.yml.'
        yield Problem(near.span, "This site shows footnotes as they are written.", hint)
