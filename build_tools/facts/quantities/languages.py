"""Lists the words and signs that languages use in numbers and dates.

The numerals come from tables in grammars, in the inflected forms that news texts use. Words with
another common meaning (one, un, ein, French neuf) are left out. Each word is listed with its value,
in which ``e6`` is a million. For languages that are not listed, separators and names of months come
from Unicode's CLDR, through Babel.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from build_tools.facts.quantities.fractions import share_words
from build_tools.facts.quantities.ordinals import ordinal_words

if TYPE_CHECKING:
    from babel import Locale

WORD = re.compile(r"[^\W\d_]+")

# fmt: off
_SMALL: Mapping[str, str] = {
    "en": "zero=0 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 "
          "twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 "
          "nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 "
          "ninety=90",
    "es": "cero=0 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 "
          "doce=12 trece=13 catorce=14 quince=15 dieciséis=16 diecisiete=17 dieciocho=18 "
          "diecinueve=19 veinte=20 veintiún=21 veintiuno=21 veintiuna=21 veintidós=22 "
          "veintitrés=23 veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 "
          "veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 "
          "ochenta=80 noventa=90 cien=100 ciento=100 doscientos=200 doscientas=200 "
          "trescientos=300 trescientas=300 cuatrocientos=400 cuatrocientas=400 quinientos=500 "
          "quinientas=500 seiscientos=600 seiscientas=600 setecientos=700 setecientas=700 "
          "ochocientos=800 ochocientas=800 novecientos=900 novecientas=900",
    "de": "null=0 zwei=2 zwo=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 "
          "zwölf=12 dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 "
          "neunzehn=19 zwanzig=20 dreißig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 "
          "achtzig=80 neunzig=90",
    "fr": "zéro=0 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 dix=10 onze=11 douze=12 "
          "treize=13 quatorze=14 quinze=15 seize=16 vingt=20 trente=30 quarante=40 cinquante=50 "
          "soixante=60 septante=70 huitante=80 nonante=90",
    "pl": "zero=0 dwa=2 dwie=2 dwóch=2 dwaj=2 dwoma=2 trzy=3 trzech=3 trzej=3 trzem=3 trzema=3 "
          "cztery=4 czterech=4 czterej=4 czterem=4 dwoje=2 troje=3 czworo=4 pięcioro=5 "
          "pięć=5 pięciu=5 sześć=6 sześciu=6 siedem=7 siedmiu=7 osiem=8 ośmiu=8 "
          "dziewięć=9 dziewięciu=9 dziesięć=10 dziesięciu=10 "
          "jedenaście=11 jedenastu=11 dwanaście=12 dwunastu=12 trzynaście=13 "
          "trzynastu=13 czternaście=14 czternastu=14 piętnaście=15 piętnastu=15 szesnaście=16 "
          "szesnastu=16 siedemnaście=17 siedemnastu=17 osiemnaście=18 osiemnastu=18 "
          "dziewiętnaście=19 dziewiętnastu=19 dwadzieścia=20 dwudziestu=20 trzydzieści=30 "
          "trzydziestu=30 czterdzieści=40 czterdziestu=40 pięćdziesiąt=50 pięćdziesięciu=50 "
          "sześćdziesiąt=60 "
          "sześćdziesięciu=60 siedemdziesiąt=70 siedemdziesięciu=70 osiemdziesiąt=80 "
          "osiemdziesięciu=80 dziewięćdziesiąt=90 dziewięćdziesięciu=90 "
          "sto=100 stu=100 dwieście=200 dwustu=200 trzysta=300 trzystu=300 "
          "czterysta=400 pięćset=500 sześćset=600 siedemset=700 osiemset=800 dziewięćset=900",
    "ru": "ноль=0 два=2 две=2 двух=2 двум=2 двумя=2 три=3 трёх=3 трех=3 трём=3 трем=3 тремя=3 "
          "двое=2 двоих=2 трое=3 троих=3 четверо=4 пятеро=5 шестеро=6 семеро=7 "
          "четыре=4 четырёх=4 четырех=4 четырьмя=4 пять=5 пяти=5 пятью=5 шесть=6 шести=6 семь=7 "
          "семи=7 восемь=8 восьми=8 девять=9 девяти=9 десять=10 десяти=10 одиннадцать=11 "
          "одиннадцати=11 двенадцать=12 двенадцати=12 тринадцать=13 тринадцати=13 четырнадцать=14 "
          "четырнадцати=14 пятнадцать=15 пятнадцати=15 шестнадцать=16 шестнадцати=16 "
          "семнадцать=17 семнадцати=17 восемнадцать=18 восемнадцати=18 девятнадцать=19 "
          "девятнадцати=19 двадцать=20 двадцати=20 тридцать=30 тридцати=30 сорок=40 сорока=40 "
          "пятьдесят=50 пятидесяти=50 шестьдесят=60 шестидесяти=60 семьдесят=70 "
          "семидесяти=70 восемьдесят=80 восьмидесяти=80 девяносто=90 "
          "девяноста=90 сто=100 ста=100 двести=200 двухсот=200 триста=300 "
          "трёхсот=300 трехсот=300 четыреста=400 пятьсот=500 пятисот=500 шестьсот=600 "
          "семьсот=700 восемьсот=800 девятьсот=900",
    "lt": "nulis=0 du=2 dvi=2 dviejų=2 dviem=2 trys=3 tris=3 trijų=3 trims=3 keturi=4 keturios=4 "
          "keturis=4 keturias=4 keturių=4 penki=5 penkios=5 penkis=5 penkias=5 penkių=5 šeši=6 "
          "šešios=6 šešis=6 šešias=6 šešių=6 septyni=7 septynios=7 septynis=7 septynių=7 "
          "aštuoni=8 aštuonios=8 aštuonis=8 aštuonių=8 devyni=9 devynios=9 devynis=9 devynių=9 "
          "dešimt=10 dešimties=10 vienuolika=11 vienuolikos=11 dvylika=12 dvylikos=12 trylika=13 "
          "keturiolika=14 penkiolika=15 šešiolika=16 septyniolika=17 aštuoniolika=18 "
          "devyniolika=19 dvidešimt=20 trisdešimt=30 keturiasdešimt=40 penkiasdešimt=50 "
          "šešiasdešimt=60 septyniasdešimt=70 aštuoniasdešimt=80 devyniasdešimt=90 šimtas=100",
}

# Words that multiply the number before them: "five hundred", "1,1 millones", "5 tys.".
_MAGNITUDES: Mapping[str, str] = {
    "en": "hundred=e2 hundreds=e2 thousand=e3 thousands=e3 k=e3 million=e6 millions=e6 mn=e6 "
          "mln=e6 billion=e9 billions=e9 bn=e9 bln=e9 trillion=e12 trillions=e12 tn=e12 "
          "lakh=e5 lakhs=e5 crore=e7 crores=e7 dozen=12 fortnight=14",
    "es": "mil=e3 millón=e6 millones=e6 millardo=e9 millardos=e9 billón=e12 billones=e12 "
          "docena=12 docenas=12 decena=10 decenas=10 veintena=20 treintena=30 "
          "cincuentena=50 centenar=e2 centenares=e2 millar=e3 millares=e3",
    "de": "hundert=e2 tausend=e3 tsd=e3 million=e6 millionen=e6 mio=e6 mill=e6 milliarde=e9 "
          "milliarden=e9 mrd=e9 billion=e12 billionen=e12 bio=e12 dutzend=12",
    "fr": "cent=e2 cents=e2 mille=e3 million=e6 millions=e6 mio=e6 milliard=e9 milliards=e9 mds=e9 "
          "md=e9 billion=e12 billions=e12 dizaine=10 dizaines=10 douzaine=12 douzaines=12 "
          "vingtaine=20 trentaine=30 centaine=e2 centaines=e2 millier=e3 milliers=e3",
    "pl": "tys=e3 tysiąc=e3 tysiąca=e3 tysiącem=e3 milionem=e6 "
          "milionami=e6 tysiące=e3 tysięcy=e3 tysiącach=e3 tysiącami=e3 mln=e6 milion=e6 "
          "miliona=e6 miliony=e6 milionów=e6 mld=e9 miliard=e9 miliarda=e9 miliardy=e9 "
          "miliardów=e9 bln=e12 bilion=e12 biliona=e12 biliony=e12 bilionów=e12",
    "ru": "тыс=e3 тысяча=e3 тысячи=e3 тысяч=e3 тысячу=e3 тысячам=e3 тысячами=e3 млн=e6 миллион=e6 "
          "миллиона=e6 миллионов=e6 миллионам=e6 млрд=e9 миллиард=e9 миллиарда=e9 миллиардов=e9 "
          "трлн=e12 триллион=e12 триллиона=e12 триллионов=e12",
    "lt": "šimtai=e2 šimtų=e2 šimtus=e2 tūkst=e3 tūkstantis=e3 tūkstančiai=e3 tūkstančių=e3 "
          "tūkstančius=e3 tūkstančio=e3 mln=e6 milijonas=e6 milijono=e6 milijonai=e6 milijonų=e6 "
          "milijonus=e6 mlrd=e9 milijardas=e9 milijardo=e9 milijardai=e9 milijardų=e9 "
          "milijardus=e9",
}

# The word between the parts of a number: "two hundred and five", "treinta y dos".
_AND = {"en": "and", "es": "y", "fr": "et", "de": "und"}
# The word between the parts of a duration: "a day and twelve hours".
_PARTS_JOINT = {**_AND, "pl": "i", "ru": "и", "lt": "ir"}

# Magnitudes that are also numbers on their own.
_ALONE: Mapping[str, str] = {
    "es": "mil", "de": "hundert tausend", "fr": "cent mille", "pl": "tysiąc",
    "ru": "тысяча тысячу тысячи", "lt": "tūkstantis tūkstantį",
}

# The word for 1 is an article in most languages, so it counts only before a magnitude ("one
# million", "eine Million") and after a ten ("treinta y uno"). Some words count in only one of these
# positions.
_ONE: Mapping[str, str] = {
    "en": "a one", "es": "un una", "de": "ein eine einer", "fr": "un une",
    "pl": "jeden", "ru": "один одна",
    "lt": "vienas",
}
_LAST: Mapping[str, str] = {
    "en": "one=1", "es": "uno=1 una=1 un=1", "fr": "un=1 une=1 neuf=9", "pl": "jeden=1",
    "ru": "один=1 одна=1 одного=1 одной=1", "lt": "vienas=1 viena=1 vieno=1 vienos=1",
}

# Endings of ordinals in digits: "3rd", "2º", "18-го".
_ORDINALS: Mapping[str, str] = {
    "en": "st nd rd th", "es": "º ª er ro do to mo vo no", "fr": "er re e ème è eme nd nde",
    "pl": "go ego gi szy ga mu tym", "ru": "го й я е м му ого ый ая ое",
    "lt": "oji asis osios ojo ąją",
}

# The names of months from CLDR in the form for dates and in the stand-alone form, and then the form
# after "in". A full stop marks a short form. The names are copied here because Babel takes a tenth
# of a second to load.
_MONTHS: Mapping[str, str] = {
    "en": "january/.jan february/.feb march/.mar april/.apr may june/.jun july/.jul august/.aug "
          "september/.sep/.sept october/.oct november/.nov december/.dec",
    "es": "enero/.ene febrero/.feb marzo/.mar abril/.abr mayo/.may junio/.jun julio/.jul "
          "agosto/.ago septiembre/.sept octubre/.oct noviembre/.nov diciembre/.dic",
    "de": "januar/.jan februar/.feb märz/.mär april/.apr mai juni/.jun juli/.jul august/.aug "
          "september/.sept/.sep oktober/.okt november/.nov dezember/.dez",
    "fr": "janvier/.janv février/.févr mars avril/.avr mai juin juillet/.juil août "
          "septembre/.sept octobre/.oct novembre/.nov décembre/.déc",
    "pl": "stycznia/styczeń/styczniu/.sty lutego/luty/lutym/.lut marca/marzec/marcu/.mar "
          "kwietnia/kwiecień/kwietniu/.kwi maja/maj/maju czerwca/czerwiec/czerwcu/.cze "
          "lipca/lipiec/lipcu/.lip sierpnia/sierpień/sierpniu/.sie "
          "września/wrzesień/wrześniu/.wrz października/październik/październiku/.paź "
          "listopada/listopad/listopadzie/.lis grudnia/grudzień/grudniu/.gru",
    "ru": "января/январь/январе/.янв февраля/февраль/феврале/.февр марта/март/марте/.мар "
          "апреля/апрель/апреле/.апр мая/май/мае июня/июнь/июне/.июн июля/июль/июле/.июл "
          "августа/август/августе/.авг сентября/сентябрь/сентябре/.сент "
          "октября/октябрь/октябре/.окт ноября/ноябрь/ноябре/.нояб декабря/декабрь/декабре/.дек",
    "lt": "sausio/sausis/sausį/.saus vasario/vasaris/vasarį/.vas kovo/kovas/kovą/.kov "
          "balandžio/balandis/balandį/.bal gegužės/gegužė/gegužę/.geg "
          "birželio/birželis/birželį/.birž liepos/liepa/liepą/.liep "
          "rugpjūčio/rugpjūtis/rugpjūtį/.rugp rugsėjo/rugsėjis/rugsėjį/.rugs "
          "spalio/spalis/spalį/.spal lapkričio/lapkritis/lapkritį/.lapkr "
          "gruodžio/gruodis/gruodį/.gruod",
    "lv": "janvāris/janvārī/.janv februāris/februārī/.febr marts/martā/.marts "
          "aprīlis/aprīlī/.apr maijs/maijā/.maijs jūnijs/jūnijā/.jūn jūlijs/jūlijā/.jūl "
          "augusts/augustā/.aug septembris/septembrī/.sept oktobris/oktobrī/.okt "
          "novembris/novembrī/.nov decembris/decembrī/.dec",
}
_MARKS = {"en": ".,", "es": ",.", "de": ",.", "fr": ",\u202f", "pl": ",\u00a0", "ru": ",\u00a0",
          "lt": ",\u00a0", "lv": ",\u00a0"}
# The forms of month names after "in", for languages whose other forms come from Babel.
_IN_MONTH: Mapping[str, str] = {
    "uk": "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",
    "cs": "lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci",
}

# Words between the parts of a date, and between two dates in the same phrase.
_OF: Mapping[str, str] = {
    "en": "of the", "es": "de del", "fr": "", "de": "", "pl": "", "ru": "", "lt": "d m",
}
_JOINTS: Mapping[str, str] = {
    "en": "and or", "es": "y e o", "de": "und oder", "pl": "i lub", "fr": "et ou", "ru": "и или",
    "lt": "ir",
}
_UNTIL: Mapping[str, str] = {
    "en": "to until through", "es": "al a hasta", "de": "bis", "pl": "do", "fr": "à au",
    "ru": "до по", "lt": "iki",
}
BETWEEN = frozenset(["between", "entre", "zwischen", "między", "pomiędzy", "между", "tarp"])
_BEFORE_YEARS = (
    "in of since from by until after before en de del desde hasta im seit von bis w od z do roku в "
    "с до года nuo iki depuis dès"
)
BEFORE_YEARS = frozenset(_BEFORE_YEARS.split())

# Names of months that are also other words. They count only next to a day or a year.
_DOUBTFUL = ("may", "march", "mars", "mai", "lipiec", "liepos", "liepa", "maj")
# fmt: on
ALL_MAGNITUDES = frozenset(
    pair.partition("=")[0] for pairs in _MAGNITUDES.values() for pair in pairs.split()
)

# Each unit with all forms of its names in all languages.
_UNITS: Mapping[str, str] = {
    "%": "% percent prozent procent procenta procentów procentai procentų процент процента "
    "процентов proc pct",
    "km": "km kilometre kilometres kilometer kilometers kilometern kilómetro kilómetros kilomètre "
    "kilomètres kilometr kilometra kilometry kilometrów kilometrach километр километра километры "
    "километров километрах км kilometrai kilometrų kilometrus kilometro",
    "mi": "mile miles milla millas meile meilen mil mila mile mylių mylios миль мили",
    "m": "m metre metres meter meters metern metro metros mètre mètres metr metra metrów metry "
    "метр метра метров м metrai metrų metrus",
    "cm": "cm centimetre centimetres centimeter centimeters centímetro centímetros zentimeter "
    "centimètre centimètres centymetr centymetrów centymetry сантиметр сантиметра сантиметров см",
    "ha": "ha hectare hectares hectárea hectáreas hektar hektara hektary hektarów гектар гектара "
    "гектаров га hektarai hektarų",
    "kg": "kg kilogram kilograms kilogramm kilogramo kilogramos kilogramme kilogrammes kilogramy "
    "kilogramów kilograma килограмм килограмма килограммов кг kilo kilos kilogramų",
    "g": "gram grams gramme grammes gramo gramos gramm gramy gramów грамм грамма граммов gramų",
    "t": "t tonne tonnes ton tons tonelada toneladas tonnen tona tony тонн тонны т tonų",
    "mg/l": "mg mg/l milligram milligrams milligramm milligramme milligrammes miligramo miligramos "
    "miligram miligramy miligramów миллиграмм миллиграмма миллиграммов мг мг/л miligramų",
    "µg/l": "µg μg mcg µg/l μg/l microgram micrograms mikrogramm microgramme microgrammes "
    "microgramo microgramos mikrogram mikrogramów микрограмм микрограммов мкг",
    "l": "litre litres liter liters litern litro litros litr litra litry litrów литр литра "
    "литров литры litrų litrai",
    "€": "€ euro euros eur евро eurų eurai euró",
    "$": "$ usd dollar dollars dólar dólares dolar dolara dolarów dolary доллар долларов доллара "
    "dolerių",
    "£": "£ gbp pound pounds libras",
    "zł": "zł pln złoty złote złotych złotego zloty zlotys",
    "₽": "₽ rub руб рубль рубля рублей ruble rubles roubles rublo rublos rubel rubla rubli rublių",
    "₴": "₴ uah грн гривна гривня гривны гривні гривен гривень hryvnia hryvnias hrywien hrywny",
    "peso": "peso pesos",
    "in": "inch inches pulgada pulgadas zoll pouce pouces cali дюйм дюймов дюйма coliai colių",
    "ft": "ft foot feet pie pies fuß pied pieds stóp stopy фут футов фута pėdos pėdų",
    "min": "min minute minutes minuto minutos minuten minut minuty minutę минут минуты минуту "
    "minutės minučių",
    "h": "h hour hours hora horas stunde stunden heure heures godzina godzin godziny godzinę час "
    "часов часа val valanda valandą valandos valandas valandų",
    "d": "day days día días tag tage tagen jour jours dni dzień doba dobę doby dób день дней дня "
    "сутки суток dienų dienos diena dieną dienas parą paros paras parų",
    "wk": "week weeks semana semanas woche wochen semaine semaines tydzień tygodnie tygodni недель "
    "недели неделю savaitė savaitės savaičių",
    "mo": "month months mes meses monat monate monaten mois miesiąc miesięcy miesiące месяц "
    "месяцев месяца mėnuo mėnesiai mėnesių",
    "y": "year years año años jahr jahre jahren ans années rok lat lata год года лет metų metai",
}


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words and signs for numbers and dates in a language. Words are in lower case."""

    code: str
    decimal: str
    group: str
    words: dict[str, Decimal]
    magnitudes: dict[str, Decimal]
    together: str
    plus: str
    alone: frozenset[str]
    articles: frozenset[str]
    starts: frozenset[str]
    signals: frozenset[str]
    month_names: frozenset[str]
    last: dict[str, Decimal]
    ordinals: frozenset[str]
    ranks: dict[str, int]
    months: dict[str, int]
    short_months: dict[str, int]
    between: tuple[str, ...]
    joints: tuple[str, ...]
    until: tuple[str, ...]

    def may_count(self, words: frozenset[str]) -> bool:
        """Return whether these words from a text may include a number in words."""
        if not words.isdisjoint(self.words) or not words.isdisjoint(self.alone):
            return True
        if not words.isdisjoint(self.ranks):
            return True
        return not words.isdisjoint(self.articles) and not words.isdisjoint(self.magnitudes)


def base(lang: str) -> str:
    """Return the language in a BCP 47 tag, without country or script: "es" for "es-MX"."""
    return lang.replace("_", "-").partition("-")[0].lower()


def covered(lang: str) -> bool:
    """Return whether numbers in this language are read in words as well as in digits.

    In all other languages, we read only numbers and dates in digits, and CLDR's names of months.
    """
    return base(lang) in _SMALL


def unit_of(word: str) -> str:
    """Return the unit that a word names in any language, or ""."""
    return _unit_words().get(word.lower(), "")


@cache
def _unit_words() -> dict[str, str]:
    return {word: unit for unit, words in _UNITS.items() for word in words.split()}


@cache
def language(lang: str) -> Language:
    """Return the words and signs for the language of a BCP 47 tag.

    Unknown languages have the separators and months of English.
    """
    code = base(lang)
    decimal, group = (*_MARKS[lang],) if lang in _MARKS else _marks(lang)
    long, short = _listed_months(code) if code in _MONTHS else _months(lang)
    words, magnitudes = _numbers(code), _values(_MAGNITUDES.get(code, ""))
    alone = frozenset(_ALONE.get(code, "").split())
    articles = frozenset(_ONE.get(code, "").split())
    ranks = ordinal_words(code)
    return Language(
        code=code,
        decimal=decimal,
        group=group,
        words=words,
        magnitudes=magnitudes,
        together=_AND.get(code, ""),
        plus=_PARTS_JOINT.get(code, "(?!)"),
        alone=alone,
        last=_values(_LAST.get(code, "")),
        articles=articles,
        starts=frozenset((*words, *ranks)) | alone | articles,
        month_names=frozenset((*long, *short)),
        signals=frozenset((*words, *alone, *magnitudes, *long, *ranks))
        | (share_words(code) - articles),
        ranks=ranks,
        ordinals=frozenset(_ORDINALS.get(code, "").split()),
        months=long,
        short_months=short,
        between=tuple(_OF.get(code, "").split()),
        joints=tuple(_JOINTS.get(code, "").split()),
        until=tuple(_UNTIL.get(code, "").split()),
    )


def is_doubtful(month: str) -> bool:
    """Return whether the name of a month is also another word."""
    return month.lower() in _DOUBTFUL


@cache
def month_names() -> frozenset[str]:
    """Return the long names of months in all listed languages, in lower case."""
    return frozenset(name for code in _MONTHS for name in _listed_months(code)[0])


def _listed_months(code: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return the long and short names of the months in a language that this module lists."""
    long: dict[str, int] = {}
    short: dict[str, int] = {}
    for number, names in enumerate(_MONTHS[code].split(), 1):
        for name in names.split("/"):
            (short if name[0] == "." else long)[name.lstrip(".")] = number
    return long, short


def _locale(lang: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def _marks(lang: str) -> tuple[str, str]:
    """Return the separators for decimals and thousands. Unknown languages count as English."""
    locale = _locale(lang)
    symbols = locale.number_symbols.get("latn", {}) if locale else {}
    return symbols.get("decimal", "."), symbols.get("group", ",")


def _months(lang: str) -> tuple[dict[str, int], dict[str, int]]:
    locale = _locale(lang)
    if locale is None:
        return _listed_months("en")
    in_month = _IN_MONTH.get(base(lang), "").split()
    long = {name: number for number, name in enumerate(in_month, 1)}
    # The stand-alone forms are not used, because Babel may return those of a different language.
    names = locale.months["format"]
    long |= {name.lower(): number for number, name in names["wide"].items()}
    short = {name.lower().rstrip("."): number for number, name in names["abbreviated"].items()}
    return long, short


def _values(pairs: str) -> dict[str, Decimal]:
    parts = (pair.partition("=") for pair in pairs.split())
    return {word: Decimal(f"1{value}" if value[0] == "e" else value) for word, _, value in parts}


def _numbers(code: str) -> dict[str, Decimal]:
    words = _values(_SMALL.get(code, ""))
    if code == "de":
        words |= _german(words)
    return words


def _german(small: dict[str, Decimal]) -> dict[str, Decimal]:
    """Return the German compounds: "zweiundvierzig", "dreihundertfünf", "zwanzigtausend"."""
    ones = {"ein": Decimal(1)} | {word: value for word, value in small.items() if 0 < value < 10}
    tens = {word: value for word, value in small.items() if value >= 20}
    below = dict(small) | {"eins": Decimal(1)}
    for ten, ten_value in tens.items():
        below |= {f"{word}und{ten}": ten_value + value for word, value in ones.items()}
    compounds = {word: value for word, value in below.items() if value > 20}
    for word, value in ones.items():
        hundred = f"{word}hundert"
        compounds[hundred] = value * 100
        compounds |= {f"{hundred}{rest}": value * 100 + more for rest, more in below.items()}
    for word, value in (below | ones).items():
        compounds[f"{word}tausend"] = value * 1000
    return compounds
