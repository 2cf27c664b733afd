"""Parts a text into clauses and finds those that speak of the same thing as another text."""

import re
from collections.abc import Sequence

# Short text only: a field of a record has at most 2,000 characters.
_QUOTED = re.compile('“[^”]*”|"[^"]*"|«[^»]*»|„[^“”]*[“”]')
# Short text only: a field of a record.
_BOUNDARY = re.compile(
    r"[.;!?。；]\s+|,\s+(?=(?:and|but|while|although|though|whereas|which|who|whose|where|when|as|so|"
    r"because|after|before|y|pero|aunque|que|und|aber|während|obwohl|et|mais|qui|dont)\b)"
)
# Short text only: a field of a record.
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words that two clauses may share without speaking of the same thing.
_COMMON_WORDS = """
the and for not has have had was were been are its this that these those with from into than more
his her their they she who will would said says say los las del una con por para que sus der die das
den dem des und mit von für auf ist sind les une dans par pour sur est
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_STEM = 5
# Negations of verbs in several languages: "not only" and "not because" negate something else.
_NEGATION = (
    r"(?:\b(?:not|never|cannot|no longer|nunca|jamás|nicht|niemals|jamais)|\b\w+n['’]t)\b"
    r"(?!\s+(?:only|because|just|nur|solo|sólo)\b)"
)
# Short text only: a field of a record.
_NEGATED = re.compile(
    rf"{_NEGATION}(?:\s+(?:be|been|have|has|had|yet|ever|also|to|a|an|the|any|all|ha|haya|wurden?))*"
    r"\s+([^\W\d_]{3,})"
)
# Short text only: a field of a record.
_DENIES = re.compile(
    rf"{_NEGATION}|\b(?:no|none|nobody|nothing|neither|nor|without|only|unless|nowhere|"
    r"den(?:y|ie[sd]|ying|ial)|fail\w*|refus\w*|declin\w*|lack\w*|reject\w*|ceas\w*|stop\w*|"
    r"unable|untrue|unproven|non\w*|sin|ni|nadie|nada|ningun\w*|niega\w*|neg[óa]\w*|kein\w*|ohne|"
    r"weder|sans|aucun\w*|rien|pas|ne|n)\b",
    re.IGNORECASE,
)


def unquoted(text: str) -> str:
    """Return a text with spaces in the place of what it quotes."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of a text's words, by which close, closed and closing are one."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)


def clauses(text: str) -> list[str]:
    """Return the clauses of a text, as far as full stops, semicolons and conjunctions tell."""
    return [clause for clause in _BOUNDARY.split(text) if clause]


def nearest_clauses(texts: Sequence[str], subject: frozenset[str]) -> list[str]:
    """Return the clauses that share most stems with a subject; none if nothing is shared."""
    shared = [(len(stems(clause) & subject), clause) for text in texts for clause in clauses(text)]
    most = max((number for number, _ in shared), default=0)
    return [clause for number, clause in shared if number == most] if most else []


def negated_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that "not" or the like negates, if each stands nowhere else."""
    negated = {stem for match in _NEGATED.finditer(text) for stem in stems(match[1])}
    return frozenset(negated - stems(_NEGATED.sub(" ", text)))


def denies(text: str) -> bool:
    """Return whether a text negates, denies, limits or refuses anything."""
    return _DENIES.search(text) is not None
