"""Turns the options of ``facts new`` into plain fields. Each field of a model has an option.

``--set FIELD=VALUE`` sets any field. Dots separate the names of fields and the numbers of items,
which count from 1: ``--set evidence.1.origin=reuters``, ``--set checked.by="the editors"``.
"""

import re
import shlex
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

import click
from pydantic import BaseModel

from build_tools.facts.dates import today
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading.validation import error_in_field
from build_tools.facts.records import (
    Appearance,
    Claim,
    Evidence,
    Organisation,
    Person,
    Place,
    Publisher,
    Related,
    Source,
)
from build_tools.facts.records.field_specs import FieldSpec, Shape, fields_of
from build_tools.facts.wording import did_you_mean, in_words

Plain = dict[str, Any]
Command = Callable[..., Any]

SET_HELP = (
    "Set any field. Dots separate fields and numbers of items: evidence.1.quote.text=WORDS. "
    "[repeatable]"
)
# Required days, which are today unless they are set.
TODAY = ("date", "urldate")


Field = tuple[type[BaseModel], str]
# The commands that add the records which a field may name.
ADDED_BY = {
    "about": ("person", "organisation", "place"),
    "asserted_by": ("person", "organisation"),
    "said_by": ("person", "organisation"),
    "countries": ("country",),
    "topics": ("topic",),
    "source": ("source",),
}
# The largest number of known ids that a message lists in full.
_MOST_LISTED = 12


EMBEDDED_FIRST = (
    "If that claim does not exist yet, write it first with `facts new claim`, as `unverified`. "
    "You can change its verdict to `attributed-only` when this claim is written."
)


class Known(NamedTuple):
    """The ids that fields may contain, their names in lower case, and the site's language."""

    ids: Mapping[Field, Collection[str]]
    names: Mapping[Field, Mapping[str, str]]
    lang: str

    def id_of(self, model: type[BaseModel], name: str, text: str) -> str:
        """Return the id for a name, or the text itself if it is an id or unknown."""
        is_id = text in self.ids.get((model, name), ())
        return text if is_id else self.names.get((model, name), {}).get(text.casefold(), text)

    def is_new(self, model: type[BaseModel], name: str, text: str) -> bool:
        """Return whether a text is neither empty nor similar to a known id or name."""
        known = [*self.ids.get((model, name), ()), *self.names.get((model, name), ())]
        return bool(text) and not get_close_matches(text.casefold(), known, n=1, cutoff=0.8)


def known_ids(ledger: Ledger) -> Known:
    """Return the ids that fields may contain, their names, and the site's language."""
    return Known(_ids(ledger), _names(ledger), ledger.records.lang)


def _names(ledger: Ledger) -> Mapping[Field, Mapping[str, str]]:
    from babel import Locale  # large tables that only this verb needs

    countries = {
        word.casefold(): country.id
        for country in ledger.countries.values()
        for word in (country.name, country.code)
    }
    territories = Locale("en").territories.items()
    codes = {code: name for code, name in territories if len(code) == 2 and code.isalpha()}
    entities = {
        word.casefold(): entity.id
        for entity in ledger.entities.values()
        for word in (*entity.spellings, entity.original, entity.name)
        if word
    }
    return {
        (Publisher, "country"): {
            word.casefold(): code for code, name in codes.items() for word in (name, code)
        },
        **{(model, "country"): countries for model in (Person, Organisation)},
        **{(model, "countries"): countries for model in (Claim, Place)},
        **{(Claim, name): entities for name in ("about", "asserted_by", "said_by")},
        (Claim, "topics"): {topic.name.casefold(): topic.id for topic in ledger.topics.values()},
        (Evidence, "source"): {
            word.casefold(): source.id
            for source in ledger.sources.values()
            for word in (source.title, source.url)
        },
    }


def _ids(ledger: Ledger) -> Mapping[Field, Collection[str]]:
    origins = {*ledger.origins, *ledger.publishers}
    articles = ledger.articles.values()
    return {
        (Claim, "asserted_by"): {"article", *ledger.people, *ledger.organisations},
        (Claim, "said_by"): {*ledger.people, *ledger.organisations},
        (Claim, "embeds"): ledger.claim_ids,
        (Claim, "countries"): ledger.countries,
        (Claim, "about"): ledger.entities,
        (Claim, "topics"): ledger.topics,
        (Related, "claim"): ledger.claim_ids,
        (Appearance, "article"): ledger.articles,
        (Appearance, "sentence"): {line.id for article in articles for line in article.sentences},
        (Evidence, "source"): ledger.sources,
        (Evidence, "origin"): origins,
        (Source, "origin"): origins,
        (Person, "country"): ledger.countries,
        (Organisation, "country"): ledger.countries,
        (Place, "countries"): ledger.countries,
    }


def option_of(name: str) -> str:
    """Return the option for a field, such as "--as-of" for ``as_of``."""
    return f"--{name.replace('_', '-')}"


def row_of(spec: FieldSpec) -> list[str]:
    """Return the names of an item's required fields. Its option takes a value for each field."""
    assert spec.part
    fields = fields_of(spec.part).values()
    return [field.name for field in fields if field.is_required and field.name not in TODAY]


def field_options(
    model: type[BaseModel], names: Iterable[str] = (), *, prefix: str = ""
) -> Callable[[Command], Command]:
    """Return a decorator that adds an option for each field, or for the named fields."""
    specs = fields_of(model)

    def decorate(command: Command) -> Command:
        for name in reversed(list(names or specs)):
            if specs[name].shape not in (Shape.PART, Shape.NAMED):
                command = _option(specs[name], prefix)(command)
        return command

    return decorate


def _option(spec: FieldSpec, prefix: str) -> Callable[[Command], Command]:
    name = prefix + spec.name
    settings: Plain = {"help": spec.description}
    if spec.shape is Shape.TRUTH:
        settings["is_flag"] = True
    elif spec.shape is Shape.PARTS:
        row = row_of(spec)
        settings |= {"nargs": len(row), "multiple": True, "metavar": " ".join(row).upper()}
    elif spec.shape is Shape.TEXTS:
        settings |= {"multiple": True, "metavar": "ID"}
    if settings.get("multiple"):
        settings["help"] += " [repeatable]"
    return click.option(option_of(name), name, **settings)


def plain_fields(
    model: type[BaseModel], given: Mapping[str, Any], settings: Iterable[str]
) -> Plain:
    """Return a record's fields from options and from settings of the form ``field=value``."""
    plain: Plain = {}
    for name, spec in fields_of(model).items():
        value = given.get(name)
        if value is None or value in ((), False):
            continue
        if spec.shape is Shape.PARTS:
            row = row_of(spec)
            rows = value if len(row) > 1 else [(text,) for text in value]
            plain[name] = [dict(zip(row, texts, strict=True)) for texts in rows]
        elif spec.shape is Shape.TEXTS:
            plain[name] = ids_of(",".join(value))
        else:
            plain[name] = "true" if spec.shape is Shape.TRUTH else value.strip()
    for setting in settings:
        path, equals, value = setting.partition("=")
        if not equals:
            raise click.UsageError(f'--set: "{setting}" is not FIELD=VALUE.')
        _assign(plain, model, path.split("."), value.strip())
    return plain


def ids_of(text: str) -> list[str]:
    """Return the ids in a comma-separated text."""
    return [identity.strip() for identity in text.split(",") if identity.strip()]


def _assign(plain: Plain, model: type[BaseModel], path: list[str], value: str) -> None:
    """Set the value at a path of field names and item numbers."""
    name, *rest = path
    specs = fields_of(model)
    if not (spec := specs.get(name)):
        hint = did_you_mean(name, specs, f"the fields are {in_words(list(specs))}.")
        raise click.UsageError(f'--set: there is no field called "{name}". {hint}')
    is_list = spec.shape is Shape.PARTS
    if spec.part and len(rest) > is_list:
        part = plain.setdefault(name, [] if is_list else {})
        inner = _item(part, name, rest[0]) if is_list else part
        _assign(inner, spec.part, rest[is_list:], value)
    elif spec.shape is Shape.NAMED and rest:
        plain.setdefault(name, {})[".".join(rest)] = value
    elif is_list and not rest and not value:
        plain[name] = []  # an empty value means that there are no items
    elif rest or spec.part or spec.shape is Shape.NAMED:
        raise click.UsageError(f'--set: "{".".join(path)}" does not lead to a text.')
    else:
        plain[name] = ids_of(value) if spec.shape is Shape.TEXTS else value


def _item(items: list[Plain], name: str, number: str) -> Plain:
    """Return the item with a number, counted from 1. The next free number adds an item."""
    numbers = [str(count) for count in range(1, len(items) + 2)]
    if number not in numbers:
        raise click.UsageError(
            f'--set: there is no "{name}.{number}". Items are numbered from 1. The next item '
            f'is "{name}.{numbers[-1]}".'
        )
    if number == numbers[-1]:
        items.append({})
    return items[int(number) - 1]


def with_ids(model: type[BaseModel], plain: Plain, known: Known) -> Plain:
    """Return the fields with ids in place of names: see :meth:`Known.id_of`."""
    meant: Plain = {}
    for name, value in plain.items():
        part = fields_of(model)[name].part
        if part and isinstance(value, list):
            meant[name] = [with_ids(part, item, known) for item in value]
        elif isinstance(value, list):
            ids = [known.id_of(model, name, text) for text in value]
            meant[name] = list(dict.fromkeys(ids))
        else:
            is_text = isinstance(value, str)
            meant[name] = known.id_of(model, name, value) if is_text else value
    return meant


def with_days(model: type[BaseModel], plain: Plain) -> Plain:
    """Return the fields without empty values, and with today's date for missing required days."""
    filled: Plain = {}
    for name, value in plain.items():
        spec = fields_of(model).get(name)
        if spec and spec.part and isinstance(value, list):
            filled[name] = [with_days(spec.part, item) for item in value]
        else:
            filled[name] = with_days(spec.part, value) if spec and spec.part else value
    for name in TODAY:
        spec = fields_of(model).get(name)
        if spec and spec.is_required:
            filled.setdefault(name, today())
    return {name: value for name, value in filled.items() if value}


def require_valid(model: type[BaseModel], plain: Plain, known: Known, option: str = "") -> None:
    """Raise a UsageError for the first invalid value. The message names its option."""
    for name, value in plain.items():
        label = option or option_of(name)
        spec = fields_of(model)[name]
        if spec.part:
            for part in value if isinstance(value, list) else [value]:
                require_valid(spec.part, part, known, label)
            continue
        try:
            require_valid_text(model, name, value, known)
        except click.UsageError as error:
            raise click.UsageError(f"{label}: {error.message}") from error


def require_valid_text(model: type[BaseModel], name: str, value: Any, known: Known) -> None:
    """Raise a UsageError if the value is invalid for its field, or names an unknown id."""
    is_optional = not fields_of(model)[name].is_required
    if (value or not is_optional) and (error := error_in_field(model, name, value)):
        raise click.UsageError(f"{error.message} {error.hint}")
    ids = known.ids.get((model, name))
    for identity in value if isinstance(value, list) else [value]:
        if ids is not None and identity and identity not in ids:
            hint = _similar(identity, ids)
            if verbs := ADDED_BY.get(name):
                hint += f" {in_words([f'`facts new {verb}`' for verb in verbs], 'or')} adds one."
            elif name == "embeds":
                hint += f" {EMBEDDED_FIRST}"
            raise click.UsageError(f'"{identity}" is not known under "{name}". {hint}')


def _similar(identity: str, ids: Collection[str]) -> str:
    """Return a hint that lists the most similar ids."""
    if len(ids) <= _MOST_LISTED:
        return did_you_mean(identity, ids, f"there are {in_words(sorted(ids)) or 'none yet'}.")
    words = set(re.findall(r"[^\W_]+", identity.casefold()))
    common = {known: len(words.intersection(known.split("-"))) for known in sorted(ids)}
    similar = sorted(filter(common.get, common), key=lambda known: -common[known])
    close = get_close_matches(identity, sorted(ids), n=2, cutoff=0.6)
    shown = list(dict.fromkeys([*close, *similar]))[:5]
    if not shown:
        return f"None of the {len(ids)} is similar."
    return f"Did you mean {in_words(shown, 'or')}?"


def as_command(verb: str, plain: Plain, more: Mapping[str, str]) -> str:
    """Return a shell command that sets the fields, with each option on its own line."""
    settings = [["--set", f"{path}={value}"] for path, value in _leaves(plain)]
    options = [[option, value] for option, value in more.items()]
    return " \\\n  ".join(
        [f"facts new {verb}", *(shlex.join(words) for words in settings + options)]
    )


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each field, as in --set."""
    if isinstance(value, dict):
        parts: Iterable[tuple[Any, Any]] = value.items()
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        parts = enumerate(value, 1)
    else:
        yield path, ",".join(value) if isinstance(value, list) else str(value)
        return
    for name, part in parts:
        yield from _leaves(part, f"{path}.{name}" if path else str(name))
