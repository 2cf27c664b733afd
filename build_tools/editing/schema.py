"""Makes the JSON Schemas for text editors, and the table of fields in CONTRIBUTING.md.

Both follow the models. Pydantic makes the schemas (draft 2020-12). Our reader treats every scalar
as text, but other YAML readers treat some texts as numbers (``when: 2023``). For such fields the
schema also allows a number.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from build_tools.facts.project import Project
from build_tools.facts.reading import VOCABULARY
from build_tools.facts.records import (
    Appearance,
    Article,
    Calculation,
    CalculationInput,
    Checked,
    Claim,
    Evidence,
    Period,
    Quotation,
    Record,
    Redirect,
    Related,
    Revision,
    Role,
    Search,
    Sentence,
    Snapshot,
    Source,
    StoredPassage,
)
from build_tools.facts.records.field_specs import FieldSpec, fields_of
from build_tools.facts.wording import ID_PATTERN, in_words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: Mapping[str, type[Record]] = {
    "claim": Claim,
    "redirect": Redirect,
    "article": Article,
    "snapshot": Snapshot,
}
KINDS = (*FILES, *VOCABULARY)
FOLDER = "schema"

BEGIN, END = "<!-- fields: begin -->", "<!-- fields: end -->"
_NUMBERS = ("2023", "001", "-1", "1.5")

# The title and the model of each part of the table.
_TABLE: tuple[tuple[str, type[BaseModel]], ...] = (
    ("Claim", Claim),
    ("Claim: item of `appears_in`", Appearance),
    ("Claim: item of `evidence`", Evidence),
    ("Evidence: `quote`", Quotation),
    ("Evidence: item of `calculations`", Calculation),
    ("Calculation: item of `inputs`", CalculationInput),
    ("Claim: item of `search_log`", Search),
    ("Claim: `checked`", Checked),
    ("Claim: item of `revisions`", Revision),
    ("Claim: item of `related`", Related),
    ("Claim that moved or was withdrawn", Redirect),
    ("Source, in BibTeX", Source),
    *((f"`vocabulary/{name}.yaml`", model) for name, model in VOCABULARY.items()),
    ("Person: item of `roles`", Role),
    ("Place: item of `periods`", Period),
    ("`article.yaml`", Article),
    ("Article: item of `sentences`", Sentence),
    ("`snapshots/<source>.yaml`, made by `facts capture`", Snapshot),
    ("Snapshot: item of `passages`", StoredPassage),
)


def schema_of(kind: str) -> dict[str, Any]:
    """Return the schema for a kind of file, which is a record or a mapping of ids to records."""
    model = FILES.get(kind) or VOCABULARY[kind]
    schema: dict[str, Any] = model.model_json_schema(by_alias=True)
    for part in _parts(schema):
        _simplify(part)
    head = {"$schema": DIALECT, "$id": f"{kind}.schema.json"}
    if kind in FILES:
        return {**head, **schema}
    parts = schema.pop("$defs", {})
    return {
        **head,
        "title": kind.capitalize(),
        "description": f"facts/vocabulary/{kind}.yaml: a mapping of ids.",
        "type": "object",
        "propertyNames": {"pattern": ID_PATTERN},
        "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
        "$defs": {**parts, model.__name__: schema},
    }


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a schema, including the schema itself."""
    if isinstance(schema, dict):
        yield schema
        for value in list(schema.values()):
            yield from _parts(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from _parts(item)


def _simplify(part: dict[str, Any]) -> None:
    """Adapt an object for text editors: rename its bad examples, drop null, and allow numbers."""
    for field in part.get("properties", {}).values():
        field.pop("title", None)
        if "bad" in field:
            field["x-bad-examples"] = [field.pop("bad")]
        if field.get("default", "") is None:
            del field["default"]
    if "anyOf" in part and {"type": "null"} in part["anyOf"]:
        # A record omits optional fields. A null would be read as an empty text.
        part["anyOf"].remove({"type": "null"})
        if len(part["anyOf"]) == 1:
            only = part.pop("anyOf")[0]
            part.update({**only, **part})
    if part.get("type") == "string" and "enum" not in part and _may_be_number(part):
        part["type"] = ["string", "number"]


def _may_be_number(part: dict[str, Any]) -> bool:
    pattern = part.get("pattern", "")
    return part.get("format") != "uri" and any(re.search(pattern, number) for number in _NUMBERS)


def schema_text(kind: str) -> str:
    """Return the text of a schema file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def schema_files(kinds: tuple[str, ...] = KINDS) -> dict[str, str]:
    """Return the texts of the schema files by name."""
    return {f"{kind}.schema.json": schema_text(kind) for kind in kinds}


def field_table() -> str:
    """Return the tables of all fields in Markdown, between the marks for the guide."""
    tables = [f"{BEGIN}\n"]
    for title, model in _TABLE:
        tables.append(f"**{title}**\n")
        tables.append("| field | needed | what it is | example |\n| --- | --- | --- | --- |")
        tables.append("\n".join(_row(field) for field in fields_of(model).values()) + "\n")
    return "\n".join([*tables, END])


def _row(field: FieldSpec) -> str:
    needed = "yes" if field.is_required else ""
    values = in_words([f"`{choice}`" for choice in field.choices], "or")
    says = f"{field.description}{f' One of {values}.' if values else ''}"
    cells = (f"`{field.name}`", needed, says, _example(field))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _example(field: FieldSpec) -> str:
    good = f"[{', '.join(field.good)}]" if isinstance(field.good, list) else field.good
    shown = "" if good is None else f"`{good}`"
    return f"{shown}, not `{field.bad}`" if field.bad is not None else shown


def with_table(text: str) -> str | None:
    """Return the text with an updated table of fields, or None if the text has no marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{field_table()}{after}" if begin and end else None


def write_all(project: Project) -> list[Path]:
    """Update the project's schema files and its table of fields. Return the changed files."""
    wanted = {project.root / FOLDER / name: text for name, text in schema_files().items()}
    guide = project.root / "CONTRIBUTING.md"
    if guide.exists() and (renewed := with_table(guide.read_text(encoding="utf-8"))):
        wanted[guide] = renewed
    changed = [path for path, text in wanted.items() if not _has_text(path, text)]
    for path in changed:
        path.parent.mkdir(exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    return changed


def _has_text(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
