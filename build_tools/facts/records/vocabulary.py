"""Defines the vocabulary's entries: countries, people, organisations, places, topics and others."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from build_tools.facts.records.fields import (
    Date,
    Id,
    Language,
    Part,
    Record,
    Statement,
    Text,
    declared,
)
from build_tools.facts.wording import clipped


def _on_earth(value: str) -> str:
    latitude, longitude = map(float, value.split(", "))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError(
            f'"{clipped(value, 60)}" is not a place on the Earth.\n'
            "Write degrees as 54.6833, 25.2833: latitude first, north and east positive."
        )
    return value


Coordinates = Annotated[
    str,
    Field(pattern=r"^-?[0-9]{1,2}(\.[0-9]+)?, -?[0-9]{1,3}(\.[0-9]+)?$"),
    AfterValidator(_on_earth),
]


class Entity(Record):
    """The common fields of people, organisations and places. The examples describe a person."""

    name: Statement = declared(
        "The usual name, in the site's language.", good="Alexander Lukashenko"
    )
    original: Statement | None = declared(
        "The name in its own script.", good="Аляксандр Лукашэнка", default=None
    )
    lang: Language | None = declared("The language of `original`.", good="be", default=None)
    spellings: tuple[Statement, ...] = declared(
        "Other usual spellings, for search.", good=["Lukashenka"], default=()
    )
    note: Text | None = declared("What a reader should know, in a sentence.", default=None)


class Role(Part):
    """An office or post, with its dates."""

    title: Statement = declared("The role.", good="President of Belarus")
    when: Date | None = declared(
        "When it was held (EDTF interval).", good="1994-07-20/..", default=None
    )


class Person(Entity):
    """A public figure named in claims."""

    country: Id | None = declared("The country of the role.", good="belarus", default=None)
    roles: tuple[Role, ...] = declared("Roles, starting with the role at the time of the story.")


class Organisation(Entity):
    """A public or private organisation named in claims."""

    name: Statement = declared("The usual name, in the site's language.", good="Belaruski Hajun")
    original: Statement | None = declared(
        "The name in its own script.", good="Беларускі Гаюн", default=None
    )
    spellings: tuple[Statement, ...] = declared(
        "Other usual spellings, for search.", good=["Belarusian Hajun"], default=()
    )
    country: Id | None = declared("The country it belongs to, if any.", default=None)
    kind: Statement = declared("What it is, in a few words.", good="border guard")


class PlaceState(StrEnum):
    """Whether a crossing could be used."""

    OPEN = "open"
    CLOSED = "closed"
    RESTRICTED = "restricted"


class Period(Part):
    """A period in which a crossing was open, restricted or closed."""

    state: PlaceState = declared("The state.", good="closed")
    when: Date = declared("From when to when (EDTF interval).", good="2023-08-18/..")
    claim: Id = declared("The claim that supports it.")
    note: Statement | None = declared(
        "Who may cross. Needed for `restricted`.", good="Not for pedestrians", default=None
    )


class Place(Entity):
    """A town, camp, region or border crossing."""

    name: Statement = declared("The usual name, in the site's language.", good="Bobrowniki")
    original: Statement | None = declared(
        "The name in its own script.", good="Bobrowniki", default=None
    )
    lang: Language | None = declared("The language of `original`.", good="pl", default=None)
    spellings: tuple[Statement, ...] = declared(
        "Other usual spellings, for search.", good=["Berestovitsa"], default=()
    )
    kind: Statement = declared("What it is.", good="border crossing")
    countries: tuple[Id, ...] = declared("The country, or both sides of a crossing.", default=())
    coordinates: Coordinates | None = declared(
        "Latitude and longitude in degrees, north and east positive.",
        good="54.0000, 23.6583",
        default=None,
    )
    located_by: Id | None = declared(
        "The source of the coordinates (a key in `facts/sources/`); for a crossing, those of a "
        "nearby settlement are enough.",
        good="piglix-undated-vilnius",
        default=None,
    )
    periods: tuple[Period, ...] = declared("For a crossing: when it was open.", default=())


class Country(Record):
    """A country with a page of its own."""

    name: Statement = declared("The English name.", good="Lithuania")
    code: str = declared("ISO 3166 alpha-2.", good="LT", pattern=r"^[A-Z]{2}$")
    neighbours: tuple[Id, ...] = declared("Neighbours that have a page here.", default=())
    summary: Text = declared("Its part in the story, in a neutral sentence or two.")


class Topic(Record):
    """A subject that several claims share."""

    name: Statement = declared("The name.", good="Borders and crossings")
    summary: Statement = declared("What belongs to it.")


class Origin(Record):
    """An event, statement or agency story that several sources report."""

    name: Statement = declared("What it is, in words.")
    by: Statement = declared("Who spoke or reported.")
    when: Date | None = declared("When (EDTF).", default=None)
    note: Text | None = declared("What a reader should know.", default=None)


class Owner(Record):
    """The owner of several publishers, which then count as a single origin."""

    name: Statement = declared("The name, as readers know it.", good="Russian state")
    note: Text | None = declared("What a reader should know.", default=None)
