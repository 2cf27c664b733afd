"""``facts new person``, ``place``, ``topic`` and others: adds an entry to its vocabulary."""

import re
from typing import Any

import click

from build_tools.cli.new import fields
from build_tools.cli.new.answers import Answers, ChangedError, asked, keeping_answers
from build_tools.cli.new.fields import Plain, field_options, plain_fields
from build_tools.cli.new.interview import Interview, can_prompt
from build_tools.cli.new.missing import Needed, missing_fields, missing_in_items
from build_tools.cli.new.writing import write_all
from build_tools.editing.drafts import entry_draft
from build_tools.editing.proposed_ids import proposed_id
from build_tools.editing.similarity import like_entities
from build_tools.facts.project import Project
from build_tools.facts.reading import VOCABULARY
from build_tools.facts.reading.site_settings import site_settings
from build_tools.facts.records import Record
from build_tools.facts.wording import ID_PATTERN, in_words
from build_tools.rules.check import check_project

# The page that lists the entries of a vocabulary: see `needs` in templates/pages/.
_PAGES = {"countries": "countries.md", "topics": "claims.md"}
_PAGE_OF_NAMES = "who.md"
_KINDS = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "country": "countries",
    "topic": "topics",
}
SAYS_WHO = "The id names the person or thing. An id can never change."


def _entity_command(verb: str, kind: str, help_text: str) -> click.Command:
    model = VOCABULARY[kind]

    @click.command(verb, help=help_text)
    @field_options(model)
    @click.option("--id", "identity", help="Default: from the name.")
    @click.option("--set", "settings", multiple=True, metavar="FIELD=VALUE", help=fields.SET_HELP)
    @click.option("--yes", is_flag=True, help="Never prompt; accept the proposals.")
    @click.pass_obj
    def entity(
        project: Project,
        /,
        identity: str | None,
        settings: tuple[str, ...],
        yes: bool,
        **given: Any,
    ) -> None:
        answers = Answers()
        added = asked(
            answers,
            lambda: None,
            lambda _: _add(
                project, answers, kind, identity, plain_fields(model, given, settings), yes
            ),
        )
        _say_next(project, kind, added)

    return entity


ENTITIES = (
    _entity_command("person", "people", "Add a public figure named in claims."),
    _entity_command("organisation", "organisations", "Add an organisation named in claims."),
    _entity_command("place", "places", "Add a town, camp, region or border crossing."),
    _entity_command("country", "countries", "Add a country that claims are about."),
    _entity_command("topic", "topics", "Add a topic that groups claims."),
)


def offer_entity(project: Project, interview: Interview, field: str, name: str) -> None:
    """Offer to add the record that an answer names. Raise ChangedError if the user adds it."""
    verbs = [verb for verb in fields.ADDED_BY[field] if verb in _KINDS]

    def checked(answer: str) -> str:
        if answer and answer not in verbs:
            raise click.UsageError(f"Write {in_words(verbs, 'or')}, or leave it empty.")
        return answer

    own = Interview(interview.known, True)
    says = (
        f'"{name}" is not known under "{field}". To add it now, write {in_words(verbs, "or")}. '
        "Leave it empty to correct your answer."
    )
    if not (verb := own.answer("add", "", checked, says)):
        return
    plain: Plain = {} if re.fullmatch(ID_PATTERN, name) and "-" in name else {"name": name}
    identity = _add(project, Answers(), _KINDS[verb], None, plain, yes=False)
    typed = interview.answers.typed
    typed[-1] = typed[-1].replace(name, identity)
    raise ChangedError


def _add(
    project: Project, answers: Answers, kind: str, given_id: str | None, plain: Plain, yes: bool
) -> str:
    """Complete and write an entry, and return its id."""
    checked = check_project(project)
    ledger = checked.ledger
    model: type[Record] = VOCABULARY[kind]
    missing = missing_fields(model, plain, ())
    known_ids = fields.known_ids(ledger)
    plain = fields.with_ids(model, plain, known_ids)
    needed: list[Needed] = [(model, name, fields.option_of(name)) for name in missing]
    needed += missing_in_items(model, plain)
    is_asking = bool(needed) and not yes and can_prompt()
    interview = Interview(known_ids, is_asking, answers=answers)
    interview.require(needed)
    interview.explain()
    fields.require_valid(model, plain, interview.known)
    names = {"--id": given_id or ""}
    verb = next(verb for verb, each in _KINDS.items() if each == kind)
    with keeping_answers(is_asking, verb, plain, names):
        interview.fill_items(model, plain)
        interview.complete(model, plain, ["name"])
        for known in like_entities(ledger, [plain["name"], plain.get("original", "")]):
            interview.tell(f"This name is already used: {known.id} ({known.place.span().path}).")
            interview.confirm("Is your entry about something else?")
        interview.complete(model, plain, missing)
        # Entities under `about` share their ids with countries. Topics have separate ids.
        taken = {*ledger.topics} if kind == "topics" else {*ledger.entities, *ledger.countries}
        proposal = proposed_id(plain["name"], taken, ledger.records.lang)
        names["--id"] = interview.new_id("id", given_id, proposal, taken, SAYS_WHO)
        draft = entry_draft(project, kind, names["--id"], fields.with_days(model, plain))
        write_all(project, ledger, checked.report, [draft])
    return names["--id"]


def _say_next(project: Project, kind: str, identity: str) -> None:
    field = kind if kind in ("countries", "topics") else "about"
    click.echo(f"Next: name {identity} under `{field}` in a claim, then `facts check`.")
    if field == "about":
        click.echo(f"`facts show {identity}` shows the new entry.")
    menu, page = site_settings(project).menu, _PAGES.get(kind, _PAGE_OF_NAMES)
    if menu is not None and page not in menu:
        click.echo(f"Next: add `- {page}` to `nav` in mkdocs.yml, so that it is in the menu.")
