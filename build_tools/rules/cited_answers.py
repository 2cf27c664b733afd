"""A short answer under a question ("No.", "Some did.") must cite a claim and agree with it.

Why: most readers remember only the answer. Without a citation, nothing links the answer to a
record. "No" could become "Yes", and every check would still pass.
Fix: add a citation to the answer. "Yes" must not cite a claim that is wrong or misleading. "No"
must not cite a supported claim that says what the heading asks.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.facts.clauses import denies
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import base
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.records import Claim, Heading, Paragraph, Prose, Verdict
from build_tools.quotations.support import FAILING
from build_tools.rules.problem import Problem
from build_tools.rules.statements import content, is_in, statement

GOOD = """
-- content/explainers/border.md --
# Did Lithuania close two crossings?

Yes [@two-crossings].
Two of them closed.
"""

BAD = """
-- content/explainers/border.md --
# Did Lithuania close two crossings?

Yes. %! cited-answers

## Did Lithuania close crossings?

No [@two-crossings]. %! cited-answers
"""

_LONGEST = 3
# The words for yes and no in several languages.
_YES = "yes sí ja oui tak да taip jā"
_NO = "no nein non nie нет ne nē"
_SAYS: Mapping[str, bool] = {
    **dict.fromkeys(_YES.split(), True),
    **dict.fromkeys(_NO.split(), False),
}
# Short text only: the pattern is matched at the beginning of a line.
_ANSWER = re.compile(r"(?:[-*+]\s)?[*_]{0,3}([^.!?\s][^.!?]{0,59}?)[*_]{0,3}\s?[.!](?:\s|$)")
# Short text only: the pattern is matched at the beginning of a line.
_OPENING = re.compile(r"(?:[-*+]\s)?[*_]{0,3}([^\W\d_]{2,4})[*_]{0,3}\s?[:;,—–]\s")
# Words in an answer that says more than yes or no, or in a question about a verdict.
_BUT = re.compile(
    r"\b(?:but|although|though|only|partly|except|wrong|false|mislead\w*|pero|aunque|solo|sólo|"
    r"salvo|falso|errón\w*|aber|obwohl|nur|teils|falsch|mais|seulement|sauf|faux|ale|choć|tylko|"
    r"fałsz\w*|błęd\w*|но|хотя|только|ложь|неверн\w*|bet|tik|melag\w*|klaid\w*)\b",
    re.IGNORECASE,
)
# Short text only: the pattern is matched at the beginning of a line.
_FIRST = re.compile(r"[^.!]*[.!](?:\s*\[@[a-z0-9-]{1,64}\])*")
_WORD = re.compile(r"[^\W\d_]+")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the short answers that cite no claim, and the answers that contradict their claim."""
    for prose in ledger.records.prose:
        if prose.citations:
            for heading, paragraph in _answered(prose):
                yield from _of_answer(ledger, prose, heading, paragraph)


def _answered(prose: Prose) -> Iterator[tuple[Heading, Paragraph]]:
    """Yield each heading that asks a question, with the paragraph directly below it."""
    lines = {paragraph.lines[0][0]: paragraph for paragraph in prose.paragraphs if paragraph.lines}
    for heading, following in zip(prose.headings, [*prose.headings[1:], None], strict=True):
        last = following.span.line if following else max(lines, default=0) + 1
        first = min((line for line in lines if heading.span.line < line < last), default=0)
        if first and heading.text.rstrip().endswith("?"):
            yield heading, lines[first]


def _of_answer(
    ledger: Ledger, prose: Prose, heading: Heading, paragraph: Paragraph
) -> Iterator[Problem]:
    number, line = paragraph.lines[0]
    match = _ANSWER.match(" ".join(CITATION.sub("", line).split()))
    words = _WORD.findall(match[1].lower()) if match else []
    if not match or not 0 < len(words) <= _LONGEST:
        yield from _of_long_answer(ledger, prose, heading, paragraph)
        return
    span = paragraph.span(number, 0, len(line))
    cited = _cited_in(line)
    if not cited:
        message = f"This answer cites no claim: “{match[1]}”."
        yield Problem(span, message, "Cite the claim that decides it, before the full stop.")
        return
    says = _SAYS.get(words[0])
    claims = [ledger.claims[name] for name in cited if name in ledger.claims]
    if says is None or len(claims) != 1 or len(words) > 1:
        return
    claim, lang = claims[0], base(ledger.lang_of(prose))
    if (says and claim.verdict in FAILING) or (not says and _holds(claim, heading.text, lang)):
        yield _problem(span, claim, match[1])


def _of_long_answer(
    ledger: Ledger, prose: Prose, heading: Heading, paragraph: Paragraph
) -> Iterator[Problem]:
    """Yield an answer such as "Yes: it had 36 hours" that its only claim plainly contradicts."""
    number, line = paragraph.lines[0]
    answer = _OPENING.match(line)
    cited = _cited_in(line)
    says = _SAYS.get(answer[1].lower()) if answer else None
    if answer is None or says is None or len(cited) != 1 or cited[0] not in ledger.claims:
        return
    if _BUT.search(line) or _BUT.search(heading.text) or denies(heading.text):
        return
    claim, lang = ledger.claims[cited[0]], base(ledger.lang_of(prose))
    if says:
        asked, known = content(heading.text, lang), content(claim.claim, lang)
        shared = sum(is_in(word, known) for word in asked)
        is_wrong = claim.verdict in FAILING and shared > 1 and shared * 2 >= len(asked)
    else:
        is_wrong = _holds(claim, heading.text, lang)
    if is_wrong:
        yield _problem(paragraph.span(number, 0, len(line)), claim, answer[1])


def _cited_in(line: str) -> list[str]:
    """Return the claims that the first sentence of a line cites."""
    answer = _FIRST.match(line)
    return CITATION.findall(answer[0] if answer else line)


def _problem(span: Span, claim: Claim, answer: str) -> Problem:
    message = f'The verdict on "{claim.id}" is {claim.verdict.value}, not “{answer}”.'
    return Problem(span, message, "Correct the answer, or cite the claim that decides it.")


def _holds(claim: Claim, question: str, lang: str) -> bool:
    """Return whether a claim is supported and clearly says what a question asks."""
    asked, known = statement(question.rstrip("? "), lang), statement(claim.claim, lang)
    if claim.verdict is not Verdict.SUPPORTED or asked.denied or known.denied is not False:
        return False
    words = content(question, lang)
    return not known.reported and len(words) > 1 and all(is_in(word, known.words) for word in words)
