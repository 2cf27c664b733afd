"""``facts match``: matches a quotation against any text, without a project."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from build_tools.cli.codes import FOUND_ERRORS

if TYPE_CHECKING:
    from build_tools.quotations.matching import Match

MAX_BYTES = 20_000_000


@click.command("match")
@click.option(
    "--text",
    "file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    required=True,
    help="The text: a file in UTF-8, or - for standard input.",
)
@click.option("--quote", required=True, help="The quotation.")
@click.option("--lang", help="The language (BCP 47), which selects the list of denials.")
@click.option(
    "--insertions", is_flag=True, help="Treat words in [brackets] as additions to the quotation."
)
@click.option(
    "--context-ok", is_flag=True, help="Accept the words even if a denial is next to them."
)
@click.option(
    "--other",
    "others",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="A different text to search for missing words. [repeatable]",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    file: Path,
    quote: str,
    lang: str | None,
    insertions: bool,
    context_ok: bool,
    others: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Find a quotation in a text, and print its class and location.

    Exit status: 0 exact, typographic, elided or ambiguous, 1 any other class, 2 wrong usage.
    """
    from build_tools.quotations.capture.plain_text import with_whole_words
    from build_tools.quotations.matching import FOUND, QuoteClass, find, identifies, no_denials

    text = _text(file)
    match = find(
        quote,
        with_whole_words(text, [quote]),
        lang=lang,
        identifying=True,
        insertions=insertions,
        context_ok=context_ok,
    )
    result = _result(quote, text, match)
    if match.kind is QuoteClass.ABSENT and not identifies(quote, insertions=insertions):
        result = _too_short(match)
    elif match.kind is QuoteClass.ABSENT and not match.reason:
        options = {"lang": lang, "insertions": insertions}
        result = _misattributed(quote, others, options) or result
    if unsought := no_denials(lang):
        result["denials"] = unsought
    click.echo(json.dumps(result, ensure_ascii=False, indent=2) if as_json else _in_lines(result))
    if match.kind not in FOUND:
        sys.exit(FOUND_ERRORS)


def _text(file: Path) -> str:
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if str(file) == "-" else file.read_bytes()
    if len(data) > MAX_BYTES:
        raise click.UsageError(f"The text is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        # A byte order mark is not part of the text, and CR LF counts as a single line break.
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"The text is not valid UTF-8 at byte {error.start}.") from error


def _result(quote: str, text: str, match: "Match") -> dict[str, object]:
    """Return the values of a result by name. Lines and columns count from 1, offsets from 0."""
    from build_tools.quotations.matching import MEANINGS, QuoteClass, nearest

    result: dict[str, object] = {"class": match.kind.value, "means": MEANINGS[match.kind]}
    if match.reason:
        result["reason"] = match.reason
    if match.kind is not QuoteClass.ABSENT:
        result |= _place(text, match.start, match.end)
        if match.places:
            result["places"] = [_place(text, start, end) for start, end in match.places]
    elif not match.reason and (near := nearest(quote, text)):
        result["nearest"] = {
            **_place(text, near.start, near.end),
            "differences": list(near.differences),
        }
    return result


def _too_short(match: "Match") -> dict[str, object]:
    """Return the result for a quotation that is so short that it may match by chance."""
    from build_tools.quotations.matching import QuoteClass

    means = "the quotation is too short to be judged"
    return {"class": QuoteClass.UNCHECKABLE.value, "means": means, "reason": match.reason}


def _misattributed(
    quote: str, others: Sequence[Path], options: Mapping[str, Any]
) -> dict[str, object]:
    """Return a result that names the first other text with these words, or an empty result."""
    from build_tools.quotations.matching import MEANINGS, QuoteClass, find

    for other in others:
        match = find(quote, _text(other), identifying=True, context_ok=True, **options)
        if match.kind is not QuoteClass.ABSENT:
            kind = QuoteClass.MISATTRIBUTED
            reason = f"they are in {other}"
            return {"class": kind.value, "means": MEANINGS[kind], "reason": reason}
    return {}


def _place(text: str, start: int, end: int) -> dict[str, object]:
    return {
        "line": text.count("\n", 0, start) + 1,
        "column": start - (text.rfind("\n", 0, start) + 1) + 1,
        "start": start,
        "end": end,
        "passage": text[start:end],
    }


def _in_lines(result: dict[str, object]) -> str:
    lines = [f"{result['class']}: {result['means']}"]
    if "reason" in result:
        lines.append(f"because {result['reason']}")
    near = result.get("nearest")
    place = near if isinstance(near, dict) else result
    if "line" in place:
        at = f"line {place['line']}, column {place['column']}, characters {place['start']} to "
        lines.append(f"{'nearest: ' if near else ''}{at}{place['end']}")
        lines.append(f"  {_safely(str(place['passage']))}")
    if isinstance(near, dict):
        lines += [f"  {difference}" for difference in near["differences"]]
    places = result.get("places")
    if isinstance(places, list):
        lines += [f"  line {each['line']}, column {each['column']}" for each in places]
    if "denials" in result:
        lines.append(str(result["denials"]))
    return "\n".join(lines)


def _safely(text: str) -> str:
    from build_tools.facts.wording import harmless

    return harmless(text).replace("\n", "\n  ")
