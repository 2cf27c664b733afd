"""Lists the weekdays, from Monday to Sunday, in the forms that news texts use."""

from collections.abc import Mapping
from functools import cache

# fmt: off
_WEEKDAYS: Mapping[str, str] = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "de": "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "pl": "poniedziałek/poniedziałku wtorek/wtorku środa/środę/środy czwartek/czwartku "
          "piątek/piątku sobota/sobotę/soboty niedziela/niedzielę/niedzieli",
    "ru": "понедельник/понедельника вторник/вторника среда/среду/среды четверг/четверга "
          "пятница/пятницу/пятницы суббота/субботу/субботы воскресенье/воскресенья",
    "lt": "pirmadienį/pirmadienio antradienį/antradienio trečiadienį/trečiadienio "
          "ketvirtadienį/ketvirtadienio penktadienį/penktadienio šeštadienį/šeštadienio "
          "sekmadienį/sekmadienio",
}
# fmt: on


@cache
def weekdays(lang: str) -> Mapping[str, int]:
    """Return the number of each weekday by its name in lower case. Monday is 0.

    ``lang`` is a language without country or script. Unlisted languages have no names.
    """
    return {
        name: number
        for number, names in enumerate(_WEEKDAYS.get(lang, "").split())
        for name in names.split("/")
    }


@cache
def weekday_names() -> frozenset[str]:
    """Return the names of weekdays in all listed languages, in lower case."""
    return frozenset(name for lang in _WEEKDAYS for name in weekdays(lang))
