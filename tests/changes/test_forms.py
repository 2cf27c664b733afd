import json

import pytest

from build_tools.changes.forms import FORMATS, as_json, as_markdown, as_text
from build_tools.changes.revisions import compare
from build_tools.facts.project import Project
from tests.repositories import NEW_CLAIM, REVISION, add, edit
from tests.snapshots import SENTENCES, capture_excerpts

CLAIMS = "facts/claims/borders"
TWO = "facts/claims/borders/two-crossings.yaml"
SAID = "facts/claims/borders/said-threat.yaml"
LATER = "facts/claims/borders/later-step.yaml"
LRT = "facts/sources/lrt.bib"


MARKDOWN = """\
**Facts, `main` to the working tree.** Three claims changed; one source changed; \
21 pages affected; one error.

## Errors

- `facts/claims/borders/later-step.yaml:4:7` "when" went from 2024-03-01 to 2024-03-02, but no \
new revision records that. Add an entry under `revisions` with date, kind and reason, \
`field: when`, `from: 2024-03-01` and `to: 2024-03-02`.

## `later-step`: changed

> Lithuania closed two more crossings on 1 March 2024.

- **When:**
  - old: 1 March 2024 (2024-03-01)
  - new: 2 March 2024 (2024-03-02)

## `said-threat`: changed

> Jonas Petraitis said that the crossings were a threat.

- **About:** gained border-guard
- **Would change:** gained A \\*denial\\* by him, at <!-- -->.

## `two-crossings`: changed

> Lithuania closed two of its six road crossings with Belarus on 18 August 2023.

- **Verdict:** Supported → Disputed
- **Finding:**
  - old: Two of six, from 18 August 2023.
  - new: Two of six by one count, one by another.
- **Evidence changed:** `tass-2023-08-18-closed` (contradicts)
  - **Stance:**
    - old: supports
    - new: contradicts
  - **Says:**
    - old: Two of six checkpoints are closed.
    - new: One checkpoint is closed.
- **Independent origins:** 2 to 1 in support; lost: Russian state (TASS)
- **Independent origins:** 0 to 1 against; gained: Russian state (TASS)
- **Quotation,** `lrt-2023-08-16-closures`
  - old: “due to geopolitical circumstances”, Government of Lithuania \\[uncheckable\\]
  - new: “due to the geopolitical circumstances”, Government of Lithuania \\[uncheckable\\]
- **Revision:** correction of verdict: A second count was found.
- **Revision:** clarification of quote: An article was left out.

## Other records

- Source `lrt-2023-08-16-closures`: changed (Lithuania to close two crossings)
  - **Url:**
    - old: `https://www.lrt.lt/en/news/19/1/closures`
    - new: `https://www.lrt.lt/en/news/19/2/closures`

<details><summary>21 pages affected</summary>

- `claims.html`
- `claims/crossings-closed.html`
- `claims/two-crossings.html`
- `corrections.html`
- `countries/belarus.html`
- `countries/lithuania.html`
- `coverage.html`
- `explainers/border.html`
- `index.html`
- `ledger/belarus.html`
- `ledger/disputed.html` (added)
- `ledger/lithuania.html`
- `ledger/supported.html`
- `ledger/unverified.html`
- `method.html`
- `organisations/border-guard.html`
- `places/medininkai.html`
- `sources/lrt-2023-08-16-closures.html`
- `sources/tass-2023-08-18-closed.html`
- `timeline.html`
- `topics/borders.html`

</details>
""".replace("<!-- -->.", "x@<!-- -->example.org, https:<!-- -->//example.org/\\<b\\>.")


OF_QUOTE = """\
  - date: 2026-12-01
    kind: clarification
    field: quote
    from: due to geopolitical
    to: due to the geopolitical
    reason: An article was left out.
"""


def three_changes(project: Project) -> None:
    edit(project, LATER, "when: 2024-03-01", "when: 2024-03-02")
    edit(project, SAID, "about: [jonas-petraitis]", "about: [jonas-petraitis, border-guard]")
    add(
        project,
        SAID,
        'would_change: "A *denial* by him, at x@example.org, https://example.org/<b>."\n',
    )
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    edit(
        project, TWO, "Two of six, from 18 August 2023.", "Two of six by one count, one by another."
    )
    edit(
        project,
        TWO,
        "tass-2023-08-18-closed\n    stance: supports",
        "tass-2023-08-18-closed\n    stance: contradicts",
    )
    edit(project, TWO, "Two of six checkpoints are closed.", "One checkpoint is closed.")
    edit(project, TWO, "due to geopolitical", "due to the geopolitical")
    add(project, TWO, REVISION + OF_QUOTE)
    edit(project, LRT, "news/19/1", "news/19/2")


def test_markdown_output_shows_three_changed_records(project):
    three_changes(project)
    assert as_markdown(compare(project, "main"), project.root) == MARKDOWN


TEXT = """\
Facts from main to the working tree

said-threat: changed
  Jonas Petraitis said that the crossings were a threat.
  Verdict: Supported -> Disputed

Pages affected:
  claims.html
  claims/said-threat.html
  countries/lithuania.html
  explainers/border.html
  index.html
  ledger/disputed.html (added)
  ledger/lithuania.html
  ledger/supported.html
  method.html
  people/jonas-petraitis.html
  sources/lrt-2023-08-16-closures.html
  topics/borders.html

facts/claims/borders/said-threat.yaml:14:10: error[recorded-change]: The verdict went from \
"supported" to "disputed", but no new revision records that.
   14 | verdict: disputed
      |          ~~~~~~~~
    Add an entry under `revisions` with date, kind and reason, `field: verdict`, `from: supported` \
and `to: disputed`.

One claim changed; twelve pages affected; one error.
"""


def test_text_output_shows_a_changed_verdict(project):
    edit(project, SAID, "verdict: supported", "verdict: disputed")
    assert as_text(compare(project, "main"), project.root) == TEXT


def test_text_output_shows_that_a_new_snapshot_makes_a_quotation_checkable(project):
    assert capture_excerpts(project, SENTENCES).exit_code == 0
    text = as_text(compare(project, "main"), project.root)
    assert "[uncheckable]" in text
    assert "[exact, against a stored excerpt]" in text


def test_json_output_is_complete_and_reproducible(project):
    three_changes(project)
    first, second = (as_json(compare(project, "main"), project.root) for _ in range(2))
    assert first == second
    data = json.loads(first)
    assert list(data) == ["base", "head", "claims", "records", "pages", "unread", "errors"]
    assert (data["base"], data["head"]) == ("main", None)
    two = data["claims"][2]
    assert two["verdict"] == {"before": "supported", "after": "disputed"}
    assert two["quotations"][0]["after"]["kind"] == "uncheckable"
    assert [item["from"] for item in two["revisions"]] == ["supported", "due to geopolitical"]
    assert [item["rule"] for item in data["errors"]] == ["recorded-change"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_output_format_shows_every_kind_of_change(project, form):
    (project.root / SAID).unlink()
    three = "claim: It.\nmoved_to: [two-crossings]\ndate: 2026-12-01\n"
    (project.root / LATER).write_text(three)
    add(project, f"{CLAIMS}/poland.yaml", NEW_CLAIM)
    edit(project, "facts/vocabulary/topics.yaml", "borders:", "frontiers:")
    edit(project, "facts/sources/tass.bib", "  kind =", "  origin = {lrt},\n  kind =")
    text = FORMATS[form](compare(project, "HEAD"), project.root)
    for word in ("removed", "merged", "added", "affected", "changed"):
        assert word in text, word
    for name in ("said-threat", "later-step", "poland", "two-crossings", "frontiers"):
        assert name in text, name
