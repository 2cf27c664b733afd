"""The forms for people who write no records: a correction, a new claim.

Questions, choices and examples are those of the record models, so that a form cannot ask for
what a record no longer has. GitHub reads the forms from the default branch.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Any

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.reading import Project
from build_tools.facts.records import Appearance, Claim, Evidence, Quotation, Source
from build_tools.facts.records.fields import Part
from build_tools.views.parts.labels import VERDICTS

FOLDER = PurePosixPath(".github/ISSUE_TEMPLATE")

# Longer than this and an answer is given more than one line to stand in.
_ONE_LINE = 200
_UNDECIDED = "I do not know"
_VERDICTS = {words.key: words.means for words in VERDICTS.values()}


def files() -> dict[str, str]:
    """Return each form's text by its path, relative to the project."""
    forms = {"correction.yml": _correction(), "new-claim.yml": _new_claim()}
    head = (
        "# Made by `facts issue-forms` from the record models: change those, then run it again.\n"
    )
    return {
        str(FOLDER / name): head + "\n".join(_yaml(form)) + "\n" for name, form in forms.items()
    }


def stale(project: Project) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each form that is not as the models have it, at the first line."""
    found = []
    for path, wanted in files().items():
        file = project.root / path
        held = file.read_text(encoding="utf-8") if file.is_file() else ""
        if held != wanted:
            pairs = zip_longest(held.splitlines(), wanted.splitlines())
            line = next((number for number, pair in enumerate(pairs, 1) if pair[0] != pair[1]), 1)
            message = "This form is not what the record models make of it."
            found.append(
                Diagnostic(Span(path, line), "issue-forms", message, "Run: facts issue-forms")
            )
    return tuple(found)


def write(project: Project) -> tuple[str, ...]:
    """Write the forms and return the paths of those that changed."""
    changed = tuple(one.span.path for one in stale(project))
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
        "description": "A claim is wrong, out of date, or its evidence does not carry it.",
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
        "description": "A statement of a checked article, or one it leaves out, with a source.",
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
        "body. An editor turns this into a record, checks it, and opens the pull request; if you "
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
    text = "What you looked for and did not find, and what would make you change your mind."
    return _question("textarea", "unsure", "What you are unsure of", text, False)


def _asked(
    model: type[Part],
    name: str,
    label: str,
    *,
    required: bool | None = None,
    undecided: bool = False,
) -> dict[str, Any]:
    """Ask for a field of a record in the words of its declaration."""
    field = model.model_fields[name]
    assert field.description, f"{model.__name__}.{name} is not declared"
    needed = field.is_required() if required is None else required
    identity = name if model is Claim else f"{model.__name__.lower()}-{name}"
    kind = _kind(model, name)
    if "enum" not in kind:
        form = "textarea" if kind.get("maxLength", 0) > _ONE_LINE else "input"
        example = str(next(iter(field.examples or ()), ""))
        return _question(form, identity, label, field.description, needed, example)
    choices = [f"{one} – {_VERDICTS[one]}" if one in _VERDICTS else one for one in kind["enum"]]
    question = _question("dropdown", identity, label, field.description, needed)
    question["attributes"]["options"] = [*choices, *([_UNDECIDED] if undecided else [])]
    return question


def _kind(model: type[Part], name: str) -> dict[str, Any]:
    """Return the JSON Schema of the field's values, for an optional field of those that count."""
    schema = model.model_json_schema()
    declared = schema["properties"][name]
    kinds = [one for one in declared.get("anyOf", [declared]) if one.get("type") != "null"]
    reference = kinds[0].get("$ref", "").rsplit("/", 1)[-1]
    kind: dict[str, Any] = schema["$defs"][reference] if reference else kinds[0]
    return kind


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


def _yaml(value: Mapping[str, Any] | list[Any], depth: int = 0) -> Iterator[str]:
    """Write mappings and lists as blocks, and every scalar as JSON, which YAML reads as it is."""
    pad = "  " * depth
    if isinstance(value, list):
        for item in value:
            if isinstance(item, Mapping):
                first, *rest = _yaml(item, depth + 1)
                yield f"{pad}- {first.lstrip()}"
                yield from rest
            else:
                yield f"{pad}- {json.dumps(item, ensure_ascii=False)}"
        return
    for key, item in value.items():
        if isinstance(item, Mapping | list):
            yield f"{pad}{key}:"
            yield from _yaml(item, depth + 1)
        else:
            yield f"{pad}{key}: {json.dumps(item, ensure_ascii=False)}"
