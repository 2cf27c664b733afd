"""Defines the types of the fields in records, with their checks."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PrivateAttr,
    WithJsonSchema,
)

from build_tools.facts.dates import DateError, When
from build_tools.facts.diagnostics import Place
from build_tools.facts.wording import (
    ID_PATTERN,
    NOT_IN_ADDRESSES,
    as_sentence,
    character_name,
    clipped,
    strange_letter,
    web_address,
)
from build_tools.facts.words import number_of_words

MAX_QUOTED_WORDS = 25


class Part(BaseModel):
    """A piece of a record: frozen, with declared fields and no others."""

    model_config = ConfigDict(
        # Validators are built only when the first record of that kind is read.
        defer_build=True,
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        str_min_length=1,
        allow_inf_nan=False,
    )


class Record(Part):
    """A thing with an id, which was read from a file."""

    _id: str = PrivateAttr()
    _path: str = PrivateAttr()
    _place: Place = PrivateAttr()

    # Pydantic's access to private attributes is slow, and these attributes are read most often.
    @cached_property
    def id(self) -> str:
        """The record's id: the stem of its file, or its key in a vocabulary or .bib file."""
        return self._id

    @cached_property
    def place(self) -> Place:
        """The place of the record and of each of its fields."""
        return self._place

    @cached_property
    def path(self) -> str:
        """The record's file, relative to the project."""
        return self._path

    def placed(self, identity: str, path: str, place: Place) -> "Record":
        """Set the record's id, file and place, once, just after reading. Return the record."""
        self._id = identity
        self._path = path
        self._place = place
        return self


# A project uses the same few dates again and again.
_parsed = lru_cache(maxsize=4096)(When.parse)


def _when(value: Any) -> When:
    if isinstance(value, When):
        return value
    try:
        return _parsed(str(value))
    except DateError as error:
        # Pydantic accepts only a single text, which the validation module splits into message and
        # hint.
        message = as_sentence(error.message) + strange_letter(str(value))
        raise ValueError(f"{message}\n{error.hint}") from error


def _address(value: str) -> str:
    if web_address(value) is None:
        strange = strange_letter(_host(value))
        raise ValueError(
            f"This is not an address that a page may link to.{strange}\n{_how_to_write(value)}"
        )
    return value


def _how_to_write(address: str) -> str:
    """Return why pages cannot link to an address, and a better address if there is one."""
    sign = NOT_IN_ADDRESSES.search(address)
    host = _host(address)
    better = NOT_IN_ADDRESSES.sub(lambda match: quote(match[0]), address)
    if not host.isascii() and (plain := _plain_host(host)):
        better = better.replace(host, plain, 1)
        what = f'Browsers read the host "{clipped(host, 60)}" as "{clipped(plain, 80)}".'
    elif sign:
        shown = "A space" if sign[0] == " " else f"The sign {_shown(sign[0])}"
        what = f"{shown} is not allowed in an address: write {quote(sign[0])}."
    elif not address.startswith(("http://", "https://")):
        return "Write a full address that begins with https:// or http://."
    elif "@" in host:
        return "Remove the user name before the host."
    else:
        return "Write a full http or https address of at most 2,000 characters."
    return f"{what} Write “{better}”." if web_address(better) and len(better) < 200 else what


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else character_name(sign)


def _plain_host(host: str) -> str:
    """Return a host as browsers send it (xn--…), or "" if the host is invalid."""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _host(address: str) -> str:
    return address.partition("//")[2].partition("/")[0]


def _few_words(value: str) -> str:
    if (count := number_of_words(value)) > MAX_QUOTED_WORDS:
        raise ValueError(
            f"This quotes {count} words; at most {MAX_QUOTED_WORDS} may be quoted.\n"
            "Quote only the words that matter and paraphrase the rest in `says`."
        )
    return value


@dataclass(frozen=True, slots=True)
class Block:
    """Marks the type of a text that files contain as a block, even if the text is short."""


Id = Annotated[str, Field(pattern=ID_PATTERN)]
Text = Annotated[str, Field(max_length=2000)]
# The type of `says` and `finding`, the texts that authors write most often. A block may contain
# colons and quotation marks.
Passage = Annotated[Text, Block()]
Statement = Annotated[str, Field(max_length=400)]
Address = Annotated[str, AfterValidator(_address), Field(json_schema_extra={"format": "uri"})]
Quoted = Annotated[str, AfterValidator(_few_words), Field(max_length=400)]
LANGUAGE = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
Language = Annotated[str, Field(pattern=LANGUAGE.pattern)]
Date = Annotated[
    When,
    BeforeValidator(_when),
    PlainSerializer(lambda when: when.written, return_type=str),
    WithJsonSchema({"type": "string", "description": "A date in EDTF level 0 or 1."}),
]


def declared(text: str, *, good: Any = None, bad: Any = None, **more: Any) -> Any:
    """Declare a field with an explanation, and optionally a good and a bad example."""
    extra = {} if bad is None else {"bad": bad}
    examples = None if good is None else [good]
    return Field(description=text, examples=examples, json_schema_extra=extra, **more)
