"""Lists words for the people and things of a country: "Lithuanian", "lituano", "литовский".

A demonym counts as the name of its country (by ISO 3166 code) if the country is in the vocabulary.
The words are adjectives and nouns from dictionaries, in all inflected forms. Polish, Russian and
Lithuanian inflect the country's name too.
"""

from collections.abc import Iterator, Mapping
from functools import cache

# fmt: off
_ENGLISH: Mapping[str, str] = {
    "BY": "Belarusian Belarusians Belarussian", "LT": "Lithuanian Lithuanians",
    "LV": "Latvian Latvians", "EE": "Estonian Estonians", "PL": "Polish Pole Poles",
    "RU": "Russian Russians", "UA": "Ukrainian Ukrainians", "US": "American Americans",
    "CN": "Chinese", "DE": "German Germans", "FR": "French Frenchman", "GB": "British Briton "
    "Britons",
    "CZ": "Czech Czechs", "SK": "Slovak Slovaks", "HU": "Hungarian Hungarians",
    "RO": "Romanian Romanians", "MD": "Moldovan Moldovans", "FI": "Finnish Finn Finns",
    "SE": "Swedish Swede Swedes", "NO": "Norwegian Norwegians", "GE": "Georgian Georgians",
    "KZ": "Kazakh Kazakhs", "IR": "Iranian Iranians", "TR": "Turkish Turk Turks",
    "IL": "Israeli Israelis", "SY": "Syrian Syrians", "IT": "Italian Italians",
    "ES": "Spanish Spaniard Spaniards", "VE": "Venezuelan Venezuelans", "JP": "Japanese",
    "PT": "Portuguese", "NL": "Dutch Dutchman", "BE": "Belgian Belgians",
    "AT": "Austrian Austrians", "CH": "Swiss", "GR": "Greek Greeks", "IE": "Irish Irishman",
    "DK": "Danish Dane Danes", "BG": "Bulgarian Bulgarians",
    "HR": "Croatian Croatians Croat Croats", "RS": "Serbian Serbians Serb Serbs",
    "IN": "Indian Indians", "IQ": "Iraqi Iraqis", "MA": "Moroccan Moroccans",
    "CA": "Canadian Canadians", "MX": "Mexican Mexicans", "BR": "Brazilian Brazilians",
    "AR": "Argentine Argentinian Argentinians", "CO": "Colombian Colombians",
    "AU": "Australian Australians",
}
# A + represents the four Spanish adjective endings. Words with other endings are listed in full.
_SPANISH: Mapping[str, str] = {
    "BY": "bielorrus+", "LT": "lituan+", "LV": "letón letona letones letonas", "EE": "estoni+",
    "PL": "polac+", "RU": "rus+", "UA": "ucranian+", "US": "estadounidense estadounidenses "
    "norteamerican+", "CN": "chin+", "DE": "alemán alemana alemanes alemanas",
    "FR": "francés francesa franceses francesas", "GB": "británic+", "CZ": "chec+",
    "SK": "eslovac+",
    "HU": "húngar+", "RO": "ruman+", "MD": "moldav+", "FI": "finlandés finlandesa finlandeses",
    "SE": "suec+", "NO": "norueg+", "GE": "georgian+", "KZ": "kazaj+", "IR": "iraní iraníes",
    "TR": "turc+", "IL": "israelí israelíes", "SY": "siri+", "IT": "italian+", "ES": "español+ "
    "español",
    "VE": "venezolan+", "JP": "japonés japonesa japoneses",
    "PT": "portugués portuguesa portugueses portuguesas",
    "NL": "neerlandés neerlandesa neerlandeses holandés holandesa holandeses", "BE": "belga belgas",
    "AT": "austriac+", "CH": "suiz+", "GR": "grieg+", "IE": "irlandés irlandesa irlandeses",
    "DK": "danés danesa daneses", "BG": "búlgar+", "HR": "croata croatas", "RS": "serbi+",
    "IN": "indi+", "IQ": "iraquí iraquíes", "MA": "marroquí marroquíes",
    "CA": "canadiense canadienses", "MX": "mexican+", "BR": "brasileñ+", "AR": "argentin+",
    "CO": "colombian+", "AU": "australian+",
}
_GERMAN: Mapping[str, str] = {
    "BY": "belarussisch+ belarusisch+ weißrussisch+ Belarussen Belarusen Weißrussen",
    "LT": "litauisch+ Litauer Litauern", "LV": "lettisch+ Letten Lette", "EE": "estnisch+ Esten "
    "Este",
    "PL": "polnisch+ Pole Polen", "RU": "russisch+ Russen Russe", "UA": "ukrainisch+ Ukrainer "
    "Ukrainern",
    "US": "amerikanisch+ Amerikaner Amerikanern", "CN": "chinesisch+ Chinesen",
    "DE": "deutsch+ Deutschen", "FR": "französisch+ Franzosen", "GB": "britisch+ Briten",
    "CZ": "tschechisch+ Tschechen", "SK": "slowakisch+ Slowaken", "HU": "ungarisch+ Ungarn",
    "RO": "rumänisch+ Rumänen", "MD": "moldauisch+ Moldauer", "FI": "finnisch+ Finnen",
    "SE": "schwedisch+ Schweden", "NO": "norwegisch+ Norweger", "GE": "georgisch+ Georgier",
    "KZ": "kasachisch+ Kasachen", "IR": "iranisch+ Iraner", "TR": "türkisch+ Türken",
    "IL": "israelisch+ Israelis", "SY": "syrisch+ Syrer", "IT": "italienisch+ Italiener",
    "ES": "spanisch+ Spanier", "VE": "venezolanisch+ Venezolaner", "JP": "japanisch+ Japaner",
    "PT": "portugiesisch+ Portugiesen", "NL": "niederländisch+ Niederländer",
    "BE": "belgisch+ Belgier", "AT": "österreichisch+ Österreicher",
    "CH": "schweizerisch+ Schweizer", "GR": "griechisch+ Griechen", "IE": "irisch+ Iren",
    "DK": "dänisch+ Dänen", "BG": "bulgarisch+ Bulgaren", "HR": "kroatisch+ Kroaten",
    "RS": "serbisch+ Serben", "IN": "indisch+ Inder", "IQ": "irakisch+ Iraker",
    "MA": "marokkanisch+ Marokkaner", "CA": "kanadisch+ Kanadier", "MX": "mexikanisch+ Mexikaner",
    "BR": "brasilianisch+ Brasilianer", "AR": "argentinisch+ Argentinier",
    "CO": "kolumbianisch+ Kolumbianer", "AU": "australisch+ Australier",
}
_FRENCH: Mapping[str, str] = {
    "BY": "biélorusse+ bélarusse+ biélorussien+", "LT": "lituanien+ lituanienne+",
    "LV": "letton+ lettonne+", "EE": "estonien+ estonienne+", "PL": "polonais polonaise+",
    "RU": "russe+", "UA": "ukrainien+ ukrainienne+", "US": "américain+ américaine+ étasunien+",
    "CN": "chinois chinoise+", "DE": "allemand+ allemande+", "FR": "français française+",
    "GB": "britannique+", "CZ": "tchèque+", "SK": "slovaque+", "HU": "hongrois hongroise+",
    "RO": "roumain+ roumaine+", "MD": "moldave+", "FI": "finlandais finlandaise+",
    "SE": "suédois suédoise+", "NO": "norvégien+ norvégienne+", "GE": "géorgien+ géorgienne+",
    "KZ": "kazakh+ kazakhe+", "IR": "iranien+ iranienne+", "TR": "turc+ turque+",
    "IL": "israélien+ israélienne+", "SY": "syrien+ syrienne+", "IT": "italien+ italienne+",
    "ES": "espagnol+ espagnole+", "VE": "vénézuélien+ vénézuélienne+", "JP": "japonais japonaise+",
    "PT": "portugais portugaise+", "NL": "néerlandais néerlandaise+", "BE": "belge+",
    "AT": "autrichien+ autrichienne+", "CH": "suisse+", "GR": "grec+ grecque+",
    "IE": "irlandais irlandaise+", "DK": "danois danoise+", "BG": "bulgare+", "HR": "croate+",
    "RS": "serbe+", "IN": "indien+ indienne+", "IQ": "irakien+ irakienne+",
    "MA": "marocain+ marocaine+", "CA": "canadien+ canadienne+", "MX": "mexicain+ mexicaine+",
    "BR": "brésilien+ brésilienne+", "AR": "argentin+ argentine+", "CO": "colombien+ colombienne+",
    "AU": "australien+ australienne+",
}
_POLISH: Mapping[str, str] = {
    "BY": "białorusk+ Białoruś Białorusi Białorusią Białorusini Białorusinów",
    "LT": "litewsk+ Litwa Litwy Litwie Litwę Litwą Litwini Litwinów",
    "LV": "łotewsk+ Łotwa Łotwy Łotwie Łotwę Łotwą Łotysze Łotyszy",
    "EE": "estońsk+ Estonia Estonii Estonię Estończycy", "PL": "polsk+ Polska Polski Polsce Polskę "
    "Polską Polacy Polaków Polak", "RU": "rosyjsk+ Rosja Rosji Rosję Rosją Rosjanie Rosjan",
    "UA": "ukraińsk+ Ukraina Ukrainy Ukrainie Ukrainę Ukrainą Ukraińcy Ukraińców",
    "US": "amerykańsk+ Amerykanie Amerykanów USA", "CN": "chińsk+ Chiny Chin Chinach Chinami "
    "Chińczycy",
    "DE": "niemieck+ Niemcy Niemiec Niemczech Niemców", "FR": "francusk+ Francja Francji Francję",
    "GB": "brytyjsk+ Brytyjczycy", "CZ": "czesk+ Czechy Czechów", "SK": "słowack+ Słowacja "
    "Słowacji",
    "HU": "węgiersk+ Węgry Węgier", "RO": "rumuńsk+ Rumunia Rumunii", "MD": "mołdawsk+ Mołdawii",
    "FI": "fińsk+ Finlandia Finlandii", "SE": "szwedzk+ Szwecja Szwecji", "NO": "norwesk+ Norwegia "
    "Norwegii", "GE": "gruzińsk+ Gruzja Gruzji", "KZ": "kazachsk+ Kazachstanu", "IR": "irańsk+ "
    "Iranu",
    "TR": "tureck+ Turcja Turcji", "IL": "izraelsk+ Izraela", "SY": "syryjsk+ Syrii",
    "IT": "włosk+ Włochy Włoch", "ES": "hiszpańsk+ Hiszpania Hiszpanii", "JP": "japońsk+ Japonii",
    "PT": "portugalsk+ Portugalia Portugalii Portugalczycy",
    "NL": "holendersk+ niderlandzk+ Holandia Holandii Holendrzy",
    "BE": "belgijsk+ Belgia Belgii Belgowie", "AT": "austriack+ Austria Austrii Austriacy",
    "CH": "szwajcarsk+ Szwajcaria Szwajcarii", "GR": "greck+ Grecja Grecji Grecy",
    "IE": "irlandzk+ Irlandia Irlandii", "DK": "duńsk+ Dania Danii Duńczycy",
    "BG": "bułgarsk+ Bułgaria Bułgarii", "HR": "chorwack+ Chorwacja Chorwacji",
    "RS": "serbsk+ Serbia Serbii Serbowie", "IN": "indyjsk+", "IQ": "irack+ Iraku",
    "MA": "marokańsk+ Maroka", "CA": "kanadyjsk+ Kanada Kanady Kanadyjczycy",
    "MX": "meksykańsk+ Meksyku", "BR": "brazylijsk+ Brazylia Brazylii",
    "AR": "argentyńsk+ Argentyna Argentyny", "CO": "kolumbijsk+ Kolumbia Kolumbii",
    "AU": "australijsk+ Australia Australii",
}
_RUSSIAN: Mapping[str, str] = {
    "BY": "белорусск+ беларуск+ Белоруссия Белоруссии Белоруссию Беларусь Беларуси белорусы "
    "белорусов",
    "LT": "литовск+ Литва Литвы Литве Литву Литвой литовцы литовцев",
    "LV": "латвийск+ латышск+ Латвия Латвии Латвию Латвией латыши", "EE": "эстонск+ Эстония "
    "Эстонии "
    "Эстонию эстонцы", "PL": "польск+ Польша Польши Польше Польшу Польшей поляки поляков поляк",
    "RU": "российск+ русск+ Россия России Россию Россией россияне россиян",
    "UA": "украинск+ Украина Украины Украине Украину Украиной украинцы украинцев",
    "US": "американск+ США американцы американцев", "CN": "китайск+ Китай Китая Китаю Китаем "
    "китайцы",
    "DE": "немецк+ германск+ Германия Германии Германию немцы", "FR": "французск+ Франция Франции",
    "GB": "британск+ Великобритания Великобритании британцы", "CZ": "чешск+ Чехия Чехии",
    "SK": "словацк+ Словакия Словакии", "HU": "венгерск+ Венгрия Венгрии", "RO": "румынск+ Румынии",
    "MD": "молдавск+ Молдавия Молдавии Молдова Молдовы", "FI": "финск+ Финляндия Финляндии",
    "SE": "шведск+ Швеция Швеции", "NO": "норвежск+ Норвегия Норвегии", "GE": "грузинск+ Грузия "
    "Грузии",
    "KZ": "казахск+ казахстанск+ Казахстан Казахстана", "IR": "иранск+ Иран Ирана",
    "TR": "турецк+ Турция Турции", "IL": "израильск+ Израиль Израиля", "SY": "сирийск+ Сирия Сирии",
    "IT": "итальянск+ Италия Италии", "ES": "испанск+ Испания Испании", "JP": "японск+ Япония "
    "Японии",
    "PT": "португальск+ Португалия Португалии",
    "NL": "нидерландск+ голландск+ Нидерланды Нидерландов", "BE": "бельгийск+ Бельгия Бельгии",
    "AT": "австрийск+ Австрия Австрии", "CH": "швейцарск+ Швейцария Швейцарии",
    "GR": "греческ+ Греция Греции", "IE": "ирландск+ Ирландия Ирландии", "DK": "датск+ Дания Дании",
    "BG": "болгарск+ Болгария Болгарии", "HR": "хорватск+ Хорватия Хорватии",
    "RS": "сербск+ Сербия Сербии", "IN": "индийск+ Индия Индии", "IQ": "иракск+ Ирак Ирака",
    "MA": "марокканск+ Марокко", "CA": "канадск+ Канада Канады",
    "MX": "мексиканск+ Мексика Мексики", "BR": "бразильск+ Бразилия Бразилии",
    "AR": "аргентинск+ Аргентина Аргентины", "CO": "колумбийск+ Колумбия Колумбии",
    "AU": "австралийск+ Австралия Австралии",
}
_LITHUANIAN: Mapping[str, str] = {
    "BY": "Baltarusija Baltarusijos Baltarusiją Baltarusijoje baltarusiai baltarusių",
    "LT": "Lietuva Lietuvos Lietuvą Lietuvoje Lietuvai lietuviai lietuvių",
    "LV": "Latvija Latvijos Latviją Latvijoje latviai latvių", "EE": "Estija Estijos Estiją estai",
    "PL": "Lenkija Lenkijos Lenkiją Lenkijoje lenkai lenkų", "RU": "Rusija Rusijos Rusiją Rusijoje "
    "rusai "
    "rusų", "UA": "Ukraina Ukrainos Ukrainą Ukrainoje ukrainiečiai ukrainiečių",
    "US": "JAV amerikiečiai amerikiečių", "CN": "Kinija Kinijos Kiniją Kinijoje kinai kinų",
    "DE": "Vokietija Vokietijos Vokietiją vokiečiai", "FR": "Prancūzija Prancūzijos",
    "GB": "britai britų", "CZ": "Čekija Čekijos", "SK": "Slovakija Slovakijos", "HU": "Vengrija "
    "Vengrijos", "RO": "Rumunija Rumunijos", "MD": "Moldova Moldovos", "FI": "Suomija Suomijos",
    "SE": "Švedija Švedijos", "NO": "Norvegija Norvegijos", "GE": "Gruzija Gruzijos Sakartvelo",
    "KZ": "Kazachstanas Kazachstano", "IR": "Iranas Irano", "TR": "Turkija Turkijos",
    "IL": "Izraelis Izraelio", "SY": "Sirija Sirijos", "IT": "Italija Italijos",
    "ES": "Ispanija Ispanijos", "JP": "Japonija Japonijos",
    "PT": "Portugalija Portugalijos", "NL": "Nyderlandai Nyderlandų olandai",
    "BE": "Belgija Belgijos", "AT": "Austrija Austrijos", "CH": "Šveicarija Šveicarijos",
    "GR": "Graikija Graikijos", "IE": "Airija Airijos", "DK": "Danija Danijos",
    "BG": "Bulgarija Bulgarijos", "HR": "Kroatija Kroatijos", "RS": "Serbija Serbijos",
    "IN": "Indija Indijos", "IQ": "Irakas Irako", "MA": "Marokas Maroko", "CA": "Kanada Kanados",
    "MX": "Meksika Meksikos", "BR": "Brazilija Brazilijos", "AR": "Argentina Argentinos",
    "CO": "Kolumbija Kolumbijos", "AU": "Australija Australijos",
}
# The endings that + represents in each language.
_ENDINGS: tuple[tuple[Mapping[str, str], str], ...] = (
    (_ENGLISH, ""), (_SPANISH, "o a os as"), (_GERMAN, "e er es en em"), (_FRENCH, " s"),
    (_POLISH, "i a ie iego iemu iej im ich imi ą"),
    (_RUSSIAN, "ий ая ое ие ого ому ой ую им ом их ими"), (_LITHUANIAN, ""),
)
# Polish plural forms for men: "litewscy", "niemieccy".
_MEN = {"sk+": "scy", "ck+": "ccy", "dzk+": "dzcy"}
# Countries whose demonym also names a language in which a source may be written.
_OF_LANGUAGE: Mapping[str, str] = {
    "be": "BY", "lt": "LT", "lv": "LV", "et": "EE", "pl": "PL", "ru": "RU", "uk": "UA", "zh": "CN",
    "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "tr": "TR", "he": "IL", "fa": "IR", "ja": "JP",
    "cs": "CZ", "sk": "SK", "hu": "HU", "ro": "RO", "fi": "FI", "sv": "SE", "no": "NO", "ka": "GE",
    "kk": "KZ",
}
# fmt: on


def demonyms(code: str) -> Iterator[str]:
    """Yield a country's demonyms. A demonym in lower case is also given with a capital letter."""
    for words, endings in _ENDINGS:
        for word in words.get(code, "").split():
            for form in _forms(word, endings):
                yield form
                if form[0].islower():
                    yield form.capitalize()


@cache
def all_demonyms() -> frozenset[str]:
    """Return all demonyms. In a text, a demonym may also name a language or a source."""
    codes = {code for words, _ in _ENDINGS for code in words}
    return frozenset(form for code in codes for form in demonyms(code))


def country_of_language(lang: str) -> str:
    """Return the code of the country whose demonym names a language, or "" if there is none."""
    return _OF_LANGUAGE.get(lang.partition("-")[0].lower(), "")


def _forms(word: str, endings: str) -> Iterator[str]:
    if not word.endswith("+"):
        yield word
        return
    stem = word[:-1]
    yield from (stem + ending for ending in endings.split(" "))
    for begin, men in _MEN.items():
        if endings.startswith("i a") and word.endswith(begin):
            yield word[: -len(begin)] + men
