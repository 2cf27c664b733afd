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
    r"(?:\b(?:not|never|cannot|no longer|nunca|jamás|nicht|niemals|jamais|pas|nie|не)|"
    r"\bno(?!\.?\s?\d)|\b\w+n['’]t)\b(?!\s+(?:only|because|just|more|less|fewer|later|earlier|sooner|doubt|"
    r"one|nur|solo|sólo|solamente|más|menos|porque|weil|seulement|parce|tylko|dlatego|только|"
    r"потому|лишь)\b)"
)
# Short text only: a field of a record.
_NEGATED = re.compile(
    rf"{_NEGATION}(?:\s+(?:be|been|have|has|had|yet|ever|also|to|a|an|the|any|all|ha|haya|se|han|"
    r"wurden?|am|im|an|in|zu|bis|der|die|das|dem|den|\d{1,4}\.?))*"
    r"\s+([^\W\d_]{3,})",
    re.IGNORECASE,
)
# French: ne ferme pas.
# Short text only: a field of a record.
_BEFORE_PAS = re.compile(
    r"\bn(?:e\s|['’])([^\W\d_]{4,})\s+(?:pas|plus|jamais)\b(?!\s+(?:seulement|que)\b)",
    re.IGNORECASE,
)
# In English “no” stands before a noun: no lorries waited.
# Short text only: a field of a record.
_NO_NOUN = re.compile(r"\bno\s+([^\W\d_]{3,})\s+([^\W\d_]{3,})", re.IGNORECASE)
# For small letters: to ignore the case takes four times as long.
# Short text only: a field of a record.
_DENIES = re.compile(
    rf"{_NEGATION}|\b(?:no|none|nobody|nothing|neither|nor|without|only|unless|nowhere|"
    r"den(?:y|ie[sd]|ying|ial)|fail\w*|refus\w*|declin\w*|lack\w*|reject\w*|ceas\w*|stop\w*|"
    r"unable|untrue|unproven|non\w*|sin|ni|nadie|nada|ningun\w*|niega\w*|neg[óa]\w*|kein\w*|ohne|"
    r"weder|sans|aucun\w*|rien|pas|ne|n|bez|nikt|nic|żadn\w*|odmaw\w*|odmów\w*|zaprzecz\w*|"
    r"без|никто|ничего|никак\w*|ни|нет|нельзя|невозможно|отказ\w*|отриц\w*|опроверг\w*)\b",
)


def unquoted(text: str) -> str:
    """Return a text with spaces in the place of what it quotes."""
    if text.isascii() and '"' not in text:
        return text
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def stems(text: str) -> frozenset[str]:
    """Return the beginnings of a text's words, by which close, closed and closing are one."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)


def clauses(text: str) -> list[str]:
    """Split a text into clauses at full stops, semicolons and conjunctions."""
    return [clause for clause in _BOUNDARY.split(text) if clause]


def nearest_clauses(texts: Sequence[str], subject: frozenset[str]) -> list[str]:
    """Return the clauses that share most stems with a subject; none if nothing is shared."""
    shared = [(len(stems(clause) & subject), clause) for text in texts for clause in clauses(text)]
    most = max((number for number, _ in shared), default=0)
    return [clause for number, clause in shared if number == most] if most else []


def negated_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that "not" or the like negates, if each stands nowhere else."""
    words = [match[1] for match in _NEGATED.finditer(text)]
    words += [match[1] for match in _BEFORE_PAS.finditer(text)]
    negated = {stem for word in words for stem in stems(word)}
    others = _BEFORE_PAS.sub(" ", _NEGATED.sub(" ", text))
    return frozenset(negated - stems(others))


def without_noun(text: str, others: frozenset[str]) -> frozenset[str]:
    """Return the stems of nouns after "no" whose next word is none of the ``others``.

    “No lorries passed” does not contradict “all lorries turned back”.
    """
    pairs = (match.groups() for match in _NO_NOUN.finditer(text))
    return frozenset(
        stem for noun, following in pairs if not stems(following) & others for stem in stems(noun)
    )


def denies(text: str) -> bool:
    """Return whether a text negates, denies, limits or refuses anything."""
    return _DENIES.search(text.lower()) is not None
