"""Verify it yourself: facts, stored passages, hashes, and a program that checks them, in one file.

The program (:mod:`build_tools.exports.verify`) needs nothing of ours. The hash of a record is that
of its fields as canonical JSON, without what the build works out, so it does not depend on where
the site stands; the root is the hash of all hashes.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools.exports import json_records, verify
from build_tools.exports.canonical import canonical
from build_tools.exports.export_file import LICENCE, RIGHTS, ExportFile, Publication
from build_tools.exports.plain_values import unfolded
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Record

NAME = "Bundle"
VERSION = 1

README = """\
{name}: verify it yourself

  python verify.py

checks the files of this folder, offline: Python 3.9 or newer, nothing else. It repeats hashes,
references and calculations, and looks for each quotation in the stored passages of its source.
integrity.json holds a hash for each record, and a root over all of them. What the build works out
of the records (`computed`: which origins count, what a verdict needs) is in no record's hash and is
not repeated; the hashes of the files cover it.

{rights}
The passages are short excerpts, kept to check quotations against; they belong to their authors.
"""


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the hashes, and the archive that holds everything."""
    records = json_records.written(ledger, site)
    held = dict(_held(ledger, records))
    root = canonical(integrity(ledger, records, held))
    yield ExportFile("data/integrity.json", root, "A hash for each record, and a root over all.")
    program = Path(verify.__file__).read_bytes()
    words = README.format(name=site.name, rights=RIGHTS).encode()
    packed = {**held, "integrity.json": root, "verify.py": program, "README.txt": words}
    yield ExportFile(
        "data/verify.zip", archive(packed), "Facts, passages, hashes and a program to check them."
    )


def _held(ledger: Ledger, records: json_records.AllWritten) -> Iterator[tuple[str, bytes]]:
    for name in ("claims", "sources", "entities"):
        yield f"{name}.json", json_records.whole(ledger, records, name).data
    passages = {one.id: _snapshot(one) for one in ledger.snapshots.values()}
    yield (
        "passages.json",
        canonical({"version": VERSION, "licence": None, "rights": RIGHTS, "passages": passages}),
    )


def _snapshot(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_none=True)


def integrity(
    ledger: Ledger, records: json_records.AllWritten, held: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the hashes of all records and of these files, and the root."""
    hashes = {
        # Who owns a publisher, and what an origin is, decide how many voices count.
        **{
            kind: {name: one.digest for name, one in records[kind].items()}
            for kind in ("claims", "sources", *json_records.ENTITIES)
        },
        "redirects": {one.id: _digest(one) for one in ledger.redirects.values()},
        "passages": {one.id: _digest(_snapshot(one)) for one in ledger.snapshots.values()},
    }
    return {
        "version": VERSION,
        "licence": LICENCE,
        "hash": "SHA-256 of the fields as canonical JSON (RFC 8785), without `computed`",
        "root": _digest(hashes),
        "records": hashes,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in held.items()},
    }


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical(value, unfolded)).hexdigest()


def archive(held: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of one folder, in the order of names and without any time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, data in sorted(held.items()):
            # The earliest moment that the format knows; made "on Unix", whatever this machine is.
            entry = zipfile.ZipInfo(f"facts/{name}", (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return made.getvalue()
