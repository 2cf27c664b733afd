"""Which words count as a quotation? Shows each case with the matcher's actual result."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from build_tools.facts.catalogue import N_, Catalogue
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import read_yaml
from build_tools.facts.reading.yaml_nodes import Tree
from build_tools.quotations.counts import count
from build_tools.quotations.matching import FOUND, MEANINGS, Match, QuoteClass, find
from build_tools.views.parts.count_table import CountTable, table_of
from build_tools.views.parts.quotation_view import LABELS

CASES = "cases.yaml"
_LANGUAGES = {
    "en": N_("English"),
    "ru": N_("Russian"),
    "pl": N_("Polish"),
    "lt": N_("Lithuanian"),
    "uk": N_("Ukrainian"),
    "ar": N_("Arabic"),
    "zh": N_("Chinese"),
    "de": N_("German"),
    "fr": N_("French"),
    "he": N_("Hebrew"),
    "hi": N_("Hindi, Tamil and Bengali"),
    "th": N_("Thai, Lao, Burmese and Khmer"),
    "ja": N_("Japanese"),
}
# The purpose of each group of cases in the contract's file.
PURPOSES = frozenset(
    (
        N_("the usual cases"),
        N_("headings, lists and tables"),
        N_("denials"),
        N_("several together"),
        N_("clauses"),
        N_("hostile quotations"),
        N_("large numbers"),
        N_("ellipses and brackets"),
        N_("words that appear more than once"),
        N_("Spanish and Italian"),
        N_("Slavic and Baltic clauses"),
        N_("known errors"),
        N_("without a list of denials"),
    )
)


class Case(NamedTuple):
    """A case in the contract: a quotation, a text, the options, and the expected class.

    If the matcher is known to give the wrong result, ``ought`` is "pass" or "refuse".
    """

    text: str
    quote: str
    lang: str | None
    shows: str
    options: tuple[str, ...]
    expected: QuoteClass
    ought: str = ""

    @property
    def passes(self) -> bool:
        """Whether the quotation ought to pass."""
        return self.ought == "pass" if self.ought else self.expected in FOUND

    @property
    def is_wrong(self) -> bool:
        """Whether the expected class is known to be wrong."""
        return self.passes != (self.expected in FOUND)

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
    """A case as readers see it.

    ``seen`` is the quotation with its invisible characters written out, and may be empty. If the
    class is known to be wrong, ``ought`` is the right result.
    """

    seen: str
    lang: str
    shows: str
    options: str
    expected: str
    actual: str
    reason: str
    holds: bool
    ought: str


class CaseGroup(NamedTuple):
    """The cases with the same text.

    ``title`` is the text's language, and ``tests`` is the purpose of the cases.
    """

    id: str
    title: str
    tests: str
    text: str
    lang: str
    cases: tuple[CaseView, ...]


class ErrorRates(NamedTuple):
    """The matcher's errors, for quotations that should match and for all others."""

    right: int
    refused: int
    wrong: int
    accepted: int

    @property
    def all(self) -> int:
        """The number of cases."""
        return self.right + self.wrong

    def in_words(self, words: Catalogue) -> str:
        """Return both error rates in sentences."""
        return words.gettext(
            "Of %(wrong)s quotations that should be refused, it accepted %(accepted)s "
            "(%(accepted_share)s). Of %(right)s that should be found, it refused %(refused)s "
            "(%(refused_share)s).",
            wrong=self.wrong,
            accepted=self.accepted,
            accepted_share=words.percent(self.accepted / self.wrong),
            right=self.right,
            refused=self.refused,
            refused_share=words.percent(self.refused / self.right),
        )


class Contract(NamedTuple):
    """The classes and their meanings, the cases, and the counts of this site's quotations.

    ``errors`` contains the cases that the matcher gets wrong, and ``groups`` contains the others.
    Groups in the same language are together.
    """

    classes: tuple[tuple[str, str], ...]
    errors: tuple[CaseGroup, ...]
    groups: tuple[CaseGroup, ...]
    total: int
    as_expected: int
    rates: ErrorRates
    counts: CountTable

    @property
    def right(self) -> int:
        """The number of cases that the matcher gets right, without the known errors."""
        return self.total - self.rates.accepted - self.rates.refused


def collect(ledger: Ledger) -> Contract:
    """Run every case of the contract and count the outcomes of this site's quotations."""
    groups = _groups()
    cases = [case for group in groups for case in group.cases]
    return Contract(
        classes=tuple((LABELS[kind], MEANINGS[kind]) for kind in QuoteClass),
        errors=tuple(_only(groups, lambda case: bool(case.ought))),
        groups=tuple(_only(groups, lambda case: not case.ought)),
        total=len(cases),
        as_expected=sum(case.holds for case in cases),
        rates=stored_rates(),
        counts=table_of(ledger.words, count(ledger)),
    )


def stored_rates() -> ErrorRates:
    """Return the error rates in the contract's file. The tests recompute these rates."""
    return ErrorRates(**{name: int(number) for name, number in _contract()["error_rates"].items()})


def measured_rates() -> ErrorRates:
    """Return the matcher's actual error rates over all cases."""
    results = [
        (case.passes, case.match().kind in FOUND) for group in texts() for case in cases_of(group)
    ]
    right = [is_match for passes, is_match in results if passes]
    wrong = [is_match for passes, is_match in results if not passes]
    return ErrorRates(len(right), right.count(False), len(wrong), wrong.count(True))


def texts() -> Sequence[Mapping[str, Any]]:
    """Return the texts in the contract's file, and the cases for each text."""
    return list(_contract()["texts"])


@cache
def _contract() -> Mapping[str, Any]:
    text = (files("build_tools.quotations.matching") / CASES).read_text(encoding="utf-8")
    tree = read_yaml(CASES, text, may_hide=True)
    assert isinstance(tree, Tree), tree
    assert isinstance(tree.plain, dict)
    return tree.plain


def cases_of(group: Mapping[str, Any]) -> Iterator[Case]:
    """Yield the cases for one text."""
    for case in group["cases"]:
        yield Case(
            text=group["text"],
            quote=case["quote"],
            lang=case.get("lang", group.get("lang")),
            shows=case["shows"],
            options=tuple(case.get("with", ())),
            expected=QuoteClass(case["is"]),
            ought=case.get("ought", ""),
        )


def _only(groups: Sequence[CaseGroup], wants: Callable[[CaseView], bool]) -> Iterator[CaseGroup]:
    """Yield each group with only the cases wanted, and leave out groups without such a case."""
    for group in groups:
        if cases := tuple(filter(wants, group.cases)):
            yield group._replace(cases=cases)


@cache
def _groups() -> tuple[CaseGroup, ...]:
    """Return the groups, by language in the order of the file. Groups in no language are last."""
    groups = [
        CaseGroup(
            id=group["id"],
            title=_LANGUAGES.get(group.get("lang", ""), N_("Other languages")),
            tests=group.get("tests", ""),
            text=visible(group["text"]),
            lang=group.get("lang", ""),
            cases=tuple(map(_view, cases_of(group))),
        )
        for group in texts()
    ]
    languages = list(dict.fromkeys(group.lang for group in groups))
    return tuple(sorted(groups, key=lambda group: (not group.lang, languages.index(group.lang))))


def _view(case: Case) -> CaseView:
    match = case.match()
    return CaseView(
        seen=visible(case.quote),
        lang=case.lang or "",
        shows=case.shows,
        options=", ".join(map(_words, case.options)),
        expected=LABELS[case.expected],
        actual=LABELS[match.kind],
        reason=match.reason,
        holds=match.kind is case.expected,
        ought=("found" if case.passes else "refused") if case.is_wrong else "",
    )


def _words(key: str) -> str:
    return key.replace("-", " ")


def visible(text: str) -> str:
    """Return the text with invisible characters written out, such as ⟨U+00AD⟩."""
    return "".join(f"⟨U+{ord(letter):04X}⟩" if _is_hidden(letter) else letter for letter in text)


def _is_hidden(letter: str) -> bool:
    return letter != " " and unicodedata.category(letter) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn")
