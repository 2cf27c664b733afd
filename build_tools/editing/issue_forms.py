"""Makes the GitHub issue forms for corrections and new claims, for people who do not write records.

Questions, choices and examples come from the record models, so no form asks for a field that no
longer exists. GitHub reads the forms from the default branch.
"""

import io
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from build_tools.editing.layout import NO_LIMIT
from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.project import Project
from build_tools.facts.records import Appearance, Claim, Evidence, Quotation, Source
from build_tools.facts.records.field_specs import fields_of
from build_tools.facts.records.fields import Part
from build_tools.views.parts.labels import VERDICTS

FOLDER = PurePosixPath(".github/ISSUE_TEMPLATE")

# Fields that may be longer than this number of characters get a box with several lines.
MAX_ONE_LINE = 200
_UNDECIDED = "I do not know"
_VERDICTS = {words.key: words.means for words in VERDICTS.values()}


def files() -> dict[str, str]:
    """Return each form's text by its path, relative to the project."""
    forms = {"correction.yml": _correction(), "new-claim.yml": _new_claim()}
    head = "# Written by `facts issue-forms` from the record models: change the models instead.\n"
    return {str(FOLDER / name): head + _yaml(form) for name, form in forms.items()}


def stale(project: Project) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each outdated form, at its first outdated line."""
    message = "This form does not match the record models."
    diagnostics = []
    for path, wanted in files().items():
        file = project.root / path
        current = file.read_text(encoding="utf-8") if file.is_file() else ""
        if current != wanted:
            pairs = zip_longest(current.splitlines(), wanted.splitlines())
            line = next((number for number, pair in enumerate(pairs, 1) if pair[0] != pair[1]), 1)
            hint = "Run: facts issue-forms"
            diagnostics.append(Diagnostic(Span(path, line), "issue-forms", message, hint))
    return tuple(diagnostics)


def write(project: Project) -> tuple[str, ...]:
    """Write the forms, and return the paths of the changed forms."""
    changed = tuple(diagnostic.span.path for diagnostic in stale(project))
    for path, text in files().items():
        if path in changed:
            file = project.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    return changed


def _correction() -> dict[str, Any]:
    which = "The address of the claim's page, or its id: the last part of that address."
    wrong = "What it says now, and what it should say."
    return {
        "name": "Correct a claim",
        "description": "A claim is wrong or out of date, or its evidence does not support it.",
        "title": "Correction: ",
        "labels": ["correction"],
        "body": [
            _introduction(),
            _question("input", "claim", "Which claim", which, True),
            _question("textarea", "wrong", "What is wrong", wrong, True),
            _asked(Claim, "verdict", "What the verdict should be", undecided=True),
            *_evidence(),
            _doubts(),
        ],
    }


def _new_claim() -> dict[str, Any]:
    return {
        "name": "Propose a claim",
        "description": "A statement that a checked article makes or omits, with a source.",
        "title": "Claim: ",
        "labels": ["new-claim"],
        "body": [
            _introduction(),
            _asked(Claim, "claim", "The claim"),
            _asked(Claim, "kind", "Kind"),
            _asked(Appearance, "sentence", "Sentence", required=False),
            _asked(Appearance, "quote", "The article's words"),
            _asked(Claim, "asserted_by", "Who says so", required=False),
            _asked(Claim, "when", "When"),
            *_evidence(),
            _asked(Claim, "verdict", "Verdict", undecided=True),
            _asked(Claim, "finding", "Finding", required=False),
            _doubts(),
        ],
    }


def _introduction() -> dict[str, Any]:
    text = (
        "What you write here is public. Name only public figures and people who speak for a public "
        "body. An editor turns this into a record, checks it, and opens the pull request. If you "
        "would rather do that yourself, see CONTRIBUTING.md."
    )
    return {"type": "markdown", "attributes": {"value": text}}


def _evidence() -> Iterator[dict[str, Any]]:
    yield _asked(Source, "url", "Source: address")
    yield _asked(Source, "title", "Source: title", required=False)
    yield _asked(Source, "date", "Source: date")
    yield _asked(Evidence, "stance", "Stance")
    yield _asked(Evidence, "basis", "Basis", undecided=True)
    yield _asked(Evidence, "says", "What the source says")
    yield _asked(Quotation, "text", "The source's exact words", required=False)


def _doubts() -> dict[str, Any]:
    text = "What you searched for and did not find, and what would change your mind."
    return _question("textarea", "unsure", "What you are unsure of", text, False)


def _asked(
    model: type[Part],
    name: str,
    label: str,
    *,
    required: bool | None = None,
    undecided: bool = False,
) -> dict[str, Any]:
    """Return the question for a field of a record, including the field's description."""
    field = fields_of(model)[name]
    needed = field.is_required if required is None else required
    identity = name if model is Claim else f"{model.__name__.lower()}-{name}"
    if not field.choices:
        form = "textarea" if (field.max_length or 0) > MAX_ONE_LINE else "input"
        example = "" if field.good is None else str(field.good)
        return _question(form, identity, label, field.description, needed, example)
    choices = [f"{key} – {_VERDICTS[key]}" if key in _VERDICTS else key for key in field.choices]
    question = _question("dropdown", identity, label, field.description, needed)
    question["attributes"]["options"] = [*choices, *([_UNDECIDED] if undecided else [])]
    return question


def _question(
    form: str, identity: str, label: str, description: str, required: bool, example: str = ""
) -> dict[str, Any]:
    attributes = {"label": label, "description": description}
    if example:
        attributes["placeholder"] = example
    return {
        "type": form,
        "id": identity.replace("_", "-"),
        "attributes": attributes,
        "validations": {"required": required},
    }


def _yaml(form: dict[str, Any]) -> str:
    yaml = YAML()
    yaml.width = NO_LIMIT
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(_in_quotes(form), stream)
    return stream.getvalue()


def _in_quotes(value: Any) -> Any:
    """Return the value with every text in quotation marks, because GitHub reads "no" as false."""
    if isinstance(value, dict):
        return {key: _in_quotes(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_in_quotes(item) for item in value]
    return DoubleQuotedScalarString(value) if isinstance(value, str) else value
