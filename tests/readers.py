"""Calls each reader with arbitrary bytes. A reader must return a value or report an error.

Hypothesis draws bytes for each reader, and the fuzzer draws them for all readers.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ValidationError

from build_tools import rules
from build_tools.facts.calculations import CalculationError, agrees, repeat, rounded_like
from build_tools.facts.dates import DateError, When
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project, decoded
from build_tools.facts.reading import read, read_with_changed_text, read_yaml
from build_tools.facts.reading.bibliography import read_entries, read_sources
from build_tools.facts.reading.prose import read_prose
from build_tools.facts.reading.validation import to_record
from build_tools.facts.records import (
    Article,
    Calculation,
    CalculationKind,
    CountryMap,
    Records,
    Snapshot,
)
from build_tools.pages.prose.html_sanitiser import cleaned
from build_tools.quotations.check import of_appearance, of_sources
from build_tools.quotations.counts import count
from build_tools.quotations.matching import QuoteClass, find, normal
from tests.conftest import TINY

Reader = Callable[[bytes], None]
Texts = Callable[[str, str], None]

CLAIM = "facts/claims/borders/two-crossings.yaml"
LRT = "facts/sources/lrt.bib"
REREAD = (
    CLAIM,
    LRT,
    *(path for path in TINY if path.startswith("facts/vocabulary/")),
    "facts/vocabulary/origins.yaml",
)


@cache
def tiny_records() -> Records:
    """Return the records of the tiny project, read once."""
    with TemporaryDirectory() as folder:
        for path, text in TINY.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text, encoding="utf-8")
        return read(Project(Path(folder)))[0]


def inside(path: str, text: str, faults: Iterable[Diagnostic]) -> None:
    """Assert that each diagnostic has a message, a hint and a location that exists in its file."""
    lines = text.split("\n")
    for fault in faults:
        assert fault.rule != "internal", fault
        assert fault.message
        assert fault.hint
        if fault.span.path == path:
            assert 1 <= fault.span.line <= len(lines), fault
            assert 1 <= fault.span.column <= len(lines[fault.span.line - 1]) + 1, fault


def of_text(path: str, reader: Texts) -> Reader:
    """Return a reader of bytes that checks the limits on files and then reads the text.

    If a limit is exceeded, the location must exist in the decoded part of the text.
    """

    def of_bytes(data: bytes) -> None:
        text = decoded(path, data)
        if isinstance(text, Diagnostic):
            inside(path, data.decode("utf-8", "replace").replace("\r\n", "\n"), [text])
        else:
            reader(path, text)

    return of_bytes


def _reread(path: str, text: str) -> None:
    """Read the file as part of the tiny project, then check and count the records."""
    records, faults = read_with_changed_text(tiny_records(), path, text)
    inside(path, text, faults)
    ledger = Ledger(records)
    inside(path, text, rules.run(ledger))
    assert count(ledger).lines()
    in_articles = (
        of_appearance(ledger, claim, index)
        for claim in ledger.claims.values()
        for index, appearance in enumerate(claim.appears_in)
        if appearance.quote is not None
    )
    for quotation in (*of_sources(ledger), *in_articles):
        assert isinstance(quotation.kind, QuoteClass)


def _tree(path: str, text: str) -> None:
    tree = read_yaml(path, text)
    if isinstance(tree, Diagnostic):
        inside(path, text, [tree])
        return
    for model in (Article, Snapshot, CountryMap):
        record, faults = to_record(model, tree.plain, "x", tree)  # type: ignore[type-var]
        inside(path, text, faults)
        if isinstance(record, Snapshot):
            assert len(record.expected_seal()) == 64
        if isinstance(record, Article):
            article = record.with_text("Some words. And more.")
            assert all(article.words_of(sentence) in article.text for sentence in article.sentences)


def _bibliography(path: str, text: str) -> None:
    for read_it in (read_sources, read_entries):
        sources, faults = read_it(path, text)
        inside(path, text, faults)
        assert sources or faults or "@" not in text or "," not in text


def _prose(path: str, text: str) -> None:
    page, faults = read_prose(path, "x.md", text)
    inside(path, text, faults)
    lines = text.split("\n")
    for citation in page.citations if page else ():
        assert (
            lines[citation.span.line - 1][citation.span.column - 1 : citation.span.end_column - 1]
            == citation.claim
        )
    assert "<script" not in cleaned(text)


def _date(path: str, text: str) -> None:
    try:
        when = When.parse(text)
    except DateError as error:
        assert error.message
        assert error.hint
        assert len(str(error)) < 1000
        return
    assert When.parse(when.written) == when
    assert when.words()
    assert None in (when.earliest, when.latest) or when.earliest <= when.latest


def _calculation(path: str, text: str) -> None:
    first, _, rest = text.partition("|")
    second, _, stated = rest.partition("|")
    for kind in CalculationKind:
        inputs = [
            {"value": item, "what": "x", "source": "x"} for item in (first, second) if item.strip()
        ]
        try:
            calculation = Calculation.model_validate(
                {"kind": kind.value, "inputs": inputs, "result": stated}
            )
        except ValidationError:
            continue
        try:
            result = repeat(calculation)
        except CalculationError as error:
            assert 0 <= error.index <= max(0, len(inputs) - 1)
            assert error.hint
        else:
            assert agrees(calculation.result, result) in (True, False)
            assert rounded_like(calculation.result, result)


def _matcher(path: str, text: str) -> None:
    """Match the first line, as a quotation, against the rest of the text."""
    quote, _, source = text.partition("\n")
    for lang in ("en", "lt", "ru", "ar", "zh"):
        for identifying in (False, True):
            match = find(quote, source, lang=lang, identifying=identifying, insertions=identifying)
            assert 0 <= match.start <= match.end <= len(source)
            assert (match.kind is QuoteClass.ABSENT) == (match.start == match.end)
    ends = normal(source)
    assert all(0 <= ends.start(at) < ends.end(at) <= len(source) for at in range(len(ends.text)))


READERS: Mapping[str, Reader] = {
    **{path.removeprefix("facts/"): of_text(path, _reread) for path in REREAD},
    "article and snapshot": of_text("seeds/x/article.yaml", _tree),
    "bibliography": of_text("facts/sources/x.bib", _bibliography),
    "prose": of_text("content/x.md", _prose),
    "date": of_text("x", _date),
    "calculation": of_text("x", _calculation),
    "matcher": of_text("x", _matcher),
}

# Valid files, so that inputs derived from these files are accepted by the parser.
SEEDS: Mapping[str, tuple[str, ...]] = {
    **{
        path.removeprefix("facts/"): (TINY.get(path, "a:\n  name: N\n  by: B\n"),)
        for path in REREAD
    },
    "article and snapshot": (
        TINY["seeds/story/article.yaml"],
        "address: https://x.example/\ntaken: 2026-11-22\ntool: t\ncharacters: 9\nsha256: "
        + "0" * 64
        + "\npassages:\n  - text: Some words\n    start: 0\nseal: "
        + "0" * 64
        + "\n",
    ),
    "bibliography": (TINY[LRT], "@string{a = {b}}\n"),
    "prose": (TINY["content/index.md"], TINY["content/explainers/border.md"], "![x](//y)\n`[@a]`"),
    "date": ("2023-08-18", "2023-08~/..", "Y17000", "2023-21?", "-0044-03-15"),
    "calculation": (
        "1,500|12.5|1,512.5",
        "54.6833, 25.2833|53.9, 27.5667|172",
        "2023-08-18|2023-08-24|6",
    ),
    "matcher": (
        "closed two … crossings\nLithuania has closed two of its six crossings, it said.",
        "“threat” [sic] не будет\n«threat» не будет никогда",
    ),
}
assert READERS.keys() == SEEDS.keys()
