"""Lists the words for verdicts in prose, by language, and the verdicts that each word may mean.

Words that often mean something else are not listed. Words of doubt may mean several verdicts,
because writers use them in several senses.
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

# A statement that is said to be unknown or unproven cannot be a supported claim.
UNPROVEN = frozenset(Verdict) - {Verdict.SUPPORTED, Verdict.NUANCE}

# fmt: off
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "true": "true|right|correct|accurate|confirmed|supported|verified|established|proven",
        "nuance": "supported with nuance|needs a qualifier|need a qualifier|needs context|"
                  "mostly true|largely true|mostly right|largely right|mostly correct|"
                  "largely correct|mostly supported|largely supported|true with nuance|with nuance",
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
                "confirmadas|establecido|establecida|acertado|acertada|comprobado|comprobada|"
                "demostrado|demostrada|probado|probada|respaldado|respaldada|respaldados|"
                "respaldadas",
        "nuance": "cierto con matices|con matices|necesita matices|requiere contexto|"
                  "mayormente cierto|mayoritariamente cierto|casi cierto|"
                  "respaldado en lo esencial|respaldada en lo esencial",
        "partly": "parcialmente cierto|parcialmente falso|verdad a medias|medio cierto",
        "misleading": "engañoso|engañosa|engañosos|engañosas",
        "wrong": "falso|falsa|falsos|falsas|erróneo|errónea|erróneos|erróneas|incorrecto|"
                 "incorrecta|incorrectos|incorrectas|mentira|inventado|inventada|bulo|"
                 "un bulo|desmentido|desmentida|refutado|refutada",
        "inexact": "inexacto|inexacta|impreciso|imprecisa",
        "untrue": "no es cierto|no cierto",
        "disputed": "disputado|disputada|discutido|discutida|controvertido|controvertida|"
                    "en disputa",
        "open": "no verificable|no verificables|inverificable|no comprobable|no comprobables|"
                "sin verificar|no verificado|no verificada|sin confirmar|no confirmado|"
                "no confirmada|sin comprobar|no comprobado|no comprobada",
        "attributed": "solo atribuido|sólo atribuido|solo atribuida|dicha pero sin verificar",
    },
    "de": {
        "true": "wahr|richtig|korrekt|zutreffend|belegt|bestätigt|gesichert|erwiesen",
        "nuance": "richtig mit einschränkung|mit einschränkung|größtenteils richtig|"
                  "überwiegend richtig|weitgehend richtig|überwiegend wahr|braucht kontext",
        "partly": "teilweise richtig|teils richtig|teilweise falsch|teils falsch|halb wahr|"
                  "halbwahr|teilweise wahr",
        "misleading": "irreführend",
        "wrong": "falsch|unrichtig|unzutreffend|erfunden|widerlegt|gelogen|frei erfunden",
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
                 "incorrects|incorrectes|mensonger|mensongère|inventé|inventée|"
                 "démenti|réfuté|réfutée",
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
        "wrong": "fałsz|fałszem|fałszywe|fałszywa|fałszywy|błędne|błędna|błędny|zmyślone|bzdura|"
                 "bzdurą|kłamstwo|kłamstwem|obalone",
        "inexact": "niedokładne|nieścisłe",
        "untrue": "nieprawda|nieprawdą|nieprawdziwe|nieprawdziwa|nieprawdziwy",
        "disputed": "sporne|sporna|sporny|kwestionowane",
        "open": "nieweryfikowalne|niezweryfikowane|niesprawdzalne|niepotwierdzone|"
                "niepotwierdzona|nie do sprawdzenia|nie do zweryfikowania|nieudowodnione",
        "attributed": "tylko przypisane",
    },
    "ru": {
        "true": "верно|верным|правда|правдой|правильно|подтверждено|достоверно|установлено|"
        "доказано",
        "nuance": "верно с оговоркой|верно с оговорками|требует уточнения|в основном верно|"
                  "в целом верно",
        "partly": "частично верно|полуправда|отчасти верно|частично правда|частично неверно",
        "misleading": "вводит в заблуждение|вводящее в заблуждение",
        "wrong": "неверно|неверным|ложным|ложь|ложью|ложно|ошибочно|фейк|выдумка|выдумкой|"
                 "опровергнуто",
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

# Verbs that give a verdict without "is".
_VERBS: Mapping[str, Mapping[str, str]] = {
    "en": {"true": "holds up|hold up|checks out|holds true", "untrue": "does not hold up"},
    "de": {
        "true": "stimmt|stimmen|trifft zu|treffen zu",
        "untrue": "stimmt nicht|stimmen nicht|trifft nicht zu|treffen nicht zu",
    },
    "fr": {"untrue": "ne tient pas"},
    "es": {"untrue": "no se sostiene"},
    "pl": {"true": "zgadza się", "untrue": "nie zgadza się"},
    "ru": {"true": "соответствует действительности"},
}

# Labels for facts that are not known. Questions below these labels may cite known facts, so only
# statements are compared with their claims.
_UNKNOWN: Mapping[str, str] = {
    "en": "not known|unknown|not yet known|still unknown|what is not known|what we do not know|"
          "what we don't know|what we don’t know|what nobody knows|what remains unknown|"
          "what remains open|what is unknown|open questions|unanswered",
    "es": "no se sabe|desconocido|lo que no se sabe|lo que no sabemos|qué no se sabe|"
          "lo que se desconoce|preguntas abiertas|sin respuesta",
    "de": "nicht bekannt|unbekannt|was wir nicht wissen|was nicht bekannt ist|was unbekannt ist|"
          "was man nicht weiß|was offen ist|was offen bleibt|offene fragen",
    "fr": "inconnu|on ne sait pas|ce que l’on ne sait pas|ce que l'on ne sait pas|"
          "ce qu’on ne sait pas|ce qu'on ne sait pas|ce que nous ne savons pas|"
          "ce qui reste inconnu|questions ouvertes",
    "pl": "nieznane|nie wiadomo|czego nie wiemy|czego nie wiadomo|co pozostaje nieznane|"
          "otwarte pytania",
    "ru": "неизвестно|что неизвестно|чего мы не знаем|чего не знаем|что остаётся неизвестным|"
          "открытые вопросы",
    "lt": "nežinoma|neaišku|ko nežinome|kas nežinoma|kas lieka neaišku|atviri klausimai",
}

# Words before "that" with which an editor says that something is not shown.
_NO_PROOF: Mapping[str, str] = {
    "en": "there (?:is|was) no (?:evidence|proof|sign)|no evidence (?:shows|suggests)|nothing "
          "(?:shows|"
          "confirms|proves)|we (?:found|have|saw) no (?:evidence|proof|sign)|we (?:could not|"
          "cannot|"
          "were unable to) (?:verify|confirm|establish)|(?:it is|it’s|it's) (?:not known|unknown|"
          "unclear)|nobody knows",
    "es": "no hay (?:pruebas|constancia|indicios)(?: de)?|nada (?:demuestra|confirma|prueba)|no "
          "(?:pudimos|hemos podido) (?:verificar|confirmar|comprobar)|no encontramos pruebas de|"
          "no se sabe|no consta",
    "de": "es gibt keine(?:n|rlei)? (?:belege?|beweise?|hinweise?)(?: dafür| darauf)?|nichts "
          "(?:belegt|zeigt|beweist)|wir (?:konnten|können) nicht (?:bestätigen|prüfen|belegen)|"
          "wir fanden keine(?:n)? (?:belege?|beweise?|hinweise?)(?: dafür| darauf)?|es ist nicht "
          "(?:belegt|bekannt|erwiesen)",
    "fr": "rien ne (?:prouve|montre|confirme)|il n['’]y a (?:pas|aucune) (?:de )?preuve|aucune "
          "preuve "
          "ne montre|nous n['’]avons pas pu (?:vérifier|confirmer|établir)|on ne sait pas",
    "pl": "nie ma dowodów(?: na to)?|brak dowodów(?: na to)?|nic nie (?:potwierdza|dowodzi)|nie "
          "(?:udało się|zdołaliśmy|mogliśmy) (?:nam )?(?:potwierdzić|sprawdzić|ustalić)|nie "
          "wiadomo",
    "ru": "нет (?:доказательств|подтверждений)(?: того| тому)?|ничто не (?:подтверждает|"
          "доказывает)|"
          "(?:мы )?не (?:смогли|удалось) (?:подтвердить|проверить|установить)|неизвестно",
    "lt": "nėra (?:įrodymų|duomenų)|niekas ne(?:patvirtina|įrodo)|(?:mums )?(?:nepavyko|"
          "negalėjome) "
          "(?:patvirtinti|patikrinti|nustatyti)|nežinoma",
}

# Words before a verdict: “we consider it” (wrong that …), and “we consider this” (wrong).
_RATES: Mapping[str, tuple[str, str]] = {
    "en": (r"we (?:rate|rated|judge|consider|find|found|deem|hold)(?: it)?(?: as| to be)?",
           r"we (?:rate|rated|judge|consider|find|found|deem) (?:this|it|that|the claim)"
           r"(?: as| to be)?"),
    "es": (r"(?:consideramos|juzgamos|calificamos|damos)(?: como| por| de)?",
           r"(?:lo|la) (?:consideramos|juzgamos|calificamos|damos)(?: como| por| de)?"),
    "de": (r"wir (?:halten|werten|beurteilen|bewerten)(?: es)?(?: für| als)?",
           r"wir (?:halten|werten|beurteilen|bewerten) (?:das|dies|es)(?: für| als)?"),
    "fr": (r"nous (?:jugeons|considérons|tenons)(?: comme| pour)?",
           r"nous (?:le|la) (?:jugeons|considérons|tenons)(?: comme| pour)?"),
    "pl": (r"(?:uznajemy|oceniamy)(?: za| jako)?", r"(?:uznajemy|oceniamy) to(?: za| jako)?"),
    "ru": (r"мы (?:считаем|признаём|признаем)", r"мы (?:считаем|признаём|признаем) это"),
    "lt": (r"(?:vertiname|laikome)(?: kaip)?",
           r"(?:tai vertiname|tai laikome|vertiname tai)(?: kaip)?"),
}

# The words that join a statement and its verdict in a sentence.
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

# A sentence with one of these words gives someone else's view, asks or supposes. Its verdict is not
# ours.
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

# A claim cited after one of these words supports the verdict, but does not have that verdict.
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
# The words between the entries of a list, and the words that may begin the next entry.
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
    """Return the verdicts that a label may mean, or None if the label is not a verdict."""
    text = " ".join(_MARKS.sub(" ", phrase).replace(",", "").split()).lower()
    text = _LEAD.sub("", text).rstrip(" :.!–—-").strip()
    words = _phrases(base(lang))
    if text in words:
        return words[text]
    parts = text.split(" ")
    if len(parts) > 1 and parts[-1] in _NOUNS:
        return words.get(" ".join(parts[:-1]))
    return words.get(" ".join(parts[1:])) if len(parts) > 1 and parts[0] in _NOUNS else None


def is_unknown(phrase: str, lang: str) -> bool:
    """Return whether a label says that the statements below it are not known."""
    text = " ".join(_MARKS.sub(" ", phrase).split()).lower().rstrip(" :.?!–—-")
    return text in _UNKNOWN.get(base(lang), "").split("|")


@cache
def no_proof(code: str) -> str:
    """Return a regular expression for words such as "there is no evidence" before "that"."""
    return _NO_PROOF.get(code, "(?!)")


@cache
def rates(code: str) -> str:
    """Return a regular expression for “we consider it”, before a verdict and "that"."""
    return _RATES.get(code, ("(?!)", ""))[0]


@cache
def _phrases(code: str) -> dict[str, frozenset[Verdict]]:
    return {
        phrase: _MEANINGS[name]
        for words in (_WORDS, _VERBS)
        for name, phrases in words.get(code, {}).items()
        for phrase in phrases.split("|")
    }


@cache
def any_phrase(code: str) -> str:
    """Return a regular expression for all phrases in a language, with the longest first."""
    phrases = sorted(_phrases(code), key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in phrases) or "(?!)"


@cache
def verbs(code: str) -> str:
    """Return a regular expression for the verbs that give a verdict without "is"."""
    phrases = "|".join(_VERBS.get(code, {}).values()).split("|")
    return "|".join(re.escape(verb).replace(r"\ ", r"\s") for verb in phrases if verb) or "(?!)"


@cache
def copula(code: str) -> str:
    """Return a regular expression for the words that join a statement and its verdict."""
    return f"{_COPULAS.get(code, '(?!)')}|{_RATES.get(code, ('', '(?!)'))[1]}"


@cache
def view(code: str) -> re.Pattern[str]:
    """Return a pattern for words that give someone else's view, or a supposition."""
    return re.compile(rf"\b(?:{_VIEWS.get(code, '(?!)')})\b|\?", re.IGNORECASE)


@cache
def contrast(code: str) -> re.Pattern[str]:
    """Return a pattern for the beginning of a reason or correction."""
    return re.compile(rf"\b(?:{_CONTRASTS.get(code, '(?!)')})\b|[:–—(]", re.IGNORECASE)


@cache
def next_item(code: str) -> re.Pattern[str]:
    """Return a pattern for the beginning of a text that continues a list under the same label."""
    joints, articles = _JOINTS.get(code, ("(?!)", "(?!)"))
    return re.compile(
        rf"\s*(?:;\s*(?:{joints}|{_THAT})\b|,?\s*(?:{joints})\s+(?:{_THAT}|{articles})\b"
        rf"|\.\s+(?:{_THAT})\b)",
        re.IGNORECASE,
    )
