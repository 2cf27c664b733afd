"""``facts new person``, ``organisation`` and ``place``: an entry in its vocabulary."""

from __future__ import annotations

from typing import Any

import click

from build_tools.facts.reading import Project

_YES = click.option("--yes", is_flag=True, help="Ask nothing; take what is proposed.")
_ID = click.option("--id", "identity", help="Proposed from the name.")
_NAME = click.option("--name", help="The usual English name.")
_ORIGINAL = click.option("--original", help="The name in its own script.")
_LANG = click.option("--lang", help="The language of --original (BCP 47).")


@click.command("person")
@_NAME
@click.option("--role", help="The office or post at the time of the story.")
@click.option("--role-when", help="When it was held (EDTF interval).")
@click.option("--country", help="The country of the role.")
@_ORIGINAL
@_LANG
@_ID
@_YES
@click.pass_obj
def person(project: Project, /, yes: bool, **given: str | None) -> None:
    """Add a public figure whom claims name."""
    _add(project, "people", given, ("name", "role"), yes)


@click.command("organisation")
@_NAME
@click.option("--kind", help="What it is, in a few words.")
@click.option("--country", help="The country it belongs to, if one.")
@_ORIGINAL
@_LANG
@_ID
@_YES
@click.pass_obj
def organisation(project: Project, /, yes: bool, **given: str | None) -> None:
    """Add a body, public or private, that claims name."""
    _add(project, "organisations", given, ("name", "kind"), yes)


@click.command("place")
@_NAME
@click.option("--kind", help="What it is.")
@click.option("--country", "countries", multiple=True, help="Its country; can be repeated.")
@click.option("--coordinates", help="Latitude and longitude in degrees.")
@_ORIGINAL
@_LANG
@_ID
@_YES
@click.pass_obj
def place(project: Project, /, yes: bool, **given: Any) -> None:
    """Add a town, camp, region or border crossing."""
    _add(project, "places", given, ("name", "kind", "countries"), yes)


def _add(
    project: Project, kind: str, given: dict[str, Any], needed: tuple[str, ...], yes: bool
) -> None:
    from build_tools.cli.new.prompts import Asker, can_prompt, write_all
    from build_tools.editing.drafts import entry_draft, proposed_id
    from build_tools.editing.similarity import like_entities
    from build_tools.facts.reading import VOCABULARY
    from build_tools.facts.records import Role
    from build_tools.rules.check import examine

    checked = examine(project)
    ledger = checked.ledger
    model = VOCABULARY[kind]
    missing = [name for name in needed if not given[name]]
    asker = Asker(is_asking=bool(missing) and not yes and can_prompt())
    asker.need((name, *((Role, "title") if name == "role" else (model, name))) for name in missing)
    name = asker.text(model, "name", given["name"])
    original = asker.text(model, "original", given["original"], proposal="")
    for held in like_entities(ledger, [name, original]):
        click.echo(f"Goes by that name already: {held.id} ({held.place.span().path}).")
        asker.go_on("Is yours another one?")
    plain: dict[str, Any] = {"name": name, "original": original}
    if original:
        plain["lang"] = asker.text(model, "lang", given["lang"], proposal="")
    plain.update(_own_fields(asker, kind, given, ledger.countries))
    taken = {*ledger.entities, *ledger.countries}
    says = "The id says who or what it is; it can never change."
    identity = asker.new_id(given["identity"], proposed_id(name, taken), taken, says)
    draft = entry_draft(project, kind, identity, {key: one for key, one in plain.items() if one})
    write_all(project, ledger, checked.report, [draft])
    click.echo(f"Next: name {identity} under `about` in a claim, then `facts check`.")
    click.echo(f"`facts show {identity}` shows it.")


def _own_fields(asker: Any, kind: str, given: dict[str, Any], countries: Any) -> dict[str, Any]:
    """Return what only this kind of entry has."""
    from build_tools.facts.reading import VOCABULARY
    from build_tools.facts.records import Role

    model = VOCABULARY[kind]
    if kind == "places":
        return {
            "kind": asker.text(model, "kind", given["kind"]),
            "countries": asker.ids(model, "countries", given["countries"], countries),
            "coordinates": asker.text(model, "coordinates", given["coordinates"], proposal=""),
        }
    country = asker.text(model, "country", given["country"], proposal="", known=countries)
    if kind == "organisations":
        return {"country": country, "kind": asker.text(model, "kind", given["kind"])}
    title = asker.text(Role, "title", given["role"], option="role")
    held = asker.text(Role, "when", given["role_when"], proposal="", option="role_when")
    role = {"title": title, "when": held} if held else {"title": title}
    return {"country": country, "roles": [role]}
