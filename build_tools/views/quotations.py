"""What does the quotation contract say? Shows each case with the matcher's actual answer."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import read_yaml
from build_tools.facts.reading.yaml_nodes import Tree
from build_tools.quotations.counts import Counts, count
from build_tools.quotations.matching import FOUND, MEANINGS, Match, QuoteClass, find

CASES = "cases.yaml"
_LANGUAGES = {
    "en": "English",
    "ru": "Russian",
    "pl": "Polish",
    "lt": "Lithuanian",
    "uk": "Ukrainian",
    "ar": "Arabic",
    "zh": "Chinese",
}


class Case(NamedTuple):
    """One case of the contract: a quotation, a text, the options, and the expected class."""

    text: str
    quote: str
    lang: str | None
    shows: str
    options: tuple[str, ...]
    expected: QuoteClass

    def match(self) -> Match:
        """Return the matcher's result."""
        return find(
            self.quote,
            self.text,
            lang=self.lang,
            identifying="any-length" not in self.options,
            insertions="insertions" in self.options,
            context_ok="context-ok" in self.options,
        )


class CaseView(NamedTuple):
    """A case in words; ``seen`` is the quotation with invisible characters written out."""

    seen: str
    lang: str
    shows: str
    options: str
    expected: str
    actual: str
    reason: str
    holds: bool


class CaseGroup(NamedTuple):
    """The cases that use the same text."""

    id: str
    title: str
    text: str
    lang: str
    cases: tuple[CaseView, ...]


class Contract(NamedTuple):
    """The classes with what they mean, the cases, and the counts of this site's quotations."""

    classes: tuple[tuple[str, str], ...]
    groups: tuple[CaseGroup, ...]
    total: int
    passing: int
    failing: int
    as_expected: int
    counts: Counts


def collect(ledger: Ledger) -> Contract:
    """Run every case of the contract and count the outcomes of this site's quotations."""
    groups = _groups()
    cases = [case for group in groups for case in group.cases]
    good = {kind.value for kind in FOUND}
    passing = sum(case.expected in good for case in cases)
    return Contract(
        classes=tuple((kind.value, MEANINGS[kind]) for kind in QuoteClass),
        groups=groups,
        total=len(cases),
        passing=passing,
        failing=len(cases) - passing,
        as_expected=sum(case.holds for case in cases),
        counts=count(ledger),
    )


def texts() -> Sequence[Mapping[str, Any]]:
    """Return the texts of the contract's file, each with its cases."""
    text = (files("build_tools.quotations.matching") / CASES).read_text(encoding="utf-8")
    tree = read_yaml(CASES, text, may_hide=True)
    assert isinstance(tree, Tree), tree
    assert isinstance(tree.plain, dict)
    return list(tree.plain["texts"])


def cases_of(group: Mapping[str, Any]) -> Iterator[Case]:
    """Yield the cases of one text."""
    for case in group["cases"]:
        yield Case(
            text=group["text"],
            quote=case["quote"],
            lang=case.get("lang", group.get("lang")),
            shows=case["shows"],
            options=tuple(case.get("with", ())),
            expected=QuoteClass(case["is"]),
        )


@cache
def _groups() -> tuple[CaseGroup, ...]:
    return tuple(
        CaseGroup(
            id=group["id"],
            title=_LANGUAGES.get(group.get("lang", ""), "Other languages"),
            text=visible(group["text"]),
            lang=group.get("lang", ""),
            cases=tuple(map(_view, cases_of(group))),
        )
        for group in texts()
    )


def _view(case: Case) -> CaseView:
    match = case.match()
    return CaseView(
        seen=visible(case.quote) or "(nothing)",
        lang=case.lang or "",
        shows=case.shows,
        options=", ".join(case.options),
        expected=case.expected.value,
        actual=match.kind.value,
        reason=match.reason,
        holds=match.kind is case.expected,
    )


def visible(text: str) -> str:
    """Write out invisible characters, as ⟨U+00AD⟩."""
    return "".join(f"⟨U+{ord(letter):04X}⟩" if _is_hidden(letter) else letter for letter in text)


def _is_hidden(letter: str) -> bool:
    return letter != " " and unicodedata.category(letter) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn")
