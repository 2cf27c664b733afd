"""Splits the paragraphs of prose into sentences, each with the claims that it cites."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from build_tools.facts.clauses import unquoted
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.record_cache import once_per_ledger
from build_tools.facts.records import Claim, Paragraph, Prose

# Citations (including citations of unknown claims), footnote marks and link addresses.
_MARK = re.compile(
    rf"{CITATION.pattern}|\[@[^\[\]]{{0,100}}\]|\[\^[^\]\s]{{1,60}}\]:?|"
    r"(?<=\])\([^)\s]{0,400}\)|<!--.*?(?:-->|$)"
)
# Citations directly after a full stop belong to the sentence before the full stop.
_END = re.compile(
    r"(?:[.!?…]|[。！？])[”’»\"')*_]*(?=\s|$)(?:\s*\[@[a-z0-9-]{1,64}\])*|"
    r"[。！？](?:\[@[a-z0-9-]{1,64}\])*"
)


class CitedGroup(NamedTuple):
    """Adjacent citations, with their place in the sentence and their claims."""

    start: int
    end: int
    claims: tuple[Claim, ...]


class CitedSentence(NamedTuple):
    """A sentence with citations and quoted words blanked out, and the claims that support it.

    ``start`` is the sentence's offset in its paragraph. ``claims`` are the claims that the sentence
    cites, or else all claims that its paragraph cites. ``groups`` are the citations in the
    sentence, in order.
    """

    prose: Prose
    paragraph: Paragraph
    start: int
    text: str
    claims: tuple[Claim, ...]
    groups: tuple[CitedGroup, ...]

    def claims_beside(self, place: int) -> Iterator[Claim]:
        """Yield the claims of the nearest citations before and after a place in the sentence."""
        if len(self.groups) < 2:
            yield from self.claims
            return
        index = next(
            (number for number, group in enumerate(self.groups) if group.start >= place),
            len(self.groups),
        )
        for group in self.groups[max(index - 1, 0) : index + 1]:
            yield from group.claims

    def span(self, start: int, end: int) -> Span:
        """Return the span of the characters ``start`` to ``end`` in the sentence."""
        lengths = [len(line) + 1 for _, line in self.paragraph.lines]
        starts = [0, *accumulate(lengths)]
        index = bisect_right(starts, self.start + start) - 1
        column = self.start + start - starts[index]
        return self.paragraph.span(
            self.paragraph.lines[index][0], column, column + max(end - start, 1)
        )


@once_per_ledger
def cited_sentences(ledger: Ledger) -> Sequence[CitedSentence]:
    """Return the sentences of each paragraph that cites claims, if all the claims could be read."""
    return [
        sentence
        for prose in ledger.records.prose
        if prose.citations
        for paragraph in prose.paragraphs
        for sentence in _of_paragraph(ledger, prose, paragraph)
    ]


def _of_paragraph(ledger: Ledger, prose: Prose, paragraph: Paragraph) -> Iterator[CitedSentence]:
    written = "\n".join(line for _, line in paragraph.lines)
    cited = tuple(dict.fromkeys(CITATION.findall(written)))
    if not cited or not all(name in ledger.claims for name in cited):
        return  # we do not know what an unreadable claim contains
    text = unquoted(_MARK.sub(lambda match: " " * len(match[0]), written))
    ends = [0, *(match.end() for match in _END.finditer(written)), len(written)]
    for start, end in pairwise(ends):
        if text[start:end].strip():
            groups = tuple(_groups(ledger, written[start:end]))
            own = [claim for group in groups for claim in group.claims]
            claims = own or [ledger.claims[name] for name in cited]
            yield CitedSentence(prose, paragraph, start, text[start:end], tuple(claims), groups)


def _groups(ledger: Ledger, written: str) -> Iterator[CitedGroup]:
    """Yield the citations in a sentence, with adjacent citations in one group."""
    group: list[re.Match[str]] = []
    for citation in CITATION.finditer(written):
        if group and written[group[-1].end() : citation.start()].strip():
            yield _group(ledger, group)
            group = []
        group.append(citation)
    if group:
        yield _group(ledger, group)


def _group(ledger: Ledger, citations: Sequence[re.Match[str]]) -> CitedGroup:
    claims = tuple(ledger.claims[citation[1]] for citation in citations)
    return CitedGroup(citations[0].start(), citations[-1].end(), claims)
