"""Lists ordinals in words from third to tenth, and recognises those that count something.

"First" and "second" are left out, because texts use them to order their own sentences. Ordinals of
days, hours and years ("the third day") are left out too, and so are ordinals that rank nothing ("a
third country").
"""

import re
from collections.abc import Mapping
from functools import cache

# fmt: off
# The stems of ordinals from "third" onwards, with their endings. No other word has these forms.
_FORMS: Mapping[str, tuple[str, str]] = {
    "en": ("third fourth fifth sixth seventh eighth ninth tenth", ""),
    "es": ("tercer cuart quint sext séptim octav noven décim", " o a"),
    "de": ("dritte vierte fünfte sechste siebte achte neunte zehnte", " n r s m"),
    "fr": ("troisième quatrième cinquième sixième septième huitième neuvième dixième", ""),
    "pl": ("trzeci czwart piąt szóst siódm ósm dziewiąt dziesiąt", " y a e ego iego ej ą ym emu"),
    "ru": ("треть четвёрт пят шест седьм восьм девят десят", "ый ой ая я ое е ого его ую ю ом ем "
           "ым им"),
    "lt": ("treči ketvirt penkt šešt septint aštunt devint dešimt", "as a ą o os uoju ąjį oji"),
}
_EXTRA: Mapping[str, str] = {
    "es": "tercer=3", "pl": "trzeci=3 trzecia=3 trzecie=3 trzeciego=3 trzeciej=3 trzecią=3 "
          "trzecim=3",
    "ru": "третий=3 третьей=3 третьим=3 третьем=3 четвертый=4 четвертая=4 четвертое=4 четвертого=4 "
          "четвертую=4 четвертой=4",
    "lt": "trečią=3 trečio=3 trečios=3",
}
_NEVER = frozenset(("cuart", "quint", "sext", "octav", "noven", "décim", "achten"))
# Words after an ordinal that does not count anything. No source needs to contain such an ordinal.
_NOUNS = (
    "part(?:y|ies|ei)|countr|state|world|person|reich|estate|column|source|report|claim|article|"
    "sentence|paragraph|page|item|point|option|reading|line|day|week|month|year|hour|anniversary|"
    "centur|quarter|day|país|persona|mundo|edad|fuente|informe|artículo|frase|párrafo|página|punto|"
    "día|semana|mes|año|hora|siglo|aniversario|trimestre|parte|welt|staat|land|länder|quelle|"
    "bericht|"
    "artikel|satz|absatz|seite|punkt|tag|woche|monat|jahr|stunde|quartal|pays|âge|monde|rapport|"
    "phrase|paragraphe|jour|semaine|mois|année|heure|siècle|anniversaire|trimestre|kraj|państw|"
    "źródł|raport|artykuł|zdani|akapit|stron|punkt|dzień|dni|tydzień|tygodni|miesiąc|rok|roku|"
    "godzin|"
    "wiek|rocznic|kwartał|świat|osob|stran|стран|лиц|источник|статья|статьи|абзац|пункт|день|дня|"
    "недел|месяц|год|час|век|мир|рейх|част|годовщин|квартал|šal|šaltin|straipsn|sakin|pastraip|"
    "dien|"
    "savait|mėnes|met|valand|amži|ketvirt|pasaul|asm|dal"
)
# A rank comes before its noun. An ordinal before one of these prepositions or verbs is not a rank.
_NO_NOUNS = (
    "of in on at to and or is was for by de del en y o und in im am ist war et ou du des est w na "
    "z i "
    "po в на и или с ir su"
)
# fmt: on
_BESIDE = re.compile(
    rf"\s(?!(?:{_NOUNS})|(?:{'|'.join(_NO_NOUNS.split())})\b)[^\W\d_]{{2,}}", re.IGNORECASE
)
# Words before an ordinal that is a time of day: "o trzeciej" (at three o'clock).
_CLOCK = re.compile(r"\b(?:o|po|przed|godzinie|godziny|godz\.|godziną)\s$", re.IGNORECASE)


@cache
def ordinal_words(code: str) -> dict[str, int]:
    """Return the ordinals in a language, with their values."""
    stems, endings = _FORMS.get(code, ("", ""))
    known = {
        f"{stem}{ending}": value
        for value, stem in enumerate(stems.split(), 3)
        for ending in (endings.split(" ") if endings else [""])
        if f"{stem}{ending}" not in _NEVER
    }
    pairs = (pair.partition("=") for pair in _EXTRA.get(code, "").split())
    return known | {word: int(value) for word, _, value in pairs}


def is_rank(text: str, start: int, end: int) -> bool:
    """Return whether an ordinal counts the noun after it. A source must contain such an ordinal."""
    if not text[start].islower() and start and text[start - 2 : start] != ". ":
        return False  # the Third Army
    return _BESIDE.match(text, end) is not None and not _CLOCK.search(
        text, max(0, start - 9), start
    )
