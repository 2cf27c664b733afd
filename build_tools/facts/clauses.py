"""Splits a text into clauses, and finds clauses on the same subject and negated words."""

import re
from collections.abc import Sequence
from functools import lru_cache

# Short text only: a field in a record has at most 2,000 characters.
_QUOTED = re.compile('“[^”]*”|"[^"]*"|«[^»]*»|„[^“”]*[“”]')
_ADDITION = re.compile(r"(\[[^\[\]]{1,200}\])")
# Short text only: the pattern never searches more than one field of a record.
_BOUNDARY = re.compile(
    r"[;!?。；]\s+|\.\s+(?<!\d\.\s)|\.(?<=\d\.)\s+(?!(?:Januar|Februar|März|April|Mai|Juni|Juli|August|"
    r"September|Oktober|November|Dezember)\b)|,\s+(?=(?:and|but|while|although|though|whereas|"
    r"which|who|whose|where|when|as|so|"
    r"because|after|before|y|pero|aunque|que|und|aber|während|obwohl|et|mais|qui|dont)\b)"
)
# Short text only: the pattern never searches more than one field of a record.
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words that two clauses may share without having the same subject.
_COMMON_WORDS = """
the and for not has have had was were been are its this that these those with from into than more
his her their they she who will would said says say los las del una con por para que sus der die das
den dem des und mit von für auf ist sind les une dans par pour sur est
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_STEM = 5
# Negations of verbs in several languages. "Not only" and "not because" do not negate the verb.
NEGATION = (
    r"\b(?:not|never|cannot|no longer|nunca|jamás|tampoco|nicht|niemals|keinesfalls|keineswegs|"
    r"jamais|pas|nie|не|"
    r"no(?!\.?\s?\d)|\w+n['’]t)\b(?!\s+(?:only|because|just|more|less|fewer|later|earlier|"
    r"sooner|doubt|"
    r"all|every|each|todos|todas|alle|allen|tous|toutes|wszyst\w+|все|всех|всем|one|nur|solo|sólo|"
    r"solamente|más|menos|porque|weil|seulement|parce|tylko|dlatego|только|"
    r"потому|лишь)\b)"
)
# The text must be in lower case, because ignoring case takes four times as long.
# Short text only: the pattern never searches more than one field of a record.
_NEGATED = re.compile(
    rf"{NEGATION}(?:\s+(?:be|been|have|has|had|yet|ever|also|to|a|an|the|any|all|ha|haya|se|han|"
    r"hay|había|hubo|habrá|ning[uú]n[oa]?|ma|było|będzie|żadn\w{1,3}|никак\w{1,4}|"
    r"wurden?|am|im|an|in|zu|bis|der|die|das|dem|den|\d{1,4}\.?))*"
    r"\s+([^\W\d_]{3,})",
)
# Negated verbs in French, in lower case: "ne ferme pas", "n'ont plus fermé".
# Short text only: the pattern never searches more than one field of a record.
_BEFORE_PAS = re.compile(
    r"\bn(?:e\s|['’])(?:(?:a|ont|avait|avaient|est|sont|était|étaient)\s+(?:pas|plus|jamais|"
    r"guère)\s+"
    r"([^\W\d_]{4,})|([^\W\d_]{4,})\s+(?:pas|plus|jamais|guère)\b)(?!\s+(?:seulement|que)\b)",
)
# In English, “no” precedes a noun: “no lorries waited”.
# Short text only: the pattern never searches more than one field of a record.
_NO_NOUN = re.compile(r"\bno\s+([^\W\d_]{3,})\s+([^\W\d_]{3,})", re.IGNORECASE)
# Other words that precede a negated noun. The verb may be on either side: "keine Wagen
# standen", "aucun camion n'a attendu".
# Short text only: the pattern never searches more than one field of a record.
_NONE_OF = re.compile(
    r"(?:\b(?P<before>[^\W\d_]{3,})\s+)?\b(?:hardly any|barely any|scarcely any|almost no|"
    r"virtually no|"
    r"kein(?:e|en|er|es|em)?|ning[uú]n(?:[oa]s?)?|aucune?)\s+(?P<noun>[^\W\d_]{3,})"
    r"(?:\s+(?:(?:se|ha|han|hat|haben|ne|a|ont)\s+|n['’](?:a|ont)?\s*)*(?P<after>[^\W\d_]{3,}))?",
    re.IGNORECASE,
)
# Short text only: the pattern never searches more than one field of a record.
_KEIN = re.compile(r"\b[kK]ein(?:e[nrms]?)?\s+(?:[a-zäöüß]+\s+){0,2}([A-ZÄÖÜ][^\W\d_]{2,})")
# Verbs that negate the next verb, in lower case: "refused to close", "se negó a cerrar",
# "weigerte sich zu schließen".
# Short text only: the pattern never searches more than one field of a record.
_REFUSED = re.compile(
    r"\b(?:(?:fail|declin|refus|ceas|omitt?|neglect)\w*\s+to|ceased|stopped|"
    r"(?:neg|rehus|declin)\w+(?:\s+a)?|dej(?:ó|aron|aba|aban)\s+de|refus\w+\s+d(?:e\s|['’])|"
    r"cess\w+\s+d(?:e\s|['’])|weigert\w*\s+sich[^.;]{0,60}?\bzu|odmówi\w*|przesta[łl]\w*|"
    r"отказал\w*сь|перестал\w*|atsisak\w+|nustoj\w+)\s*(?<![^\W\d_])([^\W\d_]{3,})",
)
# In German, “nicht” may end a clause, far from the verb, which does not begin with a capital.
# Short text only: the pattern never searches more than one field of a record.
_LAST_NICHT = re.compile(r"\b(?:nicht|nie|niemals)\W*$")
# Short text only: the pattern never searches more than one field of a record.
_UNCAPITALISED = re.compile(r"\b[a-zäöüß]{4,}")
# In Lithuanian, a negated verb begins with the negation: "nelaukė".
# Short text only: the pattern never searches more than one field of a record.
_WITH_NE = re.compile(r"\bne(?!buvo|būtų|bus\b|yra)([^\W\d_]{4,})", re.IGNORECASE)
_OF_THE = r"(?:(?:of|the|its|los|las|les|des|der|die|den|z|из)\s+){0,3}([^\W\d_]{3,})"
# Short text only: the pattern never searches more than one field of a record.
_NOT_ALL = re.compile(
    r"\b(?:not\s+(?:all|every|each)|no\s+tod[oa]s|nicht\s+alle[nr]?|pas\s+tou(?:s|tes)|"
    rf"nie\s+wszyst\w+|не\s+вс(?:е|ех|ем)|ne\s+vis[oi]s?)\s+{_OF_THE}",
    re.IGNORECASE,
)
# Short text only: the pattern never searches more than one field of a record.
_ALL = re.compile(
    r"(?<!not\s)(?<!no\s)(?<!nicht\s)(?<!pas\s)(?<!nie\s)(?<!не\s)(?<!ne\s)\b(?:all|every one|"
    rf"every|each|tod[oa]s|alle[nr]?|tou(?:s|tes)|wszyst\w+|все|всех|vis[oi]s?)\s+{_OF_THE}",
    re.IGNORECASE,
)
# The text must be in lower case, because ignoring case takes four times as long.
# Short text only: the pattern never searches more than one field of a record.
_DENIES = re.compile(
    rf"\b(?:{NEGATION}|(?:not|no|nicht|pas|nie|не|ne)\s+(?:all|every|each|tod[oa]s|alle[nr]?|"
    r"tou(?:s|tes)|wszyst\w+|вс(?:е|ех|ем)|vis[oi]s?)\b|(?:no|none|nobody|nothing|neither|nor|"
    r"without|only|"
    r"unless|nowhere|hardly|barely|scarcely|tampoco|dej(?:ó|aron|aba|aban)\s+de|rehus\w*|"
    r"weigert\w*|cess(?:é|a|"
    r"ait)\w*|"
    r"przesta[łl]\w*|перестал\w*|atsisak\w*|nustoj\w*|"
    r"den(?:y|ie[sd]|ying|ial)|fail\w*|refus\w*|declin\w*|lack\w*|reject\w*|ceas\w*|stop\w*|"
    r"unable|untrue|unproven|non\w*|sin(?!\s(?:embargo|duda))|ni|nadie|nada|ning[uú]n\w*|niega\w*|neg[óa]\w*|kein\w*|"
    r"ohne|bestreit\w*|bestritt\w*|dementier\w*|leugne\w*|ab(?:ge)?lehn\w*|lehn(?:t|te|ten)|"
    r"verweiger\w*|verw(?:arf|arfen|irft|orfen)|zurück(?:ge|zu)?w[ei]\w*|"
    r"w(?:ies|iesen|eist|eisen)\b[^.;]{0,120}\bzurück|verzicht\w*|niemand\w*|nichts|nirgends|"
    r"weder|sans|aucun\w*|rien|pas|ne|n|bez|nikt|nic|żadn\w*|odmaw\w*|odmów\w*|zaprzecz\w*|"
    r"без|никто|ничего|никак\w*|ни|нет|нельзя|невозможно|отказ\w*|отриц\w*|опроверг\w*)\b)",
)


def unquoted(text: str) -> str:
    """Return a text with its quotations blanked out, except for additions in brackets."""
    if text.isascii() and '"' not in text:
        return text
    return _QUOTED.sub(lambda match: _additions(match[0]), text)


def _additions(quoted: str) -> str:
    """Return the text in square brackets, with a space in place of every other character."""
    if "[" not in quoted:
        return " " * len(quoted)
    return "".join(
        part if part.startswith("[") else " " * len(part) for part in _ADDITION.split(quoted)
    )


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words. For example, "close" and "closing" have the same stem."""
    words = map(str.casefold, _WORD.findall(text))
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)


def clauses(text: str) -> list[str]:
    """Split a text into clauses at full stops, semicolons and conjunctions."""
    return [clause for clause in _BOUNDARY.split(text) if clause]


def clause_at(text: str, place: int) -> str:
    """Return the clause at an offset in a text, or the whole text if the offset is in no clause."""
    at = 0
    for clause in clauses(text):
        at = text.index(clause, at)
        if at <= place < at + len(clause):
            return clause
    return text


def nearest_clauses(texts: Sequence[str], subject: frozenset[str]) -> list[str]:
    """Return the clauses that share the most stems with a subject, or none if no stem is shared."""
    shared = [(len(stems(clause) & subject), clause) for text in texts for clause in clauses(text)]
    most = max((number for number, _ in shared), default=0)
    return [clause for number, clause in shared if number == most] if most else []


def negated_stems(text: str) -> frozenset[str]:
    """Return the stems of words that appear only negated, as after "not" or "refused to"."""
    lower = text.lower()
    words = [match[1] for match in _NEGATED.finditer(lower)]
    words += [match[1] or match[2] for match in _BEFORE_PAS.finditer(lower)]
    words += [match[1] for match in _REFUSED.finditer(lower)]
    negated = {stem for word in words for stem in stems(word)}
    others = _REFUSED.sub(" ", _BEFORE_PAS.sub(" ", _NEGATED.sub(" ", lower)))
    return frozenset(negated - stems(others)) | _last_negated(text)


def _last_negated(text: str) -> frozenset[str]:
    """Return the stems of words in lower case in German clauses that end in "nicht" or "nie"."""
    if "nicht" not in text and "nie" not in text:
        return frozenset()
    ending = (clause for clause in clauses(text) if _LAST_NICHT.search(clause))
    words = (word for clause in ending for word in _UNCAPITALISED.findall(clause))
    return stems(" ".join(word for word in words if word not in ("nicht", "niemals")))


def denied_by_prefix(text: str) -> frozenset[str]:
    """Return the stems of words that begin with a negation, as in Lithuanian verbs."""
    return frozenset(stem for match in _WITH_NE.finditer(text) for stem in stems(match[1]))


def without_noun(text: str, others: frozenset[str]) -> frozenset[str]:
    """Return the stems of nouns after "no", if the word after the noun is not among the ``others``.

    For example, “no lorries passed” does not contradict “all lorries turned back”.
    """
    pairs = (match.groups() for match in _NO_NOUN.finditer(text))
    return frozenset(
        stem for noun, verb in pairs if not is_among(verb, others) for stem in stems(noun)
    )


def denied_nouns(text: str, others: frozenset[str]) -> frozenset[str]:
    """Return the stems of nouns after "hardly any" or the like if the verb is in ``others``."""
    return frozenset(
        stem
        for match in _NONE_OF.finditer(text)
        if any(is_among(match[name] or "", others) for name in ("before", "after"))
        for stem in stems(match["noun"]) & others
    )


def denied_objects(text: str, others: frozenset[str]) -> frozenset[str]:
    """Return the stems of German nouns after "kein" if ``others`` has a verb of their clause.

    The verb may be far from the noun: "Der Rat beschloss am 12. Oktober keine Sanierung".
    """
    found: frozenset[str] = frozenset()
    for clause in clauses(text):
        match = _KEIN.search(clause)
        words = _UNCAPITALISED.findall(clause) if match else ()
        if match and any(is_among(word, others) for word in words if not word.startswith("kein")):
            found |= stems(match[1]) & others
    return found


def is_among(word: str, others: frozenset[str]) -> bool:
    """Return whether a word begins like any of the ``others``, as "waited" begins like "wait"."""
    begin = word.casefold()[: _STEM - 1]
    return len(begin) >= _STEM - 2 and any(other[: _STEM - 1] == begin for other in others)


def not_all(text: str) -> frozenset[str]:
    """Return the stems of nouns after "not all" or the like."""
    return frozenset(stem for match in _NOT_ALL.finditer(text) for stem in stems(match[1]))


def of_all(text: str) -> frozenset[str]:
    """Return the stems of nouns after "all", "each of the" or the like."""
    return frozenset(stem for match in _ALL.finditer(text) for stem in stems(match[1]))


def denies(text: str) -> bool:
    """Return whether a text negates, denies, limits or refuses anything."""
    return _DENIES.search(text.lower()) is not None
