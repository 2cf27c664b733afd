"""Writes a project's records as pages for plain MkDocs-Material.

Each claim and each source is a Markdown page that is written in advance, and one page lists the
claims. There are no checks, exports, other lists or maps, so this build does less than ours.
"""

from pathlib import Path

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Source

SETTINGS = """\
site_name: Comparison
docs_dir: docs
use_directory_urls: false
theme:
  name: material
  font: false
plugins: [search]
nav: [index.md]
validation:
  nav:
    omitted_files: ignore
"""


def write(folder: Path, ledger: Ledger) -> None:
    """Write a project with a page for each claim and each source of a ledger."""
    _put(folder / "mkdocs.yml", SETTINGS)
    rows = [f"- [{claim.claim}](claims/{claim.id}.md)" for claim in ledger.claims.values()]
    _put(folder / "docs" / "index.md", "\n".join(["# Claims", "", *rows, ""]))
    for claim in ledger.claims.values():
        _put(folder / "docs" / "claims" / f"{claim.id}.md", _claim(ledger, claim))
    for source in ledger.sources.values():
        _put(folder / "docs" / "sources" / f"{source.id}.md", _source(ledger, source))


def _claim(ledger: Ledger, claim: Claim) -> str:
    evidence = [
        f"- **{item.stance.value}** ({item.basis.value}): {item.says} "
        f"[{ledger.sources[item.source].title}](../sources/{item.source}.md)"
        for item in claim.evidence
    ]
    related = [f"- [{ledger.claims[link.claim].claim}]({link.claim}.md)" for link in claim.related]
    return "\n".join(
        [
            *(f"# {claim.claim}", "", f"**{claim.verdict.value}**, {claim.confidence.value}", ""),
            *(claim.finding, "", "## Evidence", "", *evidence, ""),
            *("## When and where", "", claim.when.words(), "", ", ".join(claim.countries), ""),
            *("## Related", "", *related, "", f"Checked by {claim.checked.by}", ""),
        ]
    )


def _source(ledger: Ledger, source: Source) -> str:
    citing = {claim.id: claim for claim, _ in ledger.citing(source.id)}
    rows = [f"- [{claim.claim}](../claims/{claim.id}.md)" for claim in citing.values()]
    return "\n".join([f"# {source.title}", "", f"<{source.url}>", "", *rows, ""])


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
