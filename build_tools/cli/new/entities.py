"""``facts new person``, ``place``, ``topic`` and others: writes an entry into its vocabulary."""

from typing import Any

import click

from build_tools.cli.new import fields
from build_tools.cli.new.fields import Plain, field_options, plain_fields
from build_tools.cli.new.interview import Interview, can_prompt, missing_fields, write_all
from build_tools.editing.drafts import entry_draft, proposed_id
from build_tools.editing.similarity import like_entities
from build_tools.facts.project import Project
from build_tools.facts.reading import VOCABULARY
from build_tools.facts.records import Record
from build_tools.rules.check import check_project

# The page that lists the entries of a vocabulary: see `needs` in templates/pages/.
_PAGES = {"countries": "countries.md", "topics": "claims.md"}
_PAGE_OF_NAMES = "who.md"
SAYS_WHO = "The id names the person or thing; it can never change."


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
        _add(project, kind, identity, plain_fields(model, given, settings), yes)

    return entity


ENTITIES = (
    _entity_command("person", "people", "Add a public figure named in claims."),
    _entity_command("organisation", "organisations", "Add an organisation named in claims."),
    _entity_command("place", "places", "Add a town, camp, region or border crossing."),
    _entity_command("country", "countries", "Add a country that claims are about."),
    _entity_command("topic", "topics", "Add a topic that groups claims."),
)


def _add(project: Project, kind: str, given_id: str | None, plain: Plain, yes: bool) -> None:
    checked = check_project(project)
    ledger = checked.ledger
    model: type[Record] = VOCABULARY[kind]
    missing = missing_fields(model, plain, ())
    known_ids = fields.known_ids(ledger)
    plain = fields.with_ids(model, plain, known_ids)
    interview = Interview(known_ids, bool(missing) and not yes and can_prompt())
    interview.require((model, name, fields.option_of(name)) for name in missing)
    fields.require_valid(model, plain, interview.known)
    interview.complete(model, plain, ["name"])
    for known in like_entities(ledger, [plain["name"], plain.get("original", "")]):
        click.echo(f"This name is already used: {known.id} ({known.place.span().path}).")
        interview.confirm("Is yours a different one?")
    interview.complete(model, plain, missing)
    # Entities under `about` share their ids with countries; topics have separate ids.
    taken = {*ledger.topics} if kind == "topics" else {*ledger.entities, *ledger.countries}
    identity = interview.new_id("id", given_id, proposed_id(plain["name"], taken), taken, SAYS_WHO)
    draft = entry_draft(project, kind, identity, fields.with_days(model, plain))
    write_all(project, ledger, checked.report, [draft])
    field = kind if kind in ("countries", "topics") else "about"
    click.echo(f"Next: name {identity} under `{field}` in a claim, then `facts check`.")
    if field == "about":
        click.echo(f"`facts show {identity}` shows it.")
    menu, page = ledger.records.menu, _PAGES.get(kind, _PAGE_OF_NAMES)
    if menu is not None and page not in menu:
        click.echo(f"Next: add `- {page}` to `nav` in mkdocs.yml, so that the menu leads to it.")
