"""Tests that honest sentences are accepted: other wordings of a record, and inferences from it.

A rule that refuses them is as bad as a rule that misses a falsehood. The projects are those of the
planted falsehoods. To add a sentence, add a row.
"""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from tests.conftest import TINY
from tests.test_planted_falsehoods import (
    ESPERA,
    MORE,
    PAID,
    RAIL,
    WAGEN,
    WAIT,
    errors,
    place_of,
    with_sentence,
    with_snapshot,
)

World = Callable[..., Project]

# Each row: a language, and a sentence that is added to a finding or a page.
ADDED = (
    ("finding", "en", "No president, governor or mayor counted them."),
    ("finding", "en", "The guard counted them, not the mayor."),
    ("finding", "es", "No los contó ningún alcalde."),
    ("finding", "de", "Kein Bürgermeister zählte sie."),
    ("finding", "fr", "Aucun maire ne les a comptés."),
    ("finding", "pl", "Nie policzył ich żaden burmistrz."),
    ("finding", "ru", "Их не посчитал ни один мэр."),
    ("finding", "lt", "Jų neskaičiavo joks meras."),
    (
        "prose",
        "en",
        "## What remains unknown\n\n- Why they stood. Lorries waited up to 36 hours [@lorry-wait].",
    ),
    ("finding", "en", "It was a Monday."),
    ("finding", "es", "Fue un lunes."),
    ("finding", "de", "Es war ein Montag."),
    ("finding", "fr", "C'était un lundi."),
    ("finding", "pl", "Było to w poniedziałek."),
    ("finding", "ru", "Это было в понедельник."),
    ("finding", "lt", "Tai buvo pirmadienį."),
    ("finding", "en", "Some mayors and ministers waited too."),
    ("finding", "en", "The council and the ministry did not count them."),
    ("finding", "es", "Algunos alcaldes también esperaron."),
    ("finding", "es", "La alcaldía no los contó."),
    ("finding", "fr", "Des maires ont aussi attendu."),
    ("finding", "pl", "Niektórzy burmistrzowie też czekali."),
    ("finding", "ru", "Некоторые мэры тоже ждали."),
    ("finding", "de", "Das Ministerium zählte sie nicht."),
    ("finding", "lt", "Ministerija jų neskaičiavo."),
    ("prose", "en", "The minister said that more may close [@more-closures]."),
    ("prose", "en", "On a Monday lorries waited 36 hours [@lorry-wait]."),
    ("prose", "es", "Se aprobó menos de la mitad de los 2,3 millones: 1,1 [@pleno]."),
    ("prose", "es", "El pleno aprobó 1,1 millones de euros el lunes [@pleno]."),
    ("prose", "es", "El gobierno quizá cierre otros dos pasos de la frontera [@cierre]."),
    ("prose", "es", "Es posible que el gobierno cierre otros dos pasos en 2024 [@cierre]."),
    ("prose", "es", "No se sabe si el gobierno cerrará otros dos pasos [@cierre]."),
    ("prose", "en", "Lithuania could close more crossings, Petraitis said [@more-closures]."),
    ("prose", "en", "More crossings, Petraitis warned, may close [@more-closures]."),
    ("prose", "en", "There is a chance that Lithuania closes more crossings [@more-closures]."),
    ("finding", "en", "Four times as many lorries waited as turned back."),
    ("finding", "en", "The lorries did not wait twice as long."),
    ("finding", "en", "Some called it a double standard, and they asked twice."),
    ("finding", "es", "No llegó al doble."),
    ("finding", "es", "Es una doble vara de medir, y lo dijeron dos veces."),
    ("finding", "de", "Sie fragten zweimal."),
    ("finding", "fr", "Ils l'ont dit deux fois."),
    ("finding", "pl", "Pytano o to dwa razy."),
    ("finding", "ru", "Об этом спросили дважды."),
    ("finding", "lt", "To klausė du kartus."),
    ("finding", "en", "No limit applies to a wait of 36 hours, which is over a day."),
    ("finding", "es", "Las 36 horas no están por debajo de ningún límite."),
    ("finding", "de", "Für 36 Stunden gilt kein Grenzwert."),
    ("finding", "en", "It was barely 36 hours."),
    ("finding", "es", "Apenas fueron 36 horas."),
    ("prose", "es", "El pleno aprobó 1,1 millones de euros por 7 votos a 6 [@pleno]."),
    ("prose", "es", "Hubo 6 votos en contra y 7 a favor [@pleno]."),
    ("prose", "es", "La oposición perdió por 6 votos a 7 [@pleno]."),
    ("prose", "en", "## Did all convoys stop?\n\nNo: convoys passed every day [@no-convoys]."),
    ("prose", "en", "## Did lorries wait?\n\nYes: up to 36 hours [@lorry-wait]."),
    ("prose", "en", "## Is it wrong that all convoys stopped?\n\nYes: some passed [@no-convoys]."),
    ("prose", "en", "## Two crossings closed\n\nThat was in August [@two-crossings]."),
    ("finding", "en", "It was Monday, 28 August 2023."),
    ("finding", "en", "No, they waited 36 hours."),
    (
        "prose",
        "en",
        "It closed two on 18 August 2023 [@two-crossings], "
        "and lorries waited on 28 August 2023 [@lorry-wait].",
    ),
    (
        "prose",
        "en",
        "Two crossings closed on 18 August 2023, and a decade of quiet ended [@two-crossings].",
    ),
    ("finding", "es", "Fue el lunes 28 de agosto de 2023."),
    ("finding", "es", "No, esperaron 36 horas."),
    ("finding", "es", "Sin embargo, los camiones esperaron 36 horas."),
    ("finding", "es", "Superaban los 60 camiones por hora."),
    ("prose", "es", "El pleno aprobó 1,1 de los 2,3 millones [@pleno]."),
    ("prose", "es", "El pleno no rechazó la partida de 1.100.000 euros [@pleno]."),
    ("prose", "es", "Se aprobó un 48 % de lo que cuesta: 1,1 millones de 2,3 millones [@pleno]."),
    ("prose", "es", "El lunes 28 de agosto de 2023 se aprobaron 1,1 millones [@pleno]."),
    ("finding", "pl", "Nie, czekano 36 godzin."),
    ("finding", "pl", "Było to w poniedziałek 28 sierpnia 2023 r."),
    ("finding", "pl", "Przejeżdżało niespełna 63 ciężarówek na godzinę."),
    ("prose", "pl", "Rada przyjęła budżet 28 VIII 2023 r. [@rada]."),
    ("prose", "pl", "Budżet wynosi 4,8 miliona złotych, a droga 14 kilometrów [@rada]."),
    ("prose", "pl", "Rada nie odrzuciła budżetu [@rada]."),
    ("prose", "pl", "Inni odrzucili budżet, a rada go przyjęła [@rada]."),
    ("finding", "en", "A quarter of the lorries turned back."),
    ("finding", "en", "One in four lorries turned back."),
    ("finding", "en", "Three quarters of the lorries stayed."),
    ("finding", "en", "That left 480."),
    ("finding", "en", "Over 600 lorries waited, and under 200 turned back."),
    ("finding", "en", "The wait was a day and a half."),
    ("finding", "en", "The longest wait was 36 hours rather than 46."),
    ("finding", "en", "NATO's Article 4 and UN Resolution 2231 are not at issue."),
    ("finding", "en", "Neither a MiG 29 nor an Il 76 is meant."),
    ("finding", "en", "Only one source names the border guard."),
    ("finding", "en", "Not all of them turned back."),
    ("finding", "en", "The Lithuanian guard counted them."),
    ("finding", "en", "It “counted 640 lorries at the crossing [Medininkai]”."),
    ("finding", "en", "36 hours is more than a day."),
    ("finding", "en", "See footnote 3, page 12 and table 2 of the report."),
    ("finding", "en", "Level-4 advice is another thing, and so is Category 5."),
    (
        "finding",
        "en",
        "A Russian-language version has the same figure, and so does the one in Polish.",
    ),
    ("finding", "en", "The first gives the number, and the second repeats it."),
    ("finding", "en", "Most of the 640 lorries stayed."),
    ("prose", "en", "A quarter of the lorries turned back [@lorry-wait]."),
    ("prose", "en", "We rate as wrong that all convoys stopped [@no-convoys]."),
    ("prose", "en", "We found no evidence that all convoys stopped [@no-convoys]."),
    (
        "prose",
        "en",
        '!!! note "What is not known"\n\n    If more close: they may, he said [@more-closures].',
    ),
    ("prose", "en", "See [Radio 4](https://radio.example/4) [@lorry-wait]."),
    ("prose", "en", "Lorries waited 36 hours, not 46 [@lorry-wait]."),
    ("prose", "en", "The other 480 stayed [@lorry-wait]."),
    ("prose", "en", "Chapter 2 of the report has more [@lorry-wait]."),
    ("prose", "en", "## A quarter turned back\n\nThey did [@lorry-wait]."),
    ("prose", "en", "## Does NATO's Article 5 help?\n\nNo [@lorry-wait]."),
    ("prose", "en", "## Did nearly 650 lorries wait?\n\nThey did [@lorry-wait]."),
    (
        "prose",
        "en",
        "## What we do not know\n\nNobody knows why. Lorries waited up to 36 hours [@lorry-wait].",
    ),
    ("finding", "en", "The guard did not close the crossing."),
    ("finding", "en", "Lorries are no longer waiting at Medininkai."),
    ("finding", "en", "Lorries did not wait at the other crossings."),
    ("finding", "en", "Nobody says that lorries did not wait."),
    ("finding", "en", "We found no report that the crossing was reopened."),
    ("prose", "en", "It did not close the other four [@two-crossings]."),
    ("prose", "en", "No source says that Lithuania opened two crossings [@two-crossings]."),
    ("prose", "en", "Convoys did not stop [@no-convoys]."),
    ("prose", "en", "Lithuania did not close more crossings then [@more-closures]."),
    ("prose", "en", "## Did lorries wait?\n\nYes [@lorry-wait]."),
    ("prose", "en", "## Did all convoys stop?\n\nNo [@no-convoys]."),
    ("prose", "en", "## Why did they wait so long there?\n\nThey had to [@lorry-wait]."),
    ("prose", "en", "Petraitis, the Lithuanian minister, said so [@more-closures]."),
    ("prose", "en", "VSAT counted them at Medininkai [@lorry-wait]."),
    ("prose", "en", "TASS, a Russian agency, and the LRT agree [@two-crossings]."),
    ("prose", "en", "A Polish-language version has other words [@lorry-wait]."),
    ("prose", "en", "Two out of the six road crossings closed [@two-crossings]."),
    ("prose", "en", "Vilnius waited; Lithuania closed two [@two-crossings]."),
    ("finding", "en", "On Monday, in English, the State Border Guard said so on Facebook."),
    ("finding", "en", "We found no copy on Google or in the Wayback Machine."),
    ("finding", "en", "The European limit is another matter (See the report)."),
    ("finding", "en", "Lithuania's Interior Ministry has no report."),
    ("prose", "en", "Jonas Petraitis said so [@more-closures]."),
    ("prose", "en", "The minister told LRT, a Lithuanian broadcaster [@more-closures]."),
    ("prose", "en", "- **Open:** Whether more will close [@more-closures]."),
    ("prose", "en", "## How Long Did Lorries Wait?\n\nFor 36 hours [@lorry-wait]."),
    ("finding", "es", "¿Quién lo dijo? La agencia TASS y Lituania, en agosto."),
    ("finding", "de", "Die Grenze zu Litauen und der Übergang in Medininkai sind gemeint."),
    ("finding", "fr", "En Lituanie, en août, la file était longue."),
    ("finding", "pl", "Na granicy Litwy z Białorusią stały ciężarówki."),
    ("finding", "ru", "На границе с Белоруссией стояли грузовики."),
    ("finding", "lt", "Vilkikai stovėjo Lietuvos pasienyje su Baltarusija."),
    ("finding", "es", "Es un día y 12 horas."),
    ("finding", "es", "No fueron 46 horas, sino 36."),
    ("finding", "es", "Más de 60 camiones por hora pasaron."),
    ("finding", "es", "El artículo 5 y la Resolución 1325 no se mencionan."),
    ("finding", "es", "Cerca del 62 por hora es la media."),
    ("finding", "es", "Ninguna de las fuentes da el precio."),
    ("prose", "es", "Consideramos cierto que los camiones esperaron 36 horas [@espera]."),
    ("finding", "de", "Es waren eineinhalb Tage."),
    ("finding", "de", "Nicht 46 Stunden, sondern 36."),
    ("finding", "de", "Mehr als 1.400 Wagen waren es."),
    ("finding", "de", "Artikel 5 und eine Boeing 737 kommen nicht vor."),
    ("finding", "de", "Keine der Quellen nennt Kosten."),
    ("finding", "fr", "Cela fait un jour et demi."),
    ("finding", "fr", "Non pas 46 heures, mais 36."),
    ("finding", "fr", "L'article 5 n'est pas en cause."),
    ("finding", "pl", "Nie 46 godzin, lecz 36."),
    ("finding", "pl", "Ponad 60 ciężarówek na godzinę."),
    ("finding", "pl", "Artykuł 5 nie jest tu ważny."),
    ("finding", "ru", "Не 46 часов, а 36."),
    ("finding", "ru", "Статья 5 тут ни при чём."),
    ("finding", "ru", "Это сутки и 12 часов."),
    ("finding", "lt", "Ne 46 valandos, o 36."),
    ("finding", "lt", "5 straipsnis čia nesvarbus."),
    ("finding", "lt", "Beveik 63 vilkikai per valandą."),
)

CHANGED = (
    (
        "en",
        MORE,
        "Jonas Petraitis said on 28 August 2023 that",
        "For the minister, on 28 August 2023,",
    ),
    (
        "en",
        MORE,
        "Jonas Petraitis said on 28 August 2023 that",
        "On Petraitis's reading of that day,",
    ),
    ("en", MORE, "Jonas Petraitis said on", "Lithuania's Petraitis, of the ministry, said on"),
    ("en", WAIT, "same wait of 36 hours", "same wait of 36 hours in a queue of 9 kilometres"),
    ("en", WAIT, "same wait of 36 hours", "same wait of a day and a half"),
    ("en", MORE, "Jonas Petraitis said on", "The minister Jonas Petraitis warned on"),
    ("es", ESPERA, "fue de 36 horas", "fue de 36 horas en una cola de 9 kilómetros"),
    ("de", WAGEN, "war 36 Stunden", "war 36 Stunden, auf 9 Kilometern"),
    ("fr", ESPERA, "était de 36 heures", "était de 36 heures sur 9 kilomètres"),
    ("pl", ESPERA, "czekano 36 godzin", "czekano 36 godzin na 9 kilometrach"),
    ("ru", ESPERA, "составило 36 часов", "составило 36 часов на 9 километрах"),
    ("lt", ESPERA, "laukta 36 valandas", "laukta 36 valandas per 9 kilometrus"),
    ("en", WAIT, "aited up to 36 hours", "aited up to a day and a half"),
    ("en", RAIL, "Lithuania plans to close", "Lithuania is planning to close"),
    (
        "en",
        WAIT,
        "lorries waited up to 36 hours",
        "lorries could not go on at once and waited up to 36 hours",
    ),
    ("en", PAID, "Drivers reportedly paid", "Some drivers reportedly paid, and others refused to,"),
    (
        "en",
        WAIT,
        "it\n      did not close the crossing.",
        "it\n      refused to close the crossing.",
    ),
    ("en", WAIT, "counted 640", "counted almost 650"),
)


@pytest.mark.parametrize(("place", "lang", "sentence"), ADDED, ids=lambda text: text[:40])
def test_an_honest_sentence_is_accepted(world: World, place: str, lang: str, sentence: str) -> None:
    path, words = place_of(place, lang)
    files = with_snapshot(world, lang)
    text = files.get(path) or TINY[path]
    assert words in text
    changed = text.replace(words, with_sentence(place, words, sentence), 1)
    assert errors(world({**files, path: changed})) == set()


@pytest.mark.parametrize(("lang", "path", "words", "others"), CHANGED)
def test_honest_replacements_for_words_are_accepted(
    world: World, lang: str, path: str, words: str, others: str
) -> None:
    files = with_snapshot(world, lang)
    text = files.get(path) or TINY[path]
    assert words in text
    assert errors(world({**files, path: text.replace(words, others, 1)})) == set()


def test_a_number_of_days_between_two_dates_in_the_evidence_needs_no_calculation(
    world: World,
) -> None:
    files = with_snapshot(world, "en")
    told = "that two crossings had closed on 18 August, and that 160 of"
    for days, expected in (("ten days", 0), ("three weeks", 1), ("eleven days", 1)):
        text = (files[WAIT] or "").replace("that 160 of", told)
        words = f"rain. That was {days} after the closure of 18 August."
        text = text.replace("and rain.", f"and {words}")
        assert len(errors(world({**files, WAIT: text}))) == expected


def test_lengths_may_be_in_other_units(world: World) -> None:
    files = with_snapshot(world, "en")
    known = "same wait of 36 hours in a queue of 9 kilometres"
    text = (files[WAIT] or "").replace("same wait of 36 hours", known)
    right = ("about 6 miles", "5.6 miles", "9,000 metres")
    for length in (*right, "about 9 miles", "about 8 miles", "900 metres"):
        longer = text.replace("and rain.", f"and rain. The queue was {length} long.")
        assert bool(errors(world({**files, WAIT: longer}))) == (length not in right)
