"""Claims and sources: made as soon as they are read, or left on their shelves until somebody asks.

They are left only where the very same bytes were made to records without fault before.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from build_tools.facts.reading import file_names
from build_tools.facts.reading.bibliography import read_sources
from build_tools.facts.reading.file_reader import Gathered, each_file, from_yaml, made_of, missing
from build_tools.facts.reading.parse_cache import Kept, digest_of
from build_tools.facts.reading.project import Project
from build_tools.facts.reading.validation import shape
from build_tools.facts.reading.yaml_nodes import Tree
from build_tools.facts.records import Claim, Named, OnShelf, Redirect, Source, named


def read_claims(project: Project, gathered: Gathered) -> None:
    """Gather every claim, what is left of merged and withdrawn ones, and who could not be read."""
    folder, kept = project.facts / "claims", gathered.kept
    if not folder.is_dir():
        gathered.faults.append(missing(project, folder, "folder", "Create it, with a first claim."))
    for name, data in each_file(project, folder, "", gathered, file_names.bad_claim):
        digest = digest_of(data)
        records = kept.again(name, digest)
        if records is None and (listed := _listed(kept, digest)) is not None:
            make = partial(_nth, partial(_made_late, name, data, kept, "claims"), 0)
            late = OnShelf(file_names.stem(name), name, digest, Named(*listed), make)
            records = {"claims": [late]}
            kept.remember(name, digest, records)
        if records is None:
            made = made_of(name, data, kept, from_yaml(_claim))
            claims = [_on_shelf(one, digest, kept) for one in made.records.pop("claims", ())]
            records = {"claims": claims, **made.records}
            gathered.settle(name, digest, made, records)
        if "redirects" in records:
            gathered.beside += (name, digest)
        gathered.take(records)
    if gathered.faults:
        found = (*gathered.records.get("claims", ()), *gathered.records.get("redirects", ()))
        held = {record.id for record in found}
        stems = (file_names.stem(found.name) for found in project.files(folder))
        gathered.records["unread"] = [stem for stem in stems if stem not in held]


def _listed(kept: Kept, digest: str) -> Any:
    return kept.names.find(digest) if kept.late else None


def _claim(tree: Tree, gathered: Gathered) -> None:
    identity = file_names.stem(tree.path)
    moved = isinstance(tree.plain, dict) and {"moved_to", "withdrawn"} & tree.plain.keys()
    if moved:
        gathered.add("redirects", *shape(Redirect, tree.plain, identity, tree))
    else:
        gathered.add("claims", *shape(Claim, tree.plain, identity, tree))


def _on_shelf(claim: Claim, digest: str, kept: Kept) -> OnShelf[Claim]:
    names_of = named(claim)
    kept.names.keep(digest, names_of)
    return OnShelf(claim.id, claim.path, digest, names_of, made=claim)


def read_bibliography(project: Project, gathered: Gathered) -> None:
    """Gather every source: those of one file are made together."""
    kept = gathered.kept
    for name, data in each_file(
        project, project.facts / "sources", "", gathered, file_names.bad_source
    ):
        digest = digest_of(data)
        gathered.beside += (name, digest)
        records = kept.again(name, digest)
        if records is None and (listed := _listed(kept, f"sources {digest}")) is not None:
            make = cache(partial(_made_late, name, data, kept, "sources"))
            late = [
                OnShelf(identity, name, digest, Named(waives=waives), partial(_nth, make, number))
                for number, (identity, waives) in enumerate(listed)
            ]
            records = {"sources": late}
            kept.remember(name, digest, records)
        if records is None:
            made = made_of(name, data, kept, _sources)
            found: list[Source] = made.records.get("sources", [])
            listed = [(one.id, tuple(one.waivers)) for one in found]
            records = {
                "sources": [
                    OnShelf(one.id, name, digest, Named(waives=waives), made=one)
                    for one, (_, waives) in zip(found, listed, strict=True)
                ]
            }
            if not made.faults:
                kept.names.keep(f"sources {digest}", listed)
            gathered.settle(name, digest, made, records)
        gathered.take(records)


def _sources(name: str, text: str, gathered: Gathered) -> None:
    sources, faults = read_sources(name, text, gathered.kept)
    gathered.records.setdefault("sources", []).extend(sources)
    gathered.faults.extend(faults)


def _made_late(name: str, data: bytes, kept: Kept, kind: str) -> list[Any]:
    """Return what was made of a text before without fault, by the very code that runs now."""
    made = made_of(name, data, kept, from_yaml(_claim) if kind == "claims" else _sources)
    assert not made.faults, f"{name} had no fault before, and now it has one."
    return made.records[kind]


def _nth(make: Callable[[], list[Any]], number: int) -> Any:
    return make()[number]
