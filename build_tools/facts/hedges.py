"""Lists the words that make a text less than certain: "may", "plans", "reportedly", "denies"."""

import re
from collections.abc import Mapping
from enum import Enum


class Hedge(Enum):
    """A way in which a text can be less than certain."""

    POSSIBLE = "possible"
    INTENDED = "planned"
    ALLEGED = "alleged"
    DENIED = "denied"


# Each pattern is for several languages, because none of its words means certainty in another
# language. "May" with a capital is a month.
_WORDS: Mapping[Hedge, str] = {
    Hedge.POSSIBLE: (
        "may|might|could|possibl[ey]|perhaps|maybe|probabl[ey]|likely|unlikely|presumably|"
        "apparently|seemingly|appears?|seems?|suggests?|considers|considering|"
        "puede|pueden|podría|podrían|quizás?|acaso|probablemente|posiblemente|"
        "könnten?|vielleicht|möglicherweise|wahrscheinlich|dürften?|"
        "pourrait|pourraient|peut-être|probablement|"
        "może|mogą|mógłby|mogłaby|mogłoby|prawdopodobnie|możliwe|"
        "может|могут|мог бы|могла бы|могло бы|могли бы|возможно|вероятно"
    ),
    Hedge.INTENDED: (
        r"plan|plans|planned|planning|intends?|intended|aims?|wants?|wanted|hop(?:e|es|ed|ing)|"
        r"expects?|expected|prepar(?:e|es|ing)|promis(?:e|es|ed)|will|would|shall|propos(?:es?|ed)|"
        r"(?:is|are|was|were) to|threaten(?:s|ed)?|mulls?|(?:means|meant) to|"
        "planea|planean|prevén?|quiere|quieren|pretenden?|propone|"
        "plant|planen|wollen|beabsichtigt|soll|sollen|"
        "prévoit|prévoient|veut|veulent|envisagent?|"
        "planuje|planują|zamierza|zamierzają|chce|chcą|"
        "планирует|планируют|намерен[аоы]?|собирается|собираются|хочет|хотят"
    ),
    Hedge.ALLEGED: (
        r"accus(?:e|es|ed|ing|ations?)|alleg(?:e|es|ed|edly|ations?)|claims?|claimed|reportedly|"
        r"rumou?r(?:s|ed)?|unconfirmed|suspect(?:s|ed)?|purported(?:ly)?|supposed(?:ly)?|"
        "acusan?|presunt[oa]s?|presuntamente|supuest[oa]s?|supuestamente|"
        "angeblich|mutmaßlich|beschuldigt|accuserait|accusent?|présumée?s?|prétendument|"
        "rzekomo|podobno|oskarża|oskarżają|якобы|предположительно|обвиняет|обвиняют"
    ),
    Hedge.DENIED: (
        r"den(?:y|ies|ied|ying)|denials?|refut(?:e|es|ed)|niega|niegan|negó|negaron|desmiente|"
        "desmintió|bestreitet|bestritt|dementiert(?:e)?|dément|démentent|nient|"
        "nie (?:avoir|être|que|les?|la|tout|toute|ces?|cette)|"
        "zaprzecza|zaprzeczają|отрицает|отрицают|опровергает"
    ),
}
# Short text only: the patterns never search more than one field of a record.
_HEDGES = {hedge: re.compile(rf"\b(?:{words})\b") for hedge, words in _WORDS.items()}


def hedges_in(clause: str) -> frozenset[Hedge]:
    """Return the ways in which a clause is less than certain."""
    text = _lower_first(clause)
    return frozenset(hedge for hedge, pattern in _HEDGES.items() if pattern.search(text))


def after_hedge(clause: str) -> str:
    """Return the text after the first hedge in a clause."""
    text = _lower_first(clause)
    ends = (match.end() for pattern in _HEDGES.values() if (match := pattern.search(text)))
    return text[min(ends, default=len(text)) :]


def _lower_first(clause: str) -> str:
    # "Reportedly" has a capital at the start of a sentence, but "May" with a capital is a month.
    return clause if clause.startswith("May ") else clause[:1].lower() + clause[1:]
