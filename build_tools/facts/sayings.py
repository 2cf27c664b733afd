"""Lists the words that show that a text reports someone's statement or opinion.

The lists are broad on purpose, because code that looks for statements without such a word must not
mistake reported speech for a fact. A word in the list may also be the beginning of a longer word.
"""

import re

# fmt: off
_BEGINNINGS = {
    "en": "sa(?:y|id|ys|ying) t[eo]ld accord accus admit admis advis alleg announc appeal "
          "argu ask assert assess assum assur believ blam call cit(?:e[ds]?|ing)\\b claim "
          "comment complain concern confirm consider critici declar demand den(?:y|ie) "
          "describ disput doubt estimat expect explain express fear feel felt forecast "
          "hop(?:e|ing) impl(?:y|ie) insist interpret justif list label maintain mention "
          "nam(?:ed?|ing)\\b not(?:e[ds]?|ing)\\b opinion point portray prais predict present "
          "promis propos quot reason recommend refus reject remark repeat report request "
          "respon ridicul see[ns]?\\b sp[eo]k stat(?:e[ds]?|ing|ement)\\b stress suggest suppos "
          "suspect talk think thought threaten urg view vow want warn welcom word wrote writ",
    "es": "afirm aleg asegur advert advirt advier anunci apunt argument acus calcul calific "
          "coment confirm consider cre(?:e|en|ía)\\b critic declar defend defien demand "
          "denunci describ desment desmient dij dice digan? destac duda estim expres explic "
          "exig habl insist inform juici llam manifiest mantien mantuv mencion neg[óa] nieg "
          "opin palabr pid(?:e|i) prevé promet recog recomend reiter reproch respond reclam "
          "según señal sospech sostien sostuv subray teme versión frase atribu",
    "de": "sag gesagt laut zufolge erklär behaupt warn beton äußer mein nenn nannt genannt "
          "kündig angekündigt sprach spricht teil mitgeteilt bericht wort ansicht angabe "
          "forder beschuldig bestreit bestritt versich aussage vermut befürcht schätz zweifel "
          "droh",
    "fr": "dit\\b disent affirm déclar selon d[’']après annonc avert accus expliqu souten "
          "soutien assur estim préven indiqu rapport propos parol critiqu ni(?:e|é|er)\\b "
          "démen demand pens crain soupçon avis dénon",
    "pl": "powiedz mówi stwierdz według wg\\b zdanie oświadcz podkreśl zapowi ogłos ostrzeg "
          "oskarż zapewn twierdz przyzna wyjaśni słow zaprzecz napisa opini ocen obawia "
          "podejrzew szacunk szacow szacuj",
    "ru": "сказ говор заяв слов мнени утвержд сообщ предупре обвин подч[её]рк пообещ объяв "
          "отриц призва считает опас подозр оцен пиш напис",
    "lt": "sak[oėi] teig pasak anot praneš pareišk žodž nuomon kaltin įspėj paneig tvirtin "
          "žad mano vertin rašo",
}
# fmt: on
_SAYING = re.compile(rf"\b(?:{'|'.join(' '.join(_BEGINNINGS.values()).split())})")


LANGUAGES = frozenset(_BEGINNINGS)


def is_saying(text: str) -> bool:
    """Return whether a text seems to report someone's statement or opinion."""
    return _SAYING.search(text.lower()) is not None


def after_saying(text: str) -> str:
    """Return the text after the first word that shows reported speech."""
    match = _SAYING.search(text.lower())
    return text[match.end() :] if match else ""
