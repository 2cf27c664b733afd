"""Writes a ZIP file for readers who verify the facts: records, passages, hashes and a program.

The program (:mod:`build_tools.exports.verify`) needs only Python. The hash of a record covers its
fields as canonical JSON without computed values, so the hash does not depend on the site's address.
The root is the hash of all hashes.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools.exports import verify
from build_tools.exports.canonical import canonical
from build_tools.exports.export_file import ExportFile, rights
from build_tools.exports.formats import json_records
from build_tools.exports.plain_values import members
from build_tools.facts.catalogue import N_
from build_tools.facts.ledger import Ledger
from build_tools.views.publication import Publication

VERSION = 1

README = """\
{name}: verify it yourself

  python verify.py

checks the files in this folder. It needs Python 3.9 or newer, and no network. It checks hashes,
references and calculations, and looks for each quotation in the stored passages of its source.
integrity.json contains a hash for each record and a root hash for all of them. Hashes of records do
not cover the values under `computed`, which the build computes from the records: which origins
count, and what a verdict needs. The program does not repeat them. The hashes of files cover them.

{rights}
The passages are short excerpts, kept to check quotations against; they belong to their authors.
"""


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the hashes, and the archive that contains the facts, the hashes and the program."""
    records = json_records.records(ledger, site)
    contents = {
        f"{name}.json": json_records.collection(ledger, records, name).data
        for name in ("claims", "sources", "entities")
    }
    contents["passages.json"] = canonical(
        {
            "version": VERSION,
            "licence": None,
            "rights": rights(ledger),
            "passages": _passages(ledger),
        }
    )
    hashes = canonical(integrity(ledger, records, contents))
    what = N_("A hash for each record and a root hash for all of them.")
    yield ExportFile("data/integrity.json", hashes, what)
    contents["integrity.json"] = hashes
    contents["verify.py"] = Path(verify.__file__).read_bytes()
    contents["README.txt"] = README.format(name=site.name, rights=rights(ledger)).encode()
    yield ExportFile(
        "data/verify.zip",
        archive(contents),
        N_("Facts, passages, hashes and a program to check them."),
    )


def _passages(ledger: Ledger) -> dict[str, Any]:
    return {
        snapshot.id: snapshot.model_dump(mode="json", exclude_none=True)
        for snapshot in ledger.snapshots.values()
    }


def integrity(
    ledger: Ledger, records: json_records.Records, contents: Mapping[str, bytes]
) -> dict[str, Any]:
    """Return the hashes of all records and of these files, and the root hash."""
    hashed = {
        # Owners and origins are included because the number of independent origins depends on them.
        **{kind: records[kind] for kind in ("claims", "sources", *json_records.ENTITIES)},
        "redirects": {name: members(redirect) for name, redirect in ledger.redirects.items()},
        "passages": _passages(ledger),
    }
    hashes = {
        kind: {identity: _digest(record) for identity, record in by_id.items()}
        for kind, by_id in hashed.items()
    }
    return {
        "version": VERSION,
        "licence": ledger.records.licence.name,
        "hash": "SHA-256 of the fields as canonical JSON (RFC 8785), without `computed`",
        "root": _digest(hashes),
        "records": hashes,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()},
    }


def _digest(value: Mapping[str, Any]) -> str:
    fields = {name: content for name, content in value.items() if name != "computed"}
    return hashlib.sha256(canonical(fields)).hexdigest()


def archive(contents: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of these files in a single folder, sorted by name and without times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, data in sorted(contents.items()):
            # The earliest time that the format allows, and "made on Unix" on every machine.
            entry = zipfile.ZipInfo(f"facts/{name}", (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return buffer.getvalue()
