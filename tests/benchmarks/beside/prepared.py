"""What is prepared for those that only turn Markdown into pages."""

from collections.abc import Iterator
from pathlib import Path

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.views.publication import Publication
from tests.benchmarks.beside.claims_as_markdown import claims_as_markdown


def put(path: Path, text: str) -> None:
    """Write a file, and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def twins(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of each claim's page, its links leading from page to page."""
    site = Publication("https://facts.example", "Beside")
    for path, text in claims_as_markdown(ledger, site):
        yield path, text.replace(f"<{site.url('claims/')}", "<")


def citing(ledger: Ledger, source: str) -> list[Claim]:
    """Return the claims that cite a source, each once."""
    return list({one.id: one for one, _ in ledger.citing(source)}.values())
