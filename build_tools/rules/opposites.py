"""Lists plain opposites: "opened" and "closed", "above" and "below", "passed" and "rejected".

Each pair contains the words for one side, and then the words for the other, in the forms that news
texts use. ``_`` joins the words of a phrase: por_encima. Both words of a pair in ``_BOTH`` may be
true of the same thing. A crossing that closes may open again, and a place may be north of one town
and south of another.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

_Pair = tuple[str, str]

# fmt: off
_BOTH: Mapping[str, Sequence[_Pair]] = {
    "en": (
        ("opens opened opening reopen reopens reopened reopening",
         "close closes closed closing closure closures shut shuts suspend suspends suspended"),
        ("north northern northwards", "south southern southwards"),
        ("east eastern eastwards", "west western westwards"),
        ("northwest northwestern", "southeast southeastern"),
        ("northeast northeastern", "southwest southwestern"),
        ("northwest northwestern", "northeast northeastern"),
        ("southwest southwestern", "southeast southeastern"),
        ("northwest northwestern", "southwest southwestern"),
        ("northeast northeastern", "southeast southeastern"),
    ),
    "es": (
        ("abre abren abrió abrieron abierto abierta abiertos abiertas reabre reabrió reabrieron "
         "reapertura apertura",
         "cierra cierran cerró cerraron cierre cierres cerrado cerrada cerrados cerradas"),
        ("norte septentrional", "sur meridional"), ("este oriental", "oeste occidental"),
        ("reparte reparten repartió repartieron entrega", "retira retiran retiró retiraron"),
    ),
    "de": (
        ("öffnet öffnete öffneten geöffnet öffnung wiedereröffnet",
         "schließt schloss schlossen geschlossen sperrt sperrte gesperrt schließung sperrung"),
        ("nord norden nördlich", "süd süden südlich"),
        ("ost osten östlich", "west westen westlich"),
    ),
    "fr": (
        ("ouvre ouvert ouverts ouverte ouvertes ouvrent rouvre rouvert réouverture",
         "ferme ferment fermé fermés fermée fermées fermeture"),
        ("nord", "sud"), ("est oriental", "ouest occidental"),
    ),
    "pl": (
        ("otwiera otwarła otworzył otworzyła otworzyli otworzono otwarto otwarty otwarta otwarte "
         "otwarcie",
         "zamyka zamknęła zamknął zamknęli zamknięto zamknięty zamknięta zamknięte zamknięcie "
         "zamknięciu zamknięcia"),
        ("północ północny północna północy północnej", "południe południowy południowa południu"),
        ("wschód wschodni wschodnia wschodzie", "zachód zachodni zachodnia zachodzie"),
    ),
    "ru": (
        ("открыл открыла открыли открыто открыт открыта открыты открытие",
         "закрыл закрыла закрыли закрыто закрыт закрыта закрыты закрытие"),
        ("север северный севере", "юг южный юге"),
        ("восток восточный востоке", "запад западный западе"),
    ),
}
_PAIRS: Mapping[str, Sequence[_Pair]] = {
    "en": (
        ("woman women female", "man men male"),
        ("condemn condemns condemned condemning deplore deplores deplored",
         "welcome welcomes welcomed praise praises praised endorse endorses endorsed"),
        ("prevent prevents prevented foil foils foiled thwart thwarted",
         "succeed succeeds succeeded successful"),
        ("confirm confirms confirmed confirming admit admits admitted",
         "deny denies denied denying refute refuted"),
        ("increase increases increased increasing rose risen grew grown doubled",
         "decrease decreases decreased decreasing fell fallen dropped declined halved"),
        ("support supports supported", "oppose opposes opposed"),
        ("allow allows allowed permit permits permitted", "forbid forbids forbade forbidden "
         "ban bans banned prohibit prohibits prohibited"),
        ("accept accepts accepted", "refuse refuses refused reject rejects rejected"),
        ("free freed release releases released", "arrest arrests arrested jailed detained"),
        ("impose imposes imposed tighten tightened", "lift lifts lifted eases eased"),
        ("win wins won", "lose loses lost"),
        ("import imports imported", "export exports exported"),
        ("largest biggest highest", "smallest lowest"), ("maximum", "minimum"),
        ("alive survived survives", "died killed dead"),
        ("arrive arrives arrived", "depart departs departed"),
        ("majority", "minority"), ("buyer bought buys", "seller sold sells"),
        ("above exceeds exceeded", "below"),
        ("pass passes passed carried adopt adopts adopted approve approves approved ratify "
         "ratifies ratified enacted",
         "reject rejects rejected defeat defeats defeated veto vetoes vetoed blocks blocked "
         "failed"),
        ("grant grants granted", "deny denies denied refuse refuses refused withheld"),
        ("rise rises rose risen climb climbs climbed", "fall falls fell fallen slump slumped"),
        ("upheld upholds", "overturn overturns overturned quash quashed annulled"),
        ("convicted guilty", "acquitted innocent"),
        ("appointed hired elected", "dismissed sacked fired"),
        ("legal lawful", "illegal unlawful"),
    ),
    "es": (
        ("mujer mujeres", "hombre hombres"),
        ("condenó condena condenaron", "celebró elogió aplaudió"),
        ("confirmó confirma confirman confirmaron admitió admite reconoció",
         "negó niega niegan negaron desmintió desmiente desmienten desmintieron"),
        ("aumentó aumenta aumentan aumentaron aumentado creció crecieron crecido subió suben "
         "subieron subido sube subida aumento encareció encarecido",
         "disminuyó disminuye disminuyeron disminuido bajó bajan bajaron bajado baja bajada cayó "
         "cayeron caído reducido redujo abarató abaratado"),
        ("aprobó aprueba aprueban aprobaron aprobado aprobada aprobados aprobación",
         "rechazó rechaza rechazan rechazaron rechazado rechazada rechazo tumbó"),
        ("aceptó acepta aceptaron aceptado", "rechazó rechaza rechazaron rechazado"),
        ("permitió permite permiten permitieron autorizó autoriza", "prohibió prohíbe prohíben "
         "prohibieron prohibido"),
        ("apoyó apoya apoyan apoyaron", "se_opone se_opuso se_oponen se_opusieron"),
        ("máximo máxima máximos", "mínimo mínima mínimos"), ("mayoría", "minoría"),
        ("público pública públicos públicas", "privado privada privados privadas"),
        ("por_encima superior supera superan superó superaron superaba superaban sobrepasa "
         "sobrepasó sobrepasaba rebasa rebasó rebasaba excede excedió incumple incumplió",
         "por_debajo inferior cumple cumplía cumplió cumplen"),
        ("absolvió absuelto absuelta", "condenó condenado condenada"),
        ("importa importó importaciones", "exporta exportó exportaciones"),
        ("concentra concentran concentraba", "elimina eliminan eliminaba"),
        ("aprueba aprueban aprobó aprobaron aprobado aprobada",
         "rechaza rechazan rechazó rechazaron rechazado rechazada vetó vetaron tumbó"),
        ("concede concedió concedieron concedido", "deniega denegó denegaron denegado"),
        ("gana ganó ganaron ganado", "pierde perdió perdieron perdido"),
        ("nombró nombrado nombrada", "destituyó destituido destituida cesó cesado cesada"),
    ),
    "de": (
        ("frau frauen", "mann männer"), ("verurteilte verurteilt", "begrüßte begrüßt lobte"),
        ("bestätigte bestätigt bestätigten",
         "bestritt bestreitet bestritten dementierte dementiert leugnete"),
        ("stieg stiegen steigt gestiegen wuchs gewachsen erhöht erhöhte",
         "sank sanken sinkt gesunken fiel fielen gefallen gesenkt senkte"),
        ("billigt billigte gebilligt beschließt beschloss beschlossen genehmigte genehmigt",
         "lehnt lehnte lehnten ablehnt ablehnte ablehnten abgelehnt verwirft verwarf verworfen"),
        ("erlaubt erlaubte erlauben gestattet", "verbietet verbot verboten untersagt untersagte"),
        ("höchstwert maximum", "mindestwert minimum"),
        ("oberhalb überschreitet überschritt überschritten", "unterhalb unterschreitet "
         "unterschritt unterschritten"),
        ("mehrheit", "minderheit"), ("freigesprochen", "verurteilt"),
        ("öffentlich öffentliche öffentlichen", "privat private privaten"),
        ("beschließt beschloss beschlossen billigte gebilligt genehmigte genehmigt angenommen "
         "verabschiedet verabschiedete",
         "lehnt lehnte lehnten ablehnt ablehnte ablehnten abgelehnt verworfen verwarf "
         "zurückgewiesen blockiert blockierte"),
        ("gewährte gewährt", "verweigerte verweigert"),
        ("gewann gewannen gewonnen", "verlor verloren"),
        ("ernannt ernannte", "entlassen entließ"),
    ),
    "fr": (
        ("femme femmes", "homme hommes"), ("condamné condamne", "salué salue"),
        ("confirmé confirme confirment", "nié nie nient démenti dément démentent"),
        ("augmenté augmente augmentation progressé hausse",
         "diminué diminue baissé baisse reculé chuté"),
        ("autorisé autorise permis permet", "interdit interdisent interdite"),
        ("maximum maximale maximal", "minimum minimale minimal"),
        ("supérieur supérieure au-dessus dépasse dépassé dépassait", "inférieur inférieure "
         "au-dessous en_dessous"),
        ("majorité", "minorité"), ("public publique publics publiques", "privé privée privés "
         "privées"),
        ("approuve approuvé approuvée adopte adopté adoptée vote voté votée",
         "rejette rejeté rejetée repoussé repoussée bloqué bloquée"),
        ("accorde accordé accordée", "refuse refusé refusée"),
        ("gagne gagné remporte remporté", "perd perdu"),
        ("acquitté acquittée", "condamné condamnée"), ("nommé nommée", "limogé limogée révoqué"),
    ),
    "pl": (
        ("kobieta kobietą", "mężczyzna mężczyzną"),
        ("potwierdził potwierdziła potwierdzili potwierdza potwierdzają",
         "zaprzeczył zaprzeczyła zaprzeczyli zaprzecza zaprzeczają zdementował zdementowała"),
        ("wzrósł wzrosła wzrosło wzrosły rośnie wzrost zwiększył zwiększyła",
         "spadł spadła spadło spadły spada spadek zmniejszył zmniejszyła zmalał zmalała"),
        ("przyjął przyjęła przyjęło przyjęli przyjęto przyjęcie przyjęcia uchwalił uchwaliła "
         "uchwalono zatwierdził zatwierdziła zatwierdzono",
         "odrzucił odrzuciła odrzuciło odrzucili odrzucono odrzucenie"),
        ("zezwolił zezwoliła zezwala pozwolił pozwoliła dopuścił",
         "zakazał zakazała zakazuje zabronił zabroniła"),
        ("poparł poparła poparli popiera", "sprzeciwił sprzeciwiła sprzeciwili sprzeciwia"),
        ("wygrał wygrała wygrali", "przegrał przegrała przegrali"),
        ("maksymalny maksymalna maksymalne maksimum", "minimalny minimalna minimalne minimum"),
        ("powyżej przekracza przekroczył przekroczyła przekroczyło", "poniżej"),
        ("większość większością", "mniejszość mniejszością"),
        ("uniewinnił uniewinniony uniewinniona", "skazał skazany skazana"),
        ("publiczny publiczna publiczne", "prywatny prywatna prywatne"),
        ("przyjął przyjęła przyjęli przyjęto uchwalił uchwaliła uchwalono zatwierdził zatwierdziła",
         "odrzucił odrzuciła odrzucili odrzucono zawetował zawetowała"),
        ("przyznał przyznała przyznano", "odmówił odmówiła odmówiono"),
    ),
    "ru": (
        ("женщина женщиной", "мужчина мужчиной"),
        ("подтвердил подтвердила подтвердили подтверждает",
         "опроверг опровергла опровергли опровергает отрицает отрицал отрицала"),
        ("вырос выросла выросло выросли увеличился увеличилась увеличилось рост",
         "снизился снизилась снизилось снизились упал упала упало сократился сократилась падение"),
        ("одобрил одобрила одобрили одобрено принял приняла приняли",
         "отклонил отклонила отклонили отклонено отверг отвергла отвергли"),
        ("разрешил разрешила разрешили разрешает", "запретил запретила запретили запрещает"),
        ("выиграл выиграла выиграли", "проиграл проиграла проиграли"),
        ("выше превышает превысил превысила превысило", "ниже"),
        ("максимум максимальный", "минимум минимальный"), ("большинство", "меньшинство"),
        ("принял приняла приняли принят принята одобрил одобрила одобрили одобрен утвердил",
         "отклонил отклонила отклонили отклонён отклонен отверг отвергла отвергли"),
        ("оправдал оправдали оправдан", "осудил осудили осуждён осужден"),
        ("назначил назначен назначена", "уволил уволен уволена"),
    ),
    "uk": (
        ("ухвалив ухвалила ухвалили прийняв прийняла схвалив схвалила схвалили",
         "відхилив відхилила відхилили"),
        ("виграв виграла виграли", "програв програла програли"),
        ("відкрив відкрила відкрили", "закрив закрила закрили"),
        ("зріс зросла зросли", "знизився знизилася впав впала"),
    ),
    "lt": (
        ("padidėjo išaugo didėja", "sumažėjo krito mažėja"), ("patvirtino patvirtina", "paneigė "
         "neigia"),
        ("leido leidžia", "uždraudė draudžia"), ("laimėjo", "pralaimėjo"),
        ("priėmė patvirtino pritarė", "atmetė vetavo"), ("atidarė", "uždarė"),
    ),
}
# fmt: on
_COMPASS = r"(?:north|south)[- ]?(?:east|west)(?:ern)?"


class Opposites(NamedTuple):
    """The opposites of a language.

    ``sides`` contains each word with the words on its own side and on the other side. ``token``
    matches words and phrases in a text, and ``phrase`` matches only phrases. ``both_ways`` contains
    the words of the pairs in ``_BOTH``.
    """

    sides: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    both_ways: frozenset[str]
    token: re.Pattern[str]
    phrase: re.Pattern[str]
    beginnings: tuple[str, ...]


@cache
def opposites(lang: str) -> Opposites:
    """Return the opposites of a language by its code, or none for an unlisted language."""
    sides: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    both_ways = " ".join(side for pair in _BOTH.get(lang, ()) for side in pair)
    phrases = set()
    for pair in (*_BOTH.get(lang, ()), *_PAIRS.get(lang, ())):
        phrases |= {word for side in pair for word in side.split() if "_" in word}
        ours, theirs = (frozenset(side.replace("_", "").split()) for side in pair)
        for same, other in ((ours, theirs), (theirs, ours)):
            for word in same:
                known = sides.get(word, (same, frozenset()))
                sides[word] = (known[0] | same, known[1] | other)
    spaced = [word.replace("_", r"\s") for word in sorted(phrases)]
    phrase = rf"\b(?:{'|'.join([_COMPASS, *spaced])})\b"
    return Opposites(
        sides,
        frozenset(both_ways.replace("_", "").split()),
        re.compile(rf"{phrase}|[^\W\d_]+", re.IGNORECASE),
        re.compile(phrase, re.IGNORECASE),
        ("north", "south", *(word.partition("_")[0] + " " for word in sorted(phrases))),
    )
