"""Writes samples for rules by changing a few words of a good claim.

A sample is a small project in a single text in Go's txtar format, in which ``-- path --`` begins a
file. The tests add these files to their tiny project. In a bad sample, ``#! rule-name`` (``%!
rule-name`` in BibTeX and Markdown) ends each line on which the rule must report a problem.
"""

_CLAIM = """\
-- facts/claims/borders/two-crossings.yaml --
claim: Lithuania closed two of its six road crossings with Belarus on 18 August 2023.
kind: event
appears_in:
  - article: story
    sentence: S01
asserted_by: article
when: 2023-08-18
evidence:
  - source: lrt-2023-08-16-closures
    stance: supports
    part: the decision
    basis: reporting
    says: The government decided to close two crossings from Friday.
  - source: tass-2023-08-18-closed
    stance: supports
    basis: reporting
    says: Two of six checkpoints are closed.
verdict: supported
confidence: high
finding: Two of six, from 18 August 2023.
checked:
  date: 2026-11-22
  by: the editors
countries: [lithuania, belarus]
"""


def claim_sample(*changes: tuple[str, str]) -> str:
    """Return a sample with a good claim in which each old text is replaced once by its new text."""
    sample = _CLAIM
    for old, new in changes:
        if old not in sample:
            raise ValueError(f"The sample claim does not contain {old!r}.")
        sample = sample.replace(old, new, 1)
    return sample
