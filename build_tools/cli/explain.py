"""``facts explain``: explains a rule, with a sample that passes and a sample that fails."""

import click

from build_tools.facts.wording import did_you_mean, visible

# Errors from reading files, by the names that `facts check` prints.
READING = {
    "readable": "A file must be UTF-8 text of at most 256 KiB, without hidden characters. It must "
    "not be a symbolic link.",
    "yaml": "A record must be plain YAML: no anchors, tags, duplicate keys or second documents.",
    "bibtex": "A source must be a BibTeX entry of a known type, without LaTeX commands.",
    "file-name": "A record's file must be in the folder for its kind, with a valid id as its name.",
    "shape": "A record must have the declared fields in the right form: see `facts schema`.",
    "prose": "A page's front matter may contain only the fields that pages may set.",
    "known-block": "A block on a page must have a template with the same name.",
    "waiver": "A waiver must name a rule that would otherwise report a problem.",
    "publication": "`published` in mkdocs.yml must name the tag or day of first publication.",
    "template": "The template of a kind of page must be complete and render every record.",
    "internal": "A rule crashed. This is a bug in facts: report it with the record.",
}


@click.command("explain")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Explain a RULE. Without a RULE, list all rules."""
    from build_tools.changes import new_evidence
    from build_tools.rules import all_rules

    compared = {new_evidence.RULE: new_evidence}
    rules = {known.name: known for known in all_rules()}
    if rule is None:
        width = max(map(len, (*rules, *compared, *READING))) + 2
        click.echo("\n".join(f"{name:{width}}{known.what}" for name, known in rules.items()))
        click.echo("\nReported when files are read, before any rule runs:")
        click.echo("\n".join(f"{name:{width}}{what}" for name, what in READING.items()))
        click.echo("\nReported by `facts check --base REVISION`, for changes since that revision:")
        click.echo(f"{new_evidence.RULE:{width}}{new_evidence.WHAT}")
        click.echo("\n`facts explain RULE` gives the reason for a rule, the fix and samples.")
    elif rule in rules:
        known = rules[rule]
        click.echo(f"{known.name} ({known.level})\n\n{known.what}\n\nWhy: {known.why}\n")
        click.echo(f"Fix: {known.fix}\n")
        if known.table:
            click.echo(_in_columns(known.table) + "\n")
        click.echo(f"Good:\n\n{_indented(known.good)}\n")
        click.echo(f"Bad (`#! {known.name}` marks each line that breaks the rule):\n")
        click.echo(_indented(known.bad))
    elif rule in compared:
        of_change = compared[rule]
        click.echo(f"{rule} (error)\n\n{of_change.WHAT}\n\nWhy: {of_change.WHY}\n")
        click.echo(f"Fix: {of_change.FIX}")
    elif rule in READING:
        click.echo(f"{rule}\n\n{READING[rule]}")
    else:
        hint = did_you_mean(rule, (*rules, *compared, *READING), "`facts explain` lists them.")
        raise click.UsageError(f'There is no rule "{visible(rule)}". {hint}')


def _in_columns(table: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """Return a table with two columns. The second cell of a row may have several lines."""
    width = max(len(name) for name, _ in table) + 2
    lines = [
        f"  {name if number == 0 else '':{width}}{words}"
        for name, cell in table
        for number, words in enumerate(cell)
    ]
    return "\n".join(lines)


def _indented(sample: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in sample.strip("\n").split("\n"))
