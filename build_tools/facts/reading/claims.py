"""Reads the claims, each from a YAML file in ``facts/claims/``."""

import re
from collections.abc import Iterator

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import Project, ProjectFile, read_bytes
from build_tools.facts.reading import file_names
from build_tools.facts.reading.project_files import Collected, each_yaml
from build_tools.facts.reading.validation import to_record
from build_tools.facts.reading.yaml_nodes import Tree
from build_tools.facts.records import Claim, Redirect


def read_claims(project: Project, collected: Collected) -> None:
    """Read every claim and redirect, and record the ids of unreadable files."""
    folder = project.facts / "claims"
    for tree in each_yaml(project, folder, collected, file_names.bad_claim):
        _add_claim(tree, collected)
    if collected.diagnostics:
        records = collected.records
        ids = {record.id for kind in ("claims", "redirects") for record in records.get(kind, ())}
        unread = [file for file in project.files(folder) if file_names.stem(file.name) not in ids]
        records["unread"] = [file_names.stem(file.name) for file in unread]
        collected.mentions.update(word for file in unread for word in _words_in(file))


def _words_in(file: ProjectFile) -> Iterator[str]:
    """Yield the words in a file that may be ids, even if the file is not valid."""
    data = read_bytes(file)
    if not isinstance(data, Diagnostic):
        yield from (word.decode() for word in re.findall(rb"[A-Za-z0-9][A-Za-z0-9-]*", data))


def _add_claim(tree: Tree, collected: Collected) -> None:
    """Add the claim or redirect in a file. The record's id is the stem of the file's name."""
    claim_id = file_names.stem(tree.path)
    if isinstance(tree.plain, dict) and {"moved_to", "withdrawn"} & tree.plain.keys():
        collected.add("redirects", *to_record(Redirect, tree.plain, claim_id, tree))
    else:
        collected.add("claims", *to_record(Claim, tree.plain, claim_id, tree))
