"""``facts explain``: the manual of a rule, with a sample that passes and one that does not."""

import click

from build_tools.facts.wording import did_you_mean, visible

# What reading finds before any rule runs, under the names that `facts check` prints.
READING = {
    "readable": "A file must be a real UTF-8 text of at most 256 KiB, without hidden characters.",
    "yaml": "A record must be plain YAML: no anchors, tags, double keys or second documents.",
    "bibtex": "A source must be a BibTeX entry of a known type, without LaTeX commands.",
    "file-name": "A record's file must lie where its kind is read, under a good id.",
    "shape": "A record must have the declared fields, each of its form; see `facts schema`.",
    "prose": "A page's front matter may say only what pages may say.",
    "known-block": "A block that a page places must be one that a template draws.",
    "waiver": "A waiver must name a rule that would otherwise find something.",
    "template": "A page kind's template must be complete and draw every record.",
    "internal": "A rule crashed: a fault of ours, to be reported with the record.",
}


@click.command("explain")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Print the manual of a RULE, or without one the list of all rules."""
    from build_tools.rules import all_rules

    rules = {one.name: one for one in all_rules()}
    if rule is None:
        width = max(map(len, (*rules, *READING))) + 2
        told = {name: one.what for name, one in rules.items()}
        click.echo("\n".join(f"{name:{width}}{what}" for name, what in told.items()))
        click.echo("\nFound while reading, before any rule runs:")
        click.echo("\n".join(f"{name:{width}}{what}" for name, what in READING.items()))
        click.echo("\n`facts explain RULE` gives a rule's reason, the way out, and samples.")
    elif rule in rules:
        one = rules[rule]
        click.echo(f"{one.name} ({one.level})\n\n{one.what}\n\nWhy: {one.why}\n")
        click.echo(f"Fix: {one.fix}\n")
        if one.table:
            click.echo(_in_columns(one.table) + "\n")
        click.echo(f"Good:\n\n{_indented(one.good)}\n")
        click.echo(f"Bad (`#! {one.name}` marks each line where it is found):\n")
        click.echo(_indented(one.bad))
    elif rule in READING:
        click.echo(f"{rule}\n\n{READING[rule]}")
    else:
        hint = did_you_mean(rule, (*rules, *READING), "`facts explain` lists them.")
        raise click.UsageError(f'There is no rule "{visible(rule)}". {hint}')


def _in_columns(table: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """Return the rows with the first column as wide as it must be, each line of a cell on one."""
    width = max(len(name) for name, _ in table) + 2
    lines = [
        f"  {name if number == 0 else '':{width}}{words}"
        for name, cell in table
        for number, words in enumerate(cell)
    ]
    return "\n".join(lines)


def _indented(sample: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in sample.strip("\n").split("\n"))
