"""Finds words that belong to a number next to them: "five | million", "5 | euros".

Words from all languages count in every text, because languages borrow the names of numbers. Quoting
"5" from "5 Mio" is wrong in every language. A word ending in ``*`` matches every word with that
beginning.
"""

import re
from functools import cache, lru_cache

_WINDOW = 48  # characters on either side to search for the words of a number

# fmt: off
# Words that multiply the number before them.
_MAGNITUDES = """
cent hundred hundreds thousand thousands million millions billion* trillion* quadrillion* k mn m
bn b tn dozen dozens lakh lakhs lac lacs crore crores cr hundert tausend mio mrd mrden milliarde*
millionen billiarde* tsd dutzend honderd duizend* miljoen* miljard* biljoen* mld mln mlrd mille
mil miles millier milliers million* milliard* md mds cents centaine centaines cien ciento cientos
millón millones millardo* billón billones mm mila milione milioni miliardo miliardi migliaia
centinaia cento cem centenas milhar milhares milhão milhões bilhão bilhões bilião biliões trilhão
trilhões mii milion* miliard* milioane sute sută tys tysi* tysią* setki tis tisíc* tisic* milión*
tisuć* hiljad* milijun* milijard* tisoč* tūkst* tūks tuks milijon* šimt* miljon* miljrd mljrd
simt* simti tuhat* tuhan* tusen* tusind* hundra hundre hundrede* milli milliard* miljoona* sataa
sada ezer millió* milliárd* száz milyon* milyar* trilyon* yüz ribu juta miliar triliun ratus nghìn
ngàn triệu tỷ tỉ trăm elfu milioni bilioni тыс тысяч* тис млн млрд трлн миллион* миллиард*
триллион* сот сотен сотни сотня мільйон* мільярд* трильйон* тисяч* мільён* мільярд* хиляд* милион*
милиард* милијард* хиљад* сотень сотні χιλιάδ* εκατομμύρι* δισεκατομμύρι* τρισεκατομμύρι* εκατ δισ
ألف ألفا ألفًا آلاف الف مليون مليونا ملايين مليار مليارا مليارات بليون تريليون مئة مائة مئات مئتا
هزار میلیون میلیارد ہزار لاکھ کروڑ ملین אלף אלפים אלפי מיליון מיליונים מיליוני מיליארד מיליארדי
מאות हज़ार हजार लाख करोड़ अरब मिलियन হাজার লাখ লক্ষ কোটি ஆயிரம் லட்சம் கோடி మిలియన్ లక్షల కోట్ల
ร้อย พัน หมื่น แสน ล้าน 만 억 조 천 백 천만 백만 միլիոն* հազար* მილიონ* ათას*
"""
# Units after a number. Without its unit, "5" may be 5 of anything.
_UNITS = """
% ‰ percent* procent* prozent* pct proc proz százalék* prosent* prosenttia yüzde процент*
процентов відсот* працэнт* проц بالمئة بالمائة درصد فیصد אחוז* प्रतिशत फीसदी € $ £ ¥ ₴ ₽ ₹ ₺ ₩ ₪
zł euro euros eur dollar* usd cent cents pound pounds sterling gbp pence penny rouble* ruble*
rubel* rublo* rubli* rublių roubl* rub byn zloty* złot* pln hryvnia* hryven* uah litas litų franc
francs franken chf yen jpy yuan* renminbi cny rmb rupee* inr kron* krona korun* czk sek nok dkk
lira lire liras lirası peso* reais brl forint* huf dinar* dirham* riyal* shekel* ils dólar*
dollár* dolar* dolár* livre* libras sterline dollari руб рубл* рубей доллар* долар* евро євро еўра
гривень гривні гривня грн злотых злотий лей коп копеек يورو دولار* روبل ليرة ريال درهم جنيه
"""
_NUMBERS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety several few many
eins ein eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig
fünfzig sechzig siebzig achtzig neunzig mehrere einige een twee drie vijf zes zeven negen tien un
une deux trois quatre cinq sept huit neuf dix onze douze vingt trente quarante cinquante soixante
uno dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta
sesenta setenta ochenta noventa due tre quattro cinque sei sette otto nove dieci venti trenta
quaranta cinquanta sessanta settanta ottanta novanta um dois duas três quatro sete oito dez vinte
jeden jedna dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwadzieścia trzydzieści
czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt kilka kilku
kilkadziesiąt kilkaset kilkanaście dziesiątki pięciu sześciu dziesięciu dwóch trzech czterech sto
dwieście trzysta pięćset vienas vieną du dvi trys tris keturi keturis penki penkis šeši šešis
septyni septynis aštuoni devyni dešimt dvidešimt trisdešimt keturiasdešimt penkiasdešimt viens
divi divus trīs četri četrus pieci piecus seši sešus septiņi astoņi deviņi desmit divdesmit
trīsdesmit один одна одну два две три четыре пять шесть семь восемь девять десять двадцать
тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста пятьсот
несколько десятки пяти шести двух трех трёх четырех четырёх десяти дві чотири п'ять шість сім
вісім дев'ять десять двадцять тридцять п'ятдесят кілька адзін дзве тры чатыры пяць шэсць сем восем
дзевяць дзесяць дваццаць ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة
عشر عشرون عشرين ثلاثين أربعين خمسين ستين عدة بضعة שלושה ארבעה חמישה שישה שבעה עשרה एक दो तीन चार
पांच पाँच छह सात आठ नौ दस बीस পাঁচ দুই তিন
"""
_TENS = """
twenty thirty forty fifty sixty seventy eighty ninety vingt trente quarante cinquante soixante
veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa vinte dwadzieścia trzydzieści
czterdzieści pięćdziesiąt dvidešimt trisdešimt двадцать тридцать сорок пятьдесят шестьдесят
двадцять тридцять дваццаць
"""
_DECIMAL = "point comma komma virgule coma virgola vírgula przecinek кома запятая целых цілих"
# fmt: on
_OF, _ARTICLES = frozenset(("of", "de", "di")), frozenset(("a", "an"))
_HUNDREDS = frozenset(("hundred", "thousand", "million"))
_HALF = (
    "half quarter halbe halben halbes halve media medio demi mezzo meio meia pół пол полмиллиона"
)
_MARKED = "EUR USD GBP PLN UAH RUB BYN CHF JPY CNY CZK SEK NOK DKK HUF RON BGN TRY INR CAD AUD KRW"
_SIGN = re.compile(rf"(?:\b(?:{_MARKED.replace(' ', '|')}|Rs\.?|kr\.?)|[A-Z]*[$€£¥₴₽₹₺₩₪]) ?(?=\d)")
_PERCENT = re.compile(
    r" (?:(?:per|pour|por) (?:cent|ciento|cento)\b|في (?:المئة|المائة))", re.IGNORECASE
)
_PERCENT_BEGINS = frozenset("pPف")
_FIRST_WIDE = "\u3001"
_WIDE_UNIT = re.compile(
    "个?百分点|[美欧歐日港]?元|人民[币幣]|円|ドル|ユーロ|パーセント|ウォン|원|달러|유로"
)
_BEFORE = re.compile(r"[^\s\-;:!?()\"\[\]]+\Z")
_AFTER = re.compile(r"[^\s\-.,;:!?()\"\[\]]+")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MANY_OF = re.compile(
    r"\b(?:(?:tens|dozens|hundreds|thousands|millions) of (?:(?:hundreds|thousands) of )?"
    r"(?:hundreds|thousands|millions|billions)"
    r"|(?:dizaines|centaines|milliers|decenas|cientos|miles|decine|centinaia|migliaia|dezenas"
    r"|centenas|milhares) d[ei] (?:milliers|millions|miles|millones|migliaia|milioni|milhares"
    r"|milhões))\b",
    re.IGNORECASE,
)


def parts_number(text: str, edge: int) -> bool:
    """Return whether an offset is between two words of a number: "five | million", "tens | of".

    The offset may be on either side of the space or hyphen.
    """
    following = _following(text, edge)
    word = _continuing(following[0]) if following else ""
    if following is None or not word:
        return False
    if word in _ARTICLES:
        return _is_half_of(text, edge, following)
    if _is_in(word, _MAGNITUDES):
        return _is_multiplied(text, edge, following, word)
    if word in _OF:
        return _within(_MANY_OF, text, edge)
    return _continues(text, edge, following, word)


@lru_cache(maxsize=16_384)
def _continuing(word: str) -> str:
    """Return a word in lower case if a number may continue with the word, or else ""."""
    word = word.casefold()
    may_go_on = word in _OF or word in _ARTICLES or word == "and"
    lists = (_MAGNITUDES, _NUMBERS, _DECIMAL)
    return word if may_go_on or any(_is_in(word, each) for each in lists) else ""


def ends_before_unit(text: str, end: int) -> bool:
    """Return whether a number ends at an offset before its currency or percentage: "5 | euros"."""
    following = _following(text, end)
    unit = following[0] if following else ""
    is_unit = _is_unit(unit)
    # The slow patterns run only if they may match, because most quotations do not end in a number.
    is_wide = text[end : end + 1] >= _FIRST_WIDE and bool(_WIDE_UNIT.match(text, end))
    is_percent = unit[:1] in _PERCENT_BEGINS and bool(_PERCENT.match(text, end))
    if not (is_unit or is_percent or is_wide):
        return False
    word = _preceding(text, end)
    if word[-1:].isdigit():
        return True
    if is_wide:
        return word[-1:] in NUMERALS
    is_number = _is_in(word, _NUMBERS) or _is_in(word, _MAGNITUDES)
    return is_number and (not is_unit or len(unit) > 3)


def begins_after_sign(text: str, start: int) -> bool:
    """Return whether a number begins at an offset after its currency sign: "$ | 5"."""
    if not text[start : start + 1].isdigit():
        return False
    low = max(0, start - 6)
    return any(sign.start() < start <= sign.end() for sign in _SIGN.finditer(text, low, start + 1))


def _is_multiplied(text: str, edge: int, following: "re.Match[str]", word: str) -> bool:
    """Return whether the magnitude after an offset multiplies a number before the offset."""
    before = _preceding(text, edge)
    if before[-1:].isdigit():
        # In "in 2023 thousands of people", "thousands" does not multiply the year.
        return _YEAR.fullmatch(before) is None and not (
            word.endswith("s") and text.startswith(" of ", following.end())
        )
    if len(word) <= 2:
        return False
    if _is_in(before, _NUMBERS) or _is_in(before, _HALF) or _is_in(before, _MAGNITUDES):
        return True
    if before in _ARTICLES:
        return _is_in(_preceding(text, edge, 2), _HALF)
    return before in _OF and _within(_MANY_OF, text, edge)


def _is_half_of(text: str, edge: int, following: "re.Match[str]") -> bool:
    """Return whether an article joins a half to its number: "half | a million"."""
    halved = _word_after(text, following)
    return _is_in(halved, _MAGNITUDES) and _is_in(_preceding(text, edge), _HALF)


def _word_after(text: str, word: "re.Match[str]") -> str:
    after = _AFTER.match(text, word.end() + 1)
    return after[0].casefold() if after else ""


def _continues(text: str, edge: int, following: "re.Match[str]", word: str) -> bool:
    """Return whether a number continues after an offset: "twenty | five", "two | point five"."""
    after = _word_after(text, following)
    before = _preceding(text, edge)
    if word == "and":
        return before in _HUNDREDS and after != "one" and _is_in(after, _NUMBERS)
    if _is_in(word, _DECIMAL):
        return _is_number(before) and _is_number(after) and before != "one"
    if _is_in(before, _DECIMAL):
        last = _preceding(text, edge, 2)
        return _is_number(last) and last != "one"
    if before == "and":
        return word != "one" and _preceding(text, edge, 2) in _HUNDREDS
    return before in _HUNDREDS or (_is_in(before, _TENS) and not _is_in(word, _TENS))


def _is_number(word: str) -> bool:
    return word[-1:].isdigit() or _is_in(word, _NUMBERS)


def _following(text: str, edge: int) -> "re.Match[str] | None":
    """Return the word after an offset, across a space or hyphen."""
    return _AFTER.match(text, edge + (text[edge : edge + 1] in (" ", "-")))


def _preceding(text: str, edge: int, number: int = 1) -> str:
    """Return the word before an offset, or the second before it if ``number`` is 2."""
    head = text[max(0, edge - _WINDOW) : edge]
    for _ in range(number - 1):
        head = head[: -1 if head[-1:] in (" ", "-") else None]
        word = _BEFORE.search(head)
        head = head[: word.start()] if word else ""
    word = _BEFORE.search(head[:-1] if head[-1:] in (" ", "-") else head)
    return word[0].casefold() if word else ""


def _within(pattern: "re.Pattern[str]", text: str, edge: int) -> bool:
    low, high = max(0, edge - _WINDOW), edge + _WINDOW
    return any(found.start() < edge < found.end() for found in pattern.finditer(text, low, high))


NUMERALS = frozenset("〇零一二两兩三四五六七八九十百千万萬亿億兆만억조천")


@cache
def _listed(words: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the whole words in a list, and the beginnings of words."""
    each = words.split()
    stems = tuple(word[:-1] for word in each if word.endswith("*"))
    return frozenset(word for word in each if not word.endswith("*")), stems


@lru_cache(maxsize=16_384)
def _is_unit(word: str) -> bool:
    return _is_in(word.casefold(), _UNITS)


@lru_cache(maxsize=16_384)
def _is_in(word: str, words: str) -> bool:
    whole, stems = _listed(words)
    return word in whole or word.startswith(stems)
