"""The answers of an interview as the command that gives them again."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_LISTED = (("countries", "country"), ("about", "about"), ("topics", "topic"))
_SINGLE = (
    *("claim", "kind", "asserted_by", "when", "as_of", "embeds"),
    *("verdict", "confidence", "finding", "would_change"),
)
_ROWS: Mapping[str, tuple[str, Sequence[str]]] = {
    "appears_in": ("appears-in", ("article", "sentence", "quote")),
    "related": ("related", ("claim", "relation", "why")),
    "evidence": ("evidence", ("source", "stance", "basis", "says")),
    "search_log": ("search", ("where", "query", "result")),
}


def as_command(plain: Mapping[str, Any], shelf: str, identity: str) -> str:
    """Return a command for a shell, an option on a line, that makes the same claim."""
    lines = ["facts new claim", *(shlex.join(words) for words in _options(plain))]
    lines += [f"--folder {shelf} --id {identity} --by {shlex.quote(plain['checked']['by'])}"]
    return " \\\n  ".join(lines)


def _options(plain: Mapping[str, Any]) -> Iterator[list[str]]:
    for name in _SINGLE:
        if plain.get(name):
            yield [f"--{name.replace('_', '-')}", plain[name]]
    for name, option in _LISTED:
        for identity in plain.get(name, ()):
            yield [f"--{option}", identity]
    if plain.get("later"):
        yield ["--later"]
    for name, (option, parts) in _ROWS.items():
        for row in plain.get(name, ()):
            yield [f"--{option}", *(row.get(part, "") for part in parts)]
    for number, item in enumerate(plain.get("evidence", ()), 1):
        yield from _details(str(number), item)


def _details(number: str, item: Mapping[str, Any]) -> Iterator[list[str]]:
    if item.get("directness"):
        yield ["--indirect", number]
    for name in ("part", "origin"):
        if item.get(name):
            yield [f"--{name}", number, item[name]]
    quote = item.get("quote", {})
    for name, option in (("text", "quote"), ("speaker", "speaker"), ("translation", "translation")):
        if quote.get(name):
            yield [f"--{option}", number, quote[name]]
