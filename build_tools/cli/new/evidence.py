"""Asks for the evidence for a new claim, and lists the words that still have to be stored."""

from collections.abc import Sequence

import click

from build_tools.cli.new.fields import Plain, require_valid_text
from build_tools.cli.new.interview import LEAVE_EMPTY, Interview
from build_tools.cli.new.missing import explained
from build_tools.cli.new.writing import REFUSED
from build_tools.editing.drafts import Draft, Drafted, unfinished
from build_tools.editing.passage_drafts import passage_drafts, why_not_in_page
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.quantities import base
from build_tools.facts.records import Basis, Claim, Quotation, SourceKind, Stance, Verdict
from build_tools.facts.wording import in_words
from build_tools.rules.named_speaker import RELAYED
from build_tools.rules.permitted_verdict import SAID_FIRST, lacking, permitted, suggested

WHY_SPEAKER = (
    f"A quotation needs its speaker if the basis is {in_words(RELAYED, 'or')}, because such a "
    "source passes on what others said (`facts explain named-speaker`). If the words are the "
    "source's own, name the source."
)


def newest_first(ledger: Ledger) -> list[str]:
    """Return the keys of all sources, the most recently read source first."""
    sources = ledger.sources.values()
    days = {
        source.id: (source.urldate.written, source.date.written if source.date else "")
        for source in sources
    }
    return sorted(sorted(days), key=lambda key: days[key], reverse=True)


def stored_passages(
    project: Project, ledger: Ledger, identity: str, drafts: Sequence[Drafted]
) -> list[Draft]:
    """Return the passages that the claim quotes. Raise a UsageError if a page lacks the words."""
    good = [draft for draft in drafts if isinstance(draft, Draft)]
    if len(good) < len(drafts):
        return []  # the claim is invalid, and `write_all` reports the error
    passages, missing = passage_drafts(project, ledger, identity, good)
    if missing:
        lines = [f"  evidence.{number}.quote: {message}" for number, message in missing]
        raise click.UsageError("\n".join([REFUSED, *lines]))
    return passages


def say_what_to_store(project: Project, plain: Plain) -> None:
    """Print the sources that still need stored words or a quotation."""
    bare: list[str] = []
    for item in plain.get("evidence", ()):
        key = item["source"]
        if not item.get("quote"):
            is_settled = item.get("no_passage") or item.get("calculations")
            bare += [] if is_settled or item["stance"] == Stance.SILENT else [key]
        elif not (project.facts / "snapshots" / f"{key}.yaml").exists():
            click.echo(
                f"Next: `facts capture {key} --file page.html` stores the words that you quote."
            )
    for key in dict.fromkeys(bare):
        click.echo(f"Next: quote words from {key}, or give a reason in `no_passage`.")


def require_record(ledger: Ledger, item: Plain, answer: str) -> None:
    """Raise a UsageError if the basis is an official record, but the source is not primary."""
    source = ledger.sources.get(item.get("source", ""))
    if answer == Basis.OFFICIAL_RECORD and source and source.kind is not SourceKind.PRIMARY:
        raise click.UsageError(
            f"{source.id} is not an official record, because its kind is {source.kind.value}. "
            "Write republished if it reprints the record, or reporting if it reports on the record."
        )


def ask_quotation(project: Project, ledger: Ledger, interview: Interview, item: Plain) -> None:
    """Ask for exact words from the source, and for their speaker and translation."""
    source = ledger.sources[item["source"]]
    quote: Plain = item.setdefault("quote", {})
    is_relayed = item["basis"] in RELAYED
    is_foreign = base(source.langid) != base(ledger.records.lang)
    names = ["text", "speaker", *(["translation"] if is_foreign else [])]
    proposals = {"text": "", "speaker": None if is_relayed else ""}
    more = {"text": LEAVE_EMPTY, "speaker": WHY_SPEAKER if is_relayed else ""}
    for name in names:

        def checked(answer: str, name: str = name) -> str:
            if answer.strip():
                require_valid_text(Quotation, name, answer.strip(), interview.known)
                if name == "text":
                    _require_in_page(project, ledger, source.id, answer.strip())
            return answer.strip()

        says = f"{explained(Quotation, name)} {more.get(name, '')}"
        label = "quotation" if name == "text" else name
        answer = interview.answer(label, proposals.get(name), checked, says)
        if answer:
            quote[name] = answer
        elif name == "text":
            del item["quote"]
            return


def _require_in_page(project: Project, ledger: Ledger, key: str, words: str) -> None:
    """Raise a UsageError if the page of a source is kept and does not contain these words."""
    if why := why_not_in_page(project, ledger, key, words):
        raise click.UsageError(why)


def require_speakers(plain: Plain) -> None:
    """Raise a UsageError if a quotation from a relayed source has no speaker."""
    for number, item in enumerate(plain.get("evidence", ()), 1):
        quote = item.get("quote", {})
        if quote.get("text") and not quote.get("speaker") and item.get("basis") in RELAYED:
            raise click.UsageError(
                f"--set evidence.{number}.quote.speaker is missing. "
                f"{explained(Quotation, 'speaker')} {WHY_SPEAKER}"
            )


def _so_far(plain: Plain) -> Claim:
    """Return the claim with the known fields. Raise a UsageError if a field is invalid."""
    claim = unfinished(plain)
    if isinstance(claim, Claim):
        return claim
    raise click.UsageError("\n".join(_told(error) for error in claim))


def _told(error: Diagnostic) -> str:
    return f"{error.message} {error.hint}"


def permitted_verdicts(ledger: Ledger, plain: Plain) -> list[str]:
    """Return the verdicts that the present evidence permits, and "unverified"."""
    verdicts = [verdict.value for verdict in permitted(ledger, _so_far(plain))]
    # For "unverified", the next questions ask for the search log that this verdict needs.
    return verdicts if Verdict.UNVERIFIED in verdicts else [*verdicts, Verdict.UNVERIFIED.value]


def require_permitted(ledger: Ledger, plain: Plain, answer: str) -> None:
    """Raise a UsageError if the evidence does not permit a verdict."""
    verdicts = permitted_verdicts(ledger, plain)
    if answer not in verdicts:
        lacks = lacking(ledger, _so_far(plain), Verdict(answer))
        if answer == Verdict.ATTRIBUTED:
            raise click.UsageError(f'"{answer}" needs: {lacks}. {SAID_FIRST}')
        likely = (verdict.value for verdict in suggested(ledger, _so_far(plain)))
        permits = in_words(list(dict.fromkeys([*likely, Verdict.UNVERIFIED.value])), "or")
        raise click.UsageError(f'"{answer}" needs: {lacks}. The evidence permits {permits}.')


def with_languages(ledger: Ledger, plain: Plain) -> Plain:
    """Add the language of the source to each quotation, and return the fields."""
    for item in plain.get("evidence", ()):
        source = ledger.sources.get(item.get("source", ""))
        if source and source.langid != "en" and item.get("quote"):
            item["quote"].setdefault("lang", source.langid)
    return plain
