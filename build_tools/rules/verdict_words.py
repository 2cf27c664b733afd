"""Lists the words by which prose gives a verdict, by language, and which verdicts each may mean.

Only what is sure is listed: a word that is as often something else is left out. Words of doubt mean
several verdicts, because writers use them so.
"""

import re
from collections.abc import Mapping
from functools import cache

from build_tools.facts.quantities import base
from build_tools.facts.records import Verdict

_MEANINGS: Mapping[str, frozenset[Verdict]] = {
    "true": frozenset((Verdict.SUPPORTED, Verdict.NUANCE)),
    "nuance": frozenset((Verdict.NUANCE,)),
    "partly": frozenset((Verdict.NUANCE, Verdict.MISLEADING, Verdict.DISPUTED)),
    "misleading": frozenset((Verdict.MISLEADING,)),
    "wrong": frozenset((Verdict.WRONG,)),
    "inexact": frozenset((Verdict.WRONG, Verdict.MISLEADING, Verdict.NUANCE)),
    "untrue": frozenset((Verdict.WRONG, Verdict.MISLEADING)),
    "disputed": frozenset((Verdict.DISPUTED, Verdict.ATTRIBUTED)),
    "open": frozenset((Verdict.UNVERIFIED, Verdict.NOT_CHECKABLE, Verdict.ATTRIBUTED)),
    "attributed": frozenset((Verdict.ATTRIBUTED,)),
}

# fmt: off
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "true": "true|right|correct|accurate|confirmed|supported|verified|established|proven",
        "nuance": "supported with nuance|needs a qualifier|need a qualifier|needs context|"
                  "mostly true|largely true|mostly right|largely right|mostly correct|"
                  "largely correct|true with nuance|with nuance",
        "partly": "partly true|half true|half-true|partly right|partly correct|partly wrong|"
                  "partly false|mixed",
        "misleading": "misleading",
        "wrong": "wrong|false|incorrect|mistaken|fabricated|refuted|debunked|invented",
        "inexact": "inaccurate|inexact|imprecise",
        "untrue": "untrue|not true|not correct|not right",
        "disputed": "disputed|contested",
        "open": "unverified|unproven|unconfirmed|not verified|not verifiable|unverifiable|"
                "not checkable|uncheckable|not proven|not confirmed|cannot be verified|"
                "cannot be checked|could not be verified",
        "attributed": "attributed only|only attributed",
    },
    "es": {
        "true": "cierto|cierta|ciertos|ciertas|verdadero|verdadera|verdaderos|verdaderas|verdad|"
                "correcto|correcta|correctos|correctas|confirmado|confirmada|confirmados|"
                "confirmadas|establecido|establecida|acertado|acertada|comprobado|comprobada",
        "nuance": "cierto con matices|con matices|necesita matices|requiere contexto|"
                  "mayormente cierto|mayoritariamente cierto|casi cierto",
        "partly": "parcialmente cierto|parcialmente falso|verdad a medias|medio cierto",
        "misleading": "engañoso|engañosa|engañosos|engañosas",
        "wrong": "falso|falsa|falsos|falsas|erróneo|errónea|erróneos|erróneas|incorrecto|"
                 "incorrecta|incorrectos|incorrectas|mentira|inventado|inventada",
        "inexact": "inexacto|inexacta|impreciso|imprecisa",
        "untrue": "no es cierto|no cierto",
        "disputed": "disputado|disputada|discutido|discutida|controvertido|controvertida|"
                    "en disputa",
        "open": "no verificable|no verificables|inverificable|no comprobable|no comprobables|"
                "sin verificar|no verificado|no verificada|sin confirmar|no confirmado|"
                "no confirmada|sin comprobar|no comprobado|no comprobada",
        "attributed": "solo atribuido|sólo atribuido|solo atribuida",
    },
    "de": {
        "true": "wahr|richtig|korrekt|zutreffend|belegt|bestätigt|gesichert|erwiesen",
        "nuance": "richtig mit einschränkung|mit einschränkung|größtenteils richtig|"
                  "überwiegend richtig|weitgehend richtig|überwiegend wahr|braucht kontext",
        "partly": "teilweise richtig|teils richtig|teilweise falsch|teils falsch|halb wahr|"
                  "halbwahr|teilweise wahr",
        "misleading": "irreführend",
        "wrong": "falsch|unrichtig|unzutreffend|erfunden|widerlegt",
        "inexact": "ungenau",
        "untrue": "unwahr|nicht wahr|nicht richtig",
        "disputed": "umstritten|strittig",
        "open": "nicht überprüfbar|nicht prüfbar|nicht verifizierbar|unbelegt|nicht belegt|"
                "unbestätigt|nicht bestätigt|ungeprüft|unbewiesen|nicht verifiziert",
        "attributed": "nur zugeschrieben",
    },
    "fr": {
        "true": "vrai|vraie|vrais|vraies|exact|exacte|exacts|exactes|correct|correcte|corrects|"
                "correctes|confirmé|confirmée|confirmés|confirmées|établi|établie|avéré|avérée",
        "nuance": "à nuancer|plutôt vrai|globalement vrai|vrai avec des nuances",
        "partly": "partiellement vrai|en partie vrai|à moitié vrai|partiellement faux",
        "misleading": "trompeur|trompeuse|trompeurs|trompeuses",
        "wrong": "faux|fausse|fausses|erroné|erronée|erronés|erronées|incorrect|incorrecte|"
                 "incorrects|incorrectes|mensonger|mensongère|inventé|inventée",
        "inexact": "inexact|inexacte|inexacts|inexactes|imprécis|imprécise",
        "untrue": "pas vrai",
        "disputed": "contesté|contestée|contestés|contestées|controversé|controversée",
        "open": "invérifiable|invérifiables|non vérifiable|non vérifiables|non vérifié|"
                "non vérifiée|non vérifiés|non vérifiées|non confirmé|non confirmée|non prouvé|"
                "non prouvée",
        "attributed": "seulement attribué",
    },
    "pl": {
        "true": "prawda|prawdą|prawdziwe|prawdziwa|prawdziwy|potwierdzone|potwierdzona|"
                "potwierdzony|zgodne z prawdą|ustalone",
        "nuance": "wymaga zastrzeżenia|wymaga kontekstu|prawda z zastrzeżeniem|"
                  "w większości prawda",
        "partly": "częściowo prawda|półprawda|częściowo prawdziwe|częściowo fałszywe",
        "misleading": "wprowadza w błąd|wprowadzające w błąd|mylące|mylący|myląca",
        "wrong": "fałsz|fałszywe|fałszywa|fałszywy|błędne|błędna|błędny|zmyślone",
        "inexact": "niedokładne|nieścisłe",
        "untrue": "nieprawda|nieprawdą|nieprawdziwe|nieprawdziwa|nieprawdziwy",
        "disputed": "sporne|sporna|sporny|kwestionowane",
        "open": "nieweryfikowalne|niezweryfikowane|niesprawdzalne|niepotwierdzone|"
                "niepotwierdzona|nie do sprawdzenia|nie do zweryfikowania|nieudowodnione",
        "attributed": "tylko przypisane",
    },
    "ru": {
        "true": "верно|правда|правильно|подтверждено|достоверно|установлено|доказано",
        "nuance": "верно с оговоркой|верно с оговорками|требует уточнения|в основном верно|"
                  "в целом верно",
        "partly": "частично верно|полуправда|отчасти верно|частично правда|частично неверно",
        "misleading": "вводит в заблуждение|вводящее в заблуждение",
        "wrong": "неверно|ложь|ложно|ошибочно|фейк|выдумка|опровергнуто",
        "inexact": "неточно",
        "untrue": "неправда|не соответствует действительности",
        "disputed": "спорно|спорное|оспаривается",
        "open": "непроверяемо|не подтверждено|не проверено|невозможно проверить|не доказано|"
                "недоказано|нельзя проверить",
        "attributed": "только со слов",
    },
    "lt": {
        "true": "teisinga|tiesa|teisingai|teisingas|patvirtinta|įrodyta|nustatyta",
        "nuance": "reikia patikslinimo|iš esmės teisinga|teisinga su išlyga",
        "partly": "iš dalies teisinga|pusiau tiesa|iš dalies tiesa|iš dalies klaidinga",
        "misleading": "klaidina|klaidinanti|klaidinantis|klaidinantys",
        "wrong": "neteisinga|klaidinga|klaidingas|neteisingas|melas|melaginga|prasimanyta",
        "inexact": "netikslu|netiksli|netikslus",
        "untrue": "netiesa",
        "disputed": "ginčytina|ginčijama|ginčijamasi",
        "open": "nepatikrinama|nepatikrinta|nepatvirtinta|neįrodyta|neįmanoma patikrinti",
        "attributed": "tik priskirta",
    },
}

# What joins a statement and its verdict in a sentence.
_COPULAS: Mapping[str, str] = {
    "en": "is|are|was|were|remains|remain|proved|proves|turned out to be|(?:is|was|are|"
          "were) rated|(?:is|was|are|were) (?:simply|plainly|clearly|therefore|thus|also|"
          "still|indeed)",
    "es": "es|son|era|eran|fue|fueron|resulta|resultó|sigue siendo",
    "de": "ist|sind|war|waren|bleibt",
    "fr": "est|sont|était|étaient|reste|restent",
    "pl": "jest|są|był|była|było|były|to",
    "ru": "это|—|является|было|была",
    "lt": "yra|buvo|tai|–|—",
}

# A sentence with one of these gives somebody's view, asks or supposes: its verdict is not ours.
_VIEWS: Mapping[str, str] = {
    "en": "say|says|said|saying|call|calls|called|calling|according|argue|argues|argued|"
          "deny|denies|denied|think|thinks|believe|believes|believed|consider|considers|"
          "considered|describe|describes|described|insist|insists|insisted|told|claimed|"
          "alleged|if|whether|would|could|may|might|unless|suppose|reportedly|allegedly|"
          "dismissed|rejected",
    "es": "dice|dicen|dijo|dijeron|según|afirma|afirmó|afirman|llama|llamó|considera|"
          "consideró|cree|niega|negó|si|podría|sería|calificó|tacha|tachó|sostiene|sostuvo|"
          "acaso",
    "de": "sagt|sagte|sagten|laut|zufolge|nannte|nennt|bezeichnete|bezeichnet|hält|hielt|"
          "glaubt|ob|wenn|falls|könnte|wäre|sei|behauptet|behauptete",
    "fr": "dit|disent|selon|d’après|affirme|affirmait|qualifie|qualifié|juge|croit|si|"
          "serait|pourrait|prétend|nie",
    "pl": "mówi|powiedział|powiedziała|według|twierdzi|twierdził|nazwał|nazwała|uważa|czy|"
          "jeśli|byłoby|zdaniem",
    "ru": "сказал|сказала|заявил|заявила|заявили|словам|согласно|назвал|назвала|считает|"
          "если|ли|мнению|утверждает|якобы",
    "lt": "sakė|teigė|teigia|pasak|anot|pavadino|mano|ar|jei|jeigu|būtų",
}

# After one of these, what is cited supports the verdict, and is not itself under it.
_CONTRASTS: Mapping[str, str] = {
    "en": "but|when|whereas|while|in fact|actually|although|though|however|since|because|"
          "as|instead|rather|yet|which|who|see|not|after|before|by|given|unlike|despite|"
          "for",
    "es": "pero|cuando|mientras|en realidad|aunque|sino|porque|pues|ya que|como|véase|no|"
          "que|tras|según",
    "de": "aber|während|obwohl|denn|weil|da|tatsächlich|sondern|doch|siehe|nicht|wie|die|"
          "der|das|als",
    "fr": "mais|alors|tandis|quand|en fait|bien que|car|parce|puisque|comme|voir|pas|qui|"
          "or",
    "pl": "ale|gdy|podczas|w rzeczywistości|choć|bo|ponieważ|jak|zob|nie|który|która|które|"
          "a",
    "ru": "но|тогда|хотя|на самом деле|потому|так как|поскольку|см|не|который|которая|а|"
          "как",
    "lt": "bet|kai|nors|iš tikrųjų|nes|kaip|žr|ne|kuris|kuri|o",
}
_NOUN_WORDS = (
    "claims statements sentences points parts afirmaciones afirmación frases datos behauptungen "
    "aussagen sätze affirmations phrases stwierdzenia twierdzenia утверждения teiginiai"
)
_NOUNS = frozenset(_NOUN_WORDS.split())
# What joins the entries of a list, and what the next may begin with.
_JOINTS: Mapping[str, tuple[str, str]] = {
    "en": ("and|or", "the|a|an|his|her|its|their"), "es": ("y|e|o", "el|la|los|las|un|una"),
    "de": ("und|oder", "der|die|das|ein|eine"), "fr": ("et|ou", "le|la|les|un|une"),
    "pl": ("i|oraz|lub", "(?!)"), "ru": ("и|или", "(?!)"), "lt": ("ir|arba", "(?!)"),
}
# fmt: on
_THAT = "that|que|dass|daß|qu’|że|что|kad|jog"
LEAD = "verdict|rating|veredicto|urteil|ergebnis|werdykt|ocena|вердикт|вывод|verdiktas|išvada"
_LEAD = re.compile(rf"^(?:{LEAD})\s*:\s*", re.IGNORECASE)
_MARKS = re.compile(r"[*_`<>/]|</?(?:strong|b|em|i)>|&nbsp;|[✓✔✗✘✅❌⚠️●◐◪✕⇄❝○◇]")


def covered(lang: str) -> bool:
    """Return whether words for verdicts are listed for the language of a BCP 47 tag."""
    return base(lang) in _WORDS


def meaning(phrase: str, lang: str) -> frozenset[Verdict] | None:
    """Return the verdicts that a label may stand for, or None if it is no verdict."""
    text = " ".join(_MARKS.sub(" ", phrase).replace(",", "").split()).lower()
    text = _LEAD.sub("", text).rstrip(" :.!–—-").strip()
    words = _phrases(base(lang))
    if text in words:
        return words[text]
    parts = text.split(" ")
    if len(parts) > 1 and parts[-1] in _NOUNS:
        return words.get(" ".join(parts[:-1]))
    return words.get(" ".join(parts[1:])) if len(parts) > 1 and parts[0] in _NOUNS else None


@cache
def _phrases(code: str) -> dict[str, frozenset[Verdict]]:
    return {
        phrase: _MEANINGS[name]
        for name, phrases in _WORDS.get(code, {}).items()
        for phrase in phrases.split("|")
    }


@cache
def any_phrase(code: str) -> str:
    """Return a regular expression of all phrases of a language, the longest first."""
    phrases = sorted(_phrases(code), key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in phrases) or "(?!)"


@cache
def copula(code: str) -> str:
    """Return a regular expression of what joins a statement and its verdict."""
    return _COPULAS.get(code, "(?!)")


@cache
def view(code: str) -> re.Pattern[str]:
    """Return what finds words by which a sentence gives somebody else's view, or supposes."""
    return re.compile(rf"\b(?:{_VIEWS.get(code, '(?!)')})\b|\?", re.IGNORECASE)


@cache
def contrast(code: str) -> re.Pattern[str]:
    """Return what finds the beginning of a reason or correction."""
    return re.compile(rf"\b(?:{_CONTRASTS.get(code, '(?!)')})\b|[:–—(]", re.IGNORECASE)


@cache
def next_item(code: str) -> re.Pattern[str]:
    """Return what finds, at its beginning, that a text goes on with a list under the same label."""
    joints, articles = _JOINTS.get(code, ("(?!)", "(?!)"))
    return re.compile(
        rf"\s*(?:;\s*(?:{joints}|{_THAT})\b|,?\s*(?:{joints})\s+(?:{_THAT}|{articles})\b"
        rf"|\.\s+(?:{_THAT})\b)",
        re.IGNORECASE,
    )
