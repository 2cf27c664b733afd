"""Compares two statements word by word, to see whether one clearly says the opposite of the other.

Only statements that share their words are compared, and only a plain denial counts. Readers must
judge what "only" or two denials mean. "Hardly" counts as a denial.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from build_tools.facts.clauses import NEGATION, clauses, denied_by_prefix, denies

_BY_PREFIX = ("lt",)
# Words that are common in sentences on any subject, and forms of "be", "have" and "do".
_COMMON: Mapping[str, str] = {
    "en": "a the and for not has have had was were been are is its this that these those with from "
    "into than his her their they she who will would can cannot did does doing done being never no "
    "longer him them itself any about also which there what it as at by in of on or to up an he be "
    "do so we our neither nor",
    "es": "los las del una con por para que sus fue fueron han había habían nunca ha se su al el "
    "la en un de no y lo era eran es son ser está están estaba estaban estuvo estuvieron hay hubo "
    "sido estado sin ni",
    "de": "der die das den dem des und mit von für auf ist sind war waren hat haben hatte hatten "
    "wurde wurden nicht nie niemals kein keine keinen keiner keinem sich ein eine einen einer im "
    "am zu zum zur es er sie in an",
    "fr": "les une dans par pour sur est son ses avait ont pas jamais plus aux du le la il elle "
    "ils ne au été un de des en et se l d n est était étaient ont sans",
    "pl": "nie nigdy był była było były na do od przez oraz są jest jej jego ich w z i a się o bez "
    "został została zostało zostały że to ani",
    "ru": "не никогда был была было были это его её их на по от до из в с и о к у ни",
    "lt": "buvo yra ir į iš su nuo iki jo jos jų",
}
# Words that show that a statement is about something else, such as "others" or "only".
LIMITS = frozenset(
    """
other others another rest remaining more most all every each both few some many much only alone
same such further again yet already first last then before after earlier later until since
once initially fully wholly itself even just else either however instead
otro otra otros otras resto más todos todas aún todavía ya antes después
andere anderen anderer übrigen mehr alle allen beide noch schon zuerst vorher später
autre autres reste tous toutes encore déjà avant après
inne innych reszta więcej wszystkie jeszcze już wcześniej później
другие других остальные больше все ещё еще уже раньше позже
kitas kitų kiti likusios daugiau visi dar jau anksčiau vėliau
""".split()  # noqa: SIM905  (a list would fill two pages)
)
# Words that begin a clause that may be about something untrue. This and the next patterns expect
# lower case, because ignoring case takes four times as long.
_SUBORDINATE = re.compile(
    r"\b(?:that|whether|if|who|which|whose|what|why|how|when|where|because|unless|until|although|"
    r"though|while|according|suppose|had it|que|si|quien|cuando|donde|porque|aunque|según|dass|ob|"
    r"wenn|weil|obwohl|wer|laut|qui|dont|quand|où|parce|selon|że|czy|jeśli|gdy|który|która|które|"
    r"bo|choć|według|что|ли|если|когда|котор\w+|потому|хотя|по словам|kad|ar|jei|kai|kuri\w*|nes|"
    r"nors)\b",
)
# Verbs of saying, wanting and possibility. An event that depends on them may not have happened.
_REPORTED = re.compile(
    r"\b(?:may|might|could|should|would|will|shall|possibl\w+|likely|(?:plan|intend|want|promis|"
    r"threat|announc|agree|order|ask|urg|call|claim|accus|report|expect|decid|propos|demand|consider|"
    r"warn|approv|declar|sa[iy]|t[eo]l[dl]|spoke|speak)\w*|"
    r"dijo|dice|puede|podría|quiere|anunci\w+|acus\w+|según|sagte|sagt|will|wollen|kann|könnte|soll|"
    r"kündigt\w*|a dit|peut|pourrait|veut|annonc\w+|powiedzia\w+|może|mogą|chce|zapowiedzia\w+|"
    r"сказал\w*|заяв\w+|может|могут|хочет|объяв\w+|sakė|gali|nori|paskelb\w+)\b",
)
_PARTS = re.compile(r"(?<=\w):\s+|\s[–—]\s")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)?")
_NO_NOUN = re.compile(
    r"\b(?:no(?!\.?\s?\d)|without|sin|ohne|sans|bez|без|neither|nobody|none|^\W{0,3}(?:ni|ani|ни)|kein(?:e[nrms]?)?|"
    r"aucune?|ningun[oa]s?|ningún|żad(?:en|na|ne|nych)|никак\w+|joki\w+)\b(?!\s+(?:longer|doubt|"
    r"more|less|fewer|later|embargo|duda|zweifel|doute|wątpienia|сомнения)\b)",
)
_WITHOUT = re.compile(r"\b(?:without|sin|ohne|sans|bez|без)\b", re.IGNORECASE)
_NEGATED = re.compile(rf"(?:{NEGATION})")
# Words that nearly deny the verb after them: "hardly contained", "apenas contenía".
_HARDLY = (
    r"(?:hardly|barely|scarcely|apenas|kaum|à peine|ledwo|ledwie|едва|vos)"
    r"(?!\s(?:\d|an?\b|any|una?\b|una?\s|ein|un\b|se\s))"
)
_WEAK = re.compile(rf"\b{_HARDLY}", re.IGNORECASE)
# Verbs that deny the verb after them: "refused to close", "se negó a cerrar", "odmówił zamknięcia".
_REFUSED = re.compile(
    r"\b(?:(?:fail|declin|refus)(?:ed|es|s)? to|se neg(?:ó|aron) a|rehus(?:ó|aron)|"
    r"weigert\w* sich|refus\w+ d(?:e\s|['’])|odmówi[łl]\w*|отказал\w*сь|atsisak\w+|"
    r"dej(?:ó|aron) de|stopped(?= [^\W\d_]+ing\b)|ceased|cess(?:é|a|èrent) d(?:e\s|['’])|"
    r"przestał\w*|перестал\w*|nustojo|far from|lejos de|weit davon entfernt|loin d(?:e\s|['’])|"
    r"den(?:ied|ies|y) (?=that\b)|(?:neg(?:ó|aron)|niegan?|desm(?:iente|intió)) (?=que\b)|"
    r"(?:bestritt(?:en)?|bestreite[nt]|leugnete?n?|dementierte?n?),? (?=dass\b)|"
    r"(?:a|ont) (?:nié|démenti) (?=que\b)|zaprzecz\w+,? (?=że\b)|"
    r"(?:отрица|опроверг)\w+,? (?=что\b)|"
    r"(?:ne|pane)ig[ėi]a?,? (?=kad\b)|"
    rf"{_HARDLY})",
)
# The word after a verb of denying, which denies what somebody said.
_DENIED_THAT = re.compile(
    r"\b(?:den(?:ied|ies|y)|negó|negaron|niegan?|desmiente|desmintió|bestritt(?:en)?|bestreite[nt]|"
    r"leugnete?n?|dementierte?n?|nié|démenti|zaprzecz\w+|отрица\w+|опроверг\w+|(?:ne|pane)ig[ėi]a?)"
    r",? (?:that|que|dass|że|что|kad)\b",
    re.IGNORECASE,
)
_THAT = frozenset(("that", "que", "dass", "że", "что", "kad"))
# In "No, it was 36", the short answer denies the question, not the words after it.
_ANSWER = re.compile(r"^[\s\W]*(?:no|nie|nein|non|нет|ne|ні),\s", re.IGNORECASE)
_STILL = "still"
_PAST = re.compile(
    r"\b(?:did|was|were|had)(?: not|n[’']t)\b|\b(?:never|nunca|jamás|nigdy|никогда|niekada)\b|"
    r"\bno (?:(?:se|lo|la|le|los|las|les) )?[^\W\d_]+(?:ó|aron|ieron|aba|aban|ía|ían)\b|"
    r"\bnie [^\W\d_]+(?:ł|ła|ło|li|ły|ono|ęto)\b|\bне [^\W\d_]+(?:л|ла|ло|ли)\b|"
    r"\bn[’'](?:a|ont|avait|avaient) (?:pas|jamais)\b|"
    r"\b(?:failed|declined|refused) to\b|\bse neg(?:ó|aron) a\b|\bodmówi[łl]|\bотказал|"
    r"\b(?:hat|haben|hatte|hatten|wurden?|war|waren|beschloss|schloss|gab|nahm|ging|kam|hielt|ließ|"
    r"sprach|stand|fand|trug|zog|schrieb|verlor|gewann|bekam|[^\W\d_]{3,}te)(?:en|n)?\b[^.;]{0,80}"
    r"\b(?:nicht|niemals|kein(?:e[nrms]?)?)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:no longer|not any ?more|ya no|nicht mehr|kein\w* \w+ mehr|plus|już nie|nie \w+ już|"
    r"больше не|уже не|nebe\w+|today|now|nowadays|hoy|heute|dziś|сегодня|šiandien|aujourd)\b|"
    r"\b(?:is|are|has|have|does|do)(?: not|n[’']t)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\b(?<![.!?] )(?<!^)[^\W\d_a-zß-ÿа-яё][^\W\d_]{2,}")
_CONTRACTED = re.compile(r"(?:[’']s?|n[’']t)$")
_FRENCH_NE = re.compile(r"\bn(?:e\s|['’])", re.IGNORECASE)
_SHORTEST, _BEGIN, _ENDING = 2, 4, 3
_REACH = 3
# Forms of verbs that begin with different letters.
_IRREGULAR: Mapping[str, str] = {
    form: forms.split()[0]
    for forms in (
        "spoke speak spoken",
        "said say says",
        "went go goes gone",
        "gave give given",
        "took take taken",
        "came come",
        "left leave leaves",
        "fell fall fallen",
        "fought fight fighting",
        "held hold",
        "told tell",
        "sent send",
        "met meet",
        "made make",
        "shot shoot",
        "led lead",
        "won win",
        "lost lose",
        "paid pay",
        "bought buy",
        "brought bring",
        "began begin begun",
        "broke break broken",
        "built build",
        "rose rise risen",
        "saw see seen",
        "kept keep",
        "knew know known",
        "wrote write written",
        "found find",
        "stood stand",
        "became become",
        "grew grow grown",
        "lay lie lies",
        "put puts",
        "died die dies",
    )
    for form in forms.split()
}


class Statement(NamedTuple):
    """A clause, and whether it is denied. ``denied`` is None if this is not certain.

    ``subject`` is the text before the denial, and ``rest`` is the text after it.
    """

    clause: str
    lang: str
    denied: bool | None
    subject: str = ""
    rest: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words that show the subject of the clause."""
        return content(_REFUSED.sub(" ", self.clause), self.lang)

    @property
    def negated(self) -> tuple[str, ...]:
        """The words directly after the denial."""
        return content(self.rest, self.lang)[:_REACH]

    @property
    def reported(self) -> frozenset[str]:
        """The first letters of each verb of saying, wanting or possibility in the clause."""
        words = _REPORTED.findall(self.clause.lower())
        return frozenset(_IRREGULAR.get(word, word)[:_BEGIN] for word in words)

    @property
    def subordinate(self) -> frozenset[str]:
        """The words in the clause that begin a subordinate clause."""
        return frozenset(_SUBORDINATE.findall(self.clause.lower()))


def statements(text: str, lang: str) -> Iterator[tuple[int, int, Statement]]:
    """Yield the start, the end and the statement of each clause that is not a question."""
    at = 0
    for clause in (part for whole in clauses(text) for part in _PARTS.split(whole)):
        at = text.index(clause, at)
        end = at + len(clause)
        if "?" not in clause and not text[end:].lstrip(" ”»\"'").startswith("?"):
            yield at, end, statement(clause, lang)
        at = end


def may_deny(text: str, lang: str) -> bool:
    """Return whether a text may contain a plain denial. Most texts need no further check."""
    lower = text.lower()
    return lang in _BY_PREFIX or any(form.search(lower) for form in (_NEGATED, _NO_NOUN, _REFUSED))


@lru_cache(maxsize=4096)
def statement(clause: str, lang: str) -> Statement:
    """Return a clause as a statement."""
    clause = _ANSWER.sub(" ", clause)
    lower = _lower(clause)
    denials = {
        match.start(): match
        for form in (_NEGATED, _NO_NOUN, _REFUSED)
        for match in form.finditer(lower)
    }
    if not denials:
        prefixed = denied_by_prefix(clause) if lang in _BY_PREFIX else ()
        if prefixed:
            return Statement(clause, lang, True if len(prefixed) == 1 else None, "", *prefixed)
        return Statement(clause, lang, None if denies(clause) else False)
    first = denials[min(denials)]
    before, after = clause[: first.start()], clause[first.end() :]
    is_sure = len(denials) == 1 and not denies(_FRENCH_NE.sub(" ", f"{before} {after}"))
    return Statement(clause, lang, True if is_sure else None, before, after)


def _lower(text: str) -> str:
    """Return a text in lower case, with each character in the same place."""
    return text.replace("\u0130", "I").lower()  # only this letter would become two


def speaks_of(ours: Statement, known: Statement, before: str) -> bool:
    """Return whether a pronoun at the start of a clause can only mean the known subject.

    ``before`` is the text before the clause, as in "Poland protested. It did not close crossings."
    """
    if any(is_in(word, known.words) for word in content(ours.subject, ours.lang)):
        return True
    names = content(" ".join(_CAPITAL.findall(before)), ours.lang)
    return all(is_in(name, known.words) for name in names)


def are_contrary(ours: Statement, known: Statement, beside: Collection[str] = ()) -> bool:
    """Return whether a statement and a known statement clearly contradict each other.

    All words of our statement must be in the known statement. At most one word may be in ``beside``
    instead.
    """
    if ours.denied is None or known.denied is None or ours.denied == known.denied:
        return False
    other = known.words if ours.denied else ours.words
    negated = ours.negated if ours.denied else known.negated
    if not any(is_in(word, other) for word in negated[:2]):
        return False
    if not ours.denied and (_WITHOUT.search(known.clause) or _WEAK.search(known.clause)):
        return False  # "without papers" and "hardly" say little about the verb
    is_same_report = not known.reported.isdisjoint(ours.reported) or (
        _DENIED_THAT.search(ours.clause) is not None
    )
    if known.reported and not is_same_report:
        return False  # a planned or reported event may not have happened
    joints = _THAT if known.reported and is_same_report else frozenset()
    begin = ours.subordinate - joints
    if not begin <= known.subordinate or not LIMITS.isdisjoint(set(ours.words) - set(known.words)):
        return False
    if ours.denied and not _is_of_then(ours, known):
        return False
    shared = [word for word in ours.words if is_in(word, known.words)]
    extra = [word for word in ours.words if not is_in(word, known.words) and word != _STILL]
    extra = [word for word in extra if word not in joints]
    if _DENIED_THAT.search(known.clause):  # "said that" drops the denial in "denied that"
        extra = [word for word in extra if not _REPORTED.fullmatch(word)]
    if len(shared) < _SHORTEST or len(extra) > 1:
        return False
    return all(is_in(word, beside) for word in extra)


def _is_of_then(ours: Statement, known: Statement) -> bool:
    """Return whether a denial is about the time of a known statement. "Is not" may mean today."""
    if _NOW.search(ours.clause) or _STILL in ours.words:
        return False
    return (
        _PAST.search(ours.clause) is not None
        or _WEAK.search(ours.clause) is not None
        or any(word[0].isdigit() for word in ours.words)
        or not any(word[0].isdigit() for word in known.words)
    )


@lru_cache(maxsize=16_384)
def content(text: str, lang: str) -> tuple[str, ...]:
    """Return the words that show the subject of a text, in lower case."""
    common = _common(lang)
    words = [
        _CONTRACTED.sub("", word) if "'" in word or "’" in word else word
        for word in map(str.casefold, _TOKEN.findall(text))
    ]
    return tuple(_IRREGULAR.get(word, word) for word in words if word and word not in common)


@cache
def _common(lang: str) -> frozenset[str]:
    return frozenset(_COMMON.get(lang, "").split())


def is_in(word: str, words: Collection[str]) -> bool:
    """Return whether a word, or another form of it, is in a set of words."""
    begin = word[: _BEGIN - 1]
    return any(other.startswith(begin) and _alike(word, other) for other in words)


def _alike(word: str, other: str) -> bool:
    """Return whether two words are forms of one word: "join" and "joined", "die" and "died"."""
    if word == other:
        return True
    if word[0].isdigit() or other[0].isdigit():
        return False
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) <= _BEGIN:
        return len(shorter) >= _BEGIN - 1 and (
            longer.startswith(shorter) and len(longer) - len(shorter) <= _ENDING
        )
    return shorter[: _BEGIN + 1] == longer[: _BEGIN + 1]
