"""Lists words that change a meaning, by language: negations, denials, contrasts and conditions.

A word ending in ``*`` matches every word with that beginning. For a language that negates with a
prefix, we list the prefix and the words that only look negated. The sources are the closed lists of
particles, pronouns and conjunctions in grammars, and the verbs of denial in news texts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from build_tools.facts.catalogue import N_, FilledMessage

# fmt: off
_WORDS: Mapping[str, str] = {
    "en": "not no never none nobody nothing neither nor cannot without unless but except although "
          "though however despite instead denied deny denies denying denial* refuse* refusing "
          "reject* refute* disput* hardly barely scarcely non un alleged* false falsely untrue "
          "fail* unlikely impossible if rather nowhere supposed* purported* lack* minus",
    "ru": "не ни нет никогда никто никого никому ничто ничего ничем нигде никак без но однако "
          "зато отрица* опроверг* отверг* отказ* кроме хотя нельзя невозмож* якобы вместо вопреки "
          "если едва вряд исключа* мнимо*",
    "uk": "не ні ані немає нема ніколи ніхто нікого ніщо нічого ніде ніяк без але однак проте "
          "заперечи* заперечу* заперечен* спросту* відкин* відмов* крім окрім хоча неможлив* "
          "нібито начебто замість якщо якби навряд всупереч",
    "be": "не ня ні няма ніколі ніхто нікога нішто нічога нідзе без бяз але аднак адмаўля* "
          "абверг* адхілі* адмов* акрамя апроч хоць хаця немагчыма нібыта быццам замест калі "
          "наўрад",
    "pl": "nie nigdy nikt nikogo nic niczego żaden żadna żadne żadnego żadnej żadnych bez beze ale "
          "lecz jednak jednakże natomiast ani zaprzecz* zdementow* dementuj* odrzuc* odmów* "
          "odmawia* oprócz prócz chyba choć chociaż mimo brak rzekom* zamiast jeśli jeżeli gdyby "
          "wbrew niemożliw* nieprawd*",
    "lt": "ne nėra nebuvo nebus niekada niekas nieko niekur be bet tačiau o neig* paneig* atmet* "
          "atsisak* išskyrus nors nebent jei jeigu tariam* vietoj joks jokia jokio jokios jokių",
    "lv": "ne nav nebija nebūs nekad neviens nekas neko nekur bez bet tomēr nolie* noraid* "
          "atteic* izņemot lai kaut ja šķietam* nevis",
    "ar": "لا لم لن ليس ليست ليسوا لسنا لست غير دون بدون بلا لكن لكنه لكنها لكنهم إلا الا نفى نفت "
          "نفوا ينفي تنفي نفي رفض رفضت يرفض ترفض أنكر أنكرت ينكر تنكر سوى عدم إذا لو مزعوم* زعم* "
          "رغم باستثناء",
    "de": "nicht nichts nie niemals niemand nirgends kein keine keinen keiner keinem keines ohne "
          "aber sondern jedoch allerdings doch leugn* dementier* bestritt* bestreit* weder "
          "außer obwohl obgleich angeblich* verweiger* statt anstatt falls wenn kaum trotz "
          "unmöglich falsch* zurückgewiesen wies weis*",
    "fr": "ne n pas jamais sans mais sauf ni nie nié niée nient niant démen* aucun* non rien "
          "cependant pourtant toutefois excepté hormis prétend* refus* rejet* rejett* si malgré "
          "faux impossible guère",
    "it": "non mai senza ma però tuttavia né nessun* niente nulla negato negata nega negano negò "
          "negando smenti* tranne eccetto salvo sebbene presunt* rifiut* respin* se invece "
          "nonostante falso impossibile",
    "es": "no nunca jamás sin pero sino ni ningún ningun* nada nadie negó niega niegan negaron "
          "negado negar desmint* desmient* excepto salvo aunque supuest* rechaz* si falso "
          "imposible",
}
# fmt: on

# Lithuanian and Latvian negate verbs with a prefix. These words begin with the same letters by
# chance.
_PREFIXED: Mapping[str, tuple[str, str]] = {
    "lt": (
        "ne",
        "nes net netgi neseniai netrukus nemaž* netoli* nelaim* nepriklausom* nedidel* nedarb* "
        "nemun* neringa* nepaprast* neilg* nepal* nerim* neries neris",
    ),
    "lv": ("ne", "nekā nedēļ* nesen* neatkarīb* neatkarīg* neliel* nelaim* nemier* nepāl* negaid*"),
}
# Negations that are common words in a different language count only in their own language.
_OWN_WORDS = "be o ja lai se si ma ni n un ale sin minus"
_OWN = frozenset(_OWN_WORDS.split())

_CHINESE = re.compile(
    "不(?!断|斷|同|少|仅|僅|久|只|但|光|止|单|單)|没有?|沒|未(?!来|來)|无(?!线|锡|論|论)|無(?!線|論)"
    "|非(?!洲|常|但)|(?<!是)否(?!则)|(?<![不非])但|却|卻|然而|除非|除了|拒绝|拒絕|勿|如果|若|假如"
    "|据称|據稱|所谓|所謂"
)
# Negative words that deny nothing.
_HARMLESS = re.compile(
    r"\b(?:not (?:only|merely|just(?! yet)|solely|least)|no (?:doubt|less|fewer|later)|nothing but"
    r"|without (?:a )?doubt|nicht (?:nur|bloß|allein|zuletzt)|ohne zweifel|sans doute"
    r"|(?:n[e'] ?\w+ )?(?:non |pas |non pas )(?:seulement|uniquement)|no (?:s[oó]lo|solamente)"
    r"|non (?:solo|soltanto|solamente)|nie (?:tylko|jedynie)"
    r"|не (?:только|просто|лише|тільки|толькі)"
    r"|ne (?:tik|tikai|vien)|(?:ليس|لا|ليست) فقط)(?!\w)",
    re.IGNORECASE,
)
_SPEAKS_OTHERWISE = frozenset(_WORDS) - {"en"}
_SCRIPT: Mapping[str, str] = {"ru": "cyrillic", "uk": "cyrillic", "be": "cyrillic", "ar": "arabic"}
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@lru_cache(maxsize=64)
def has_denials(lang: str | None) -> bool:
    """Return whether we have a list of denials for a language (BCP 47).

    Without a language, all lists apply.
    """
    primary = primary_of(lang)
    return primary in _WORDS or primary in ("", "zh")


def no_denials(lang: str | None) -> str:
    """Return a note that we have no list of denials for a language, or ""."""
    if has_denials(lang):
        return ""
    return FilledMessage(
        N_("we did not look for denials: we have no list for the language “%(lang)s”"), lang=lang
    )


@lru_cache(maxsize=64)
def primary_of(lang: str | None) -> str:
    """Return the primary subtag of a language in lower case, or ""."""
    return (lang or "").partition("-")[0].lower()


def denial_in(text: str, lang: str | None = None) -> str | None:
    """Return the first negation in a comparable text, or None.

    ``lang`` is a BCP 47 tag. In the script of that language, only the language's own words count.
    In other scripts, or without ``lang``, the words of all languages count. For a language without
    a list, no words count.
    """
    return next(denials_in(text, lang), None)


def denials_in(text: str, lang: str | None = None) -> Iterator[str]:
    """Yield the negations in a comparable text, with Chinese negations last."""
    primary = primary_of(lang)
    if has_denials(lang) and any(_negations(text, primary)):
        yield from _negations(without_harmless(text), primary)


def _negations(text: str, primary: str) -> Iterator[str]:
    for token in _TOKEN.findall(text):
        if _is_negation(token.casefold(), primary):
            yield token
    if not text.isascii():
        yield from _CHINESE.findall(text)


def without_harmless(text: str) -> str:
    """Return the text with spaces in place of words that deny nothing, such as “not only”."""
    return _HARMLESS.sub(lambda words: " " * len(words[0]), text)


@lru_cache(maxsize=16_384)
def _is_negation(token: str, primary: str) -> bool:
    words, stems = _listed(primary)
    forms = [token, token.partition("'")[0]]
    if token[0] in "وف":
        forms.append(token[1:])  # Arabic joins "and" and "so" to the next word
    if any(form in words or form.startswith(stems) for form in forms):
        return True
    if primary in _PREFIXED:
        prefix, exceptions = _PREFIXED[primary]
        words, stems = _split_stems(exceptions.split())
        longer = len(token) > len(prefix) + 1 and token.startswith(prefix)
        return longer and token not in words and not token.startswith(stems)
    return primary not in _SPEAKS_OTHERWISE and token.endswith("n't")


@lru_cache(maxsize=64)
def _listed(primary: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words, and the beginnings of words, that are negations in a language."""
    words: list[str] = []
    script = _SCRIPT.get(primary, "latin") if primary in _WORDS else ""
    for language, listed in _WORDS.items():
        if language == primary:
            words += listed.split()
        elif _SCRIPT.get(language, "latin") != script:
            words += [word for word in listed.split() if word not in _OWN]
    return _split_stems(words)


def _split_stems(words: Sequence[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    stems = tuple(word[:-1] for word in words if word.endswith("*"))
    return frozenset(word for word in words if not word.endswith("*")), stems
