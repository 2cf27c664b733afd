"""BibTeX, CSL-JSON and RIS: all sources, and those of each page, for reference managers."""

from collections.abc import Iterable, Iterator
from typing import Any

from build_tools.exports.canonical import canonical
from build_tools.exports.export_file import ExportFile, Publication
from build_tools.exports.plain_values import fields_of
from build_tools.facts.dates import SEASONS, Day, Precision, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Source, SourceKind
from build_tools.views.parts.reference import source_link

NAME = "Bibliography"

# The first year of the calendar that programs know; before it, the date stands in words.
_FIRST_YEAR, _LAST_YEAR = 1, 9999

_CSL_TYPES = {
    SourceKind.NEWSPAPER: "article-newspaper",
    SourceKind.AGENCY: "article-newspaper",
    SourceKind.REFERENCE: "entry-encyclopedia",
    SourceKind.RESEARCH: "report",
    SourceKind.PRIMARY: "document",
}
_RIS_TYPES = {
    SourceKind.NEWSPAPER: "NEWS",
    SourceKind.AGENCY: "NEWS",
    SourceKind.REFERENCE: "ENCYC",
    SourceKind.RESEARCH: "RPRT",
    SourceKind.PRIMARY: "GOVDOC",
}
# What means something to BibTeX stands for itself after a backslash.
_BIBTEX = str.maketrans(
    {"\\": "\\textbackslash{}", **{letter: f"\\{letter}" for letter in "&%$#_{}"}}
)
# BibTeX counts escaped braces too: a lone one would swallow the entries that follow.
_LONE = {ord("{"): "\\textbraceleft{}", ord("}"): "\\textbraceright{}"}


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the sources in each of the three forms, then those of each page that cites some."""
    entries = {name: _bibtex(ledger, one) for name, one in ledger.sources.items()}
    items = {name: canonical(_csl(ledger, one)) for name, one in ledger.sources.items()}
    records = {name: _ris(ledger, one) for name, one in ledger.sources.items()}
    cited = {"data/sources": ("Every source", tuple(ledger.sources)), **cited_on_prose(ledger)}
    for path, (words, names) in cited.items():
        bibtex = "\n".join(entries[one] for one in names).encode()
        yield ExportFile(f"{path}.bib", bibtex, f"{words}, as BibTeX.")
        whole = b"[" + b",".join(items[one] for one in names) + b"]"
        yield ExportFile(f"{path}.csl.json", whole, f"{words}, as CSL-JSON.")
        ris = "\r\n".join(records[one] for one in names).encode()
        yield ExportFile(f"{path}.ris", ris, f"{words}, as RIS.")
    for claim in ledger.claims:
        if names := _cited(ledger, [claim]):
            bibtex = "\n".join([entries[one] for one in names]).encode()
            yield ExportFile(f"claims/{claim}.bib", bibtex, f"The sources of {claim}.")


def cited_on_prose(ledger: Ledger) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return for each hand-written page that cites claims, by the path of its bibliography without
    an ending, what it is and the sources of those claims.
    """
    found = {}
    for prose in ledger.records.prose:
        known = [one.claim for one in prose.citations if one.claim in ledger.claims]
        if names := _cited(ledger, known):
            page = prose.path.removesuffix(".md")
            words = f"The sources of {page}.html"
            found[f"data/pages/{page}"] = (words, names)
    return found


def _cited(ledger: Ledger, claims: Iterable[str]) -> tuple[str, ...]:
    """Return the sources that claims of these ids cite, each once, in the order of the site."""
    names = {source for claim in claims for source in ledger.names[claim].sources}
    # The site's order is that of the keys; to walk through all sources for each page takes long.
    return tuple(sorted(name for name in names if name in ledger.sources))


def _bibtex(ledger: Ledger, source: Source) -> str:
    """Return the entry with every field of the record, and the publisher's name."""
    values: dict[str, str] = {}
    for one in fields_of(Source):
        value = getattr(source, one.attribute)
        if value is not None:
            values[one.name] = value.written if isinstance(value, When) else str(value)
    # Of an online entry, biblatex prints the organization.
    values["organization"] = source_link(ledger, source).publisher.name
    lines = [f"  {name} = {_braced(name, value)},\n" for name, value in values.items()]
    return f"@online{{{source.id},\n{''.join(lines)}}}\n"


def _braced(name: str, value: str) -> str:
    text = value
    # Addresses stand as they are: programs do not undo escapes in them.
    if name not in ("url", "archiveurl"):
        text = value.translate(_BIBTEX if _balanced(value) else {**_BIBTEX, **_LONE})
    # A second pair keeps the case of a title, and the words of a name together.
    return f"{{{{{text}}}}}" if name in ("title", "author", "organization") else f"{{{text}}}"


def _balanced(text: str) -> bool:
    if "{" not in text and "}" not in text:  # by far the most
        return True
    depth = 0
    for letter in text:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0


def _csl(ledger: Ledger, source: Source) -> dict[str, Any]:
    publisher = source_link(ledger, source).publisher.name
    values = {
        "id": source.id,
        "type": _CSL_TYPES.get(source.kind, "webpage"),
        "title": source.title,
        # A name in one piece: which part of it is the family's is not recorded.
        "author": [{"literal": source.author}] if source.author else None,
        "container-title": publisher,
        "publisher": publisher,
        "issued": _csl_date(source.date) if source.date else None,
        "accessed": _csl_date(source.urldate),
        "URL": source.url,
        "archive_location": source.archiveurl,
        "language": source.langid,
        "note": source.note,
    }
    return {key: value for key, value in values.items() if value is not None}


def _csl_date(when: When) -> dict[str, Any]:
    """Return the date as CSL has it: in parts where it has them, else in words."""
    if when.precision is Precision.SEASON and when.earliest and _known(when.earliest):
        season = when.earliest.month // 3
        assert season in (code - 20 for code in SEASONS)
        parts: dict[str, Any] = {"date-parts": [[when.earliest.year]], "season": season}
    elif when.precision is Precision.INTERVAL:
        if not (when.start and when.end):
            return {"literal": when.words()}
        parts = {"date-parts": [_parts(when.start), _parts(when.end)]}
    else:
        parts = {"date-parts": [_parts(when)]}
    if [] in parts["date-parts"] or when.uncertain:
        return {"literal": when.words()}
    return {**parts, "circa": True} if when.approximate else parts


def _parts(when: When) -> list[int]:
    """Return the year, month and day as far as they are known; nothing where there is no year."""
    return [int(part) for part in (when.machine() or "").split("-") if part]


def _known(day: Day) -> bool:
    return _FIRST_YEAR <= day.year <= _LAST_YEAR


def _ris(ledger: Ledger, source: Source) -> str:
    publisher = source_link(ledger, source).publisher.name
    date = _parts(source.date) if source.date else []
    lines = [
        ("TY", _RIS_TYPES.get(source.kind, "ELEC")),
        ("ID", source.id),
        ("TI", source.title),
        ("AU", source.author),
        ("PB", publisher),
        ("PY", f"{date[0]:04}" if date else None),
        ("DA", _ris_date(source.date) if source.date else None),
        ("Y2", _ris_date(source.urldate)),
        ("UR", source.url),
        ("L2", source.archiveurl),
        ("LA", source.langid),
        ("N1", source.note),
    ]
    # A line that is broken begins a tag of its own: no text has line ends here.
    held = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value]
    return "".join([*held, "ER  - \r\n"])


def _ris_date(when: When) -> str:
    """Return year/month/day/words, each as far as it is known; the words where parts say less."""
    parts = _parts(when)
    three = [f"{part:0{4 if place == 0 else 2}}" for place, part in enumerate(parts)]
    exact = when.written == "-".join(three)
    return "/".join([*three, *[""] * (3 - len(three)), "" if exact else when.words()])
