"""Lists the opposite outcomes of decisions, votes and counts: passed and rejected, won and lost.

Each pair contains the words for one side, and then the words for the other, in the forms that news
texts use.
"""

from collections.abc import Mapping, Sequence

# fmt: off
OUTCOMES: Mapping[str, Sequence[tuple[str, str]]] = {
    "en": (
        ("pass passes passed carried adopt adopts adopted approve approves approved ratify "
         "ratifies ratified enacted",
         "reject rejects rejected defeat defeats defeated veto vetoes vetoed blocks blocked "
         "failed"),
        ("grant grants granted", "deny denies denied refuse refuses refused withheld"),
        ("win wins won", "lose loses lost"),
        ("rise rises rose risen climb climbs climbed", "fall falls fell fallen slump slumped"),
        ("upheld upholds", "overturn overturns overturned quash quashed annulled"),
        ("convicted guilty", "acquitted innocent"),
        ("appointed hired elected", "dismissed sacked fired"),
        ("legal lawful", "illegal unlawful"),
    ),
    "es": (
        ("aprueba aprueban aprobó aprobaron aprobado aprobada",
         "rechaza rechazan rechazó rechazaron rechazado rechazada vetó vetaron tumbó"),
        ("concede concedió concedieron concedido", "deniega denegó denegaron denegado"),
        ("gana ganó ganaron ganado", "pierde perdió perdieron perdido"),
        ("absolvió absuelto absuelta", "condenó condenado condenada"),
        ("nombró nombrado nombrada", "destituyó destituido destituida cesó cesado cesada"),
    ),
    "de": (
        ("beschloss beschlossen billigte gebilligt genehmigte genehmigt angenommen verabschiedet",
         "abgelehnt verworfen verwarf zurückgewiesen blockiert blockierte"),
        ("gewährte gewährt", "verweigerte verweigert"),
        ("gewann gewannen gewonnen", "verlor verloren"),
        ("freigesprochen", "verurteilt"), ("ernannt ernannte", "entlassen entließ"),
    ),
    "fr": (
        ("approuve approuvé approuvée adopte adopté adoptée vote voté votée",
         "rejette rejeté rejetée repoussé repoussée bloqué bloquée"),
        ("accorde accordé accordée", "refuse refusé refusée"),
        ("gagne gagné remporte remporté", "perd perdu"),
        ("acquitté acquittée", "condamné condamnée"), ("nommé nommée", "limogé limogée révoqué"),
    ),
    "pl": (
        ("przyjął przyjęła przyjęli przyjęto uchwalił uchwaliła uchwalono zatwierdził zatwierdziła",
         "odrzucił odrzuciła odrzucili odrzucono zawetował zawetowała"),
        ("przyznał przyznała przyznano", "odmówił odmówiła odmówiono"),
        ("wygrał wygrała wygrali", "przegrał przegrała przegrali"),
        ("uniewinnił uniewinniony uniewinniona", "skazał skazany skazana"),
    ),
    "ru": (
        ("принял приняла приняли принят принята одобрил одобрила одобрили одобрен утвердил",
         "отклонил отклонила отклонили отклонён отклонен отверг отвергла отвергли"),
        ("выиграл выиграла выиграли", "проиграл проиграла проиграли"),
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
        ("priėmė patvirtino pritarė", "atmetė vetavo"), ("laimėjo", "pralaimėjo"),
        ("atidarė", "uždarė"), ("padidėjo išaugo", "sumažėjo krito"),
    ),
}
# fmt: on
