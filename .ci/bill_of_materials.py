"""Lists what a site is built with, as CycloneDX 1.6: made from the lock files and nothing else.

Use: bill_of_materials.py FILE, in the project. The same locks give the same bytes: the serial
number is derived from the contents, and there is a time only where SOURCE_DATE_EPOCH gives one.

What the build needs is `required`; what only tests need is `excluded`, CycloneDX's word for that
(it is installed beside the build all the same). Which is which follows from pyproject.toml and from
who asks for whom in the lock; a library that both ask for is `required`.
"""

import base64
import json
import os
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

# The space of names in which serial numbers are made (RFC 9562, 5.5).
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:fact-checked-explainer:bill-of-materials")
ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>.+?))? \\\n"
    r"(?P<hashes>(?:    --hash=\S+(?: \\)?\n)+)"
    r"(?P<via>(?:    #.*\n?)+)",
    re.MULTILINE,
)
Component = dict[str, Any]


def normal(name: str) -> str:
    """Return a library's name as an index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name, maxsplit=1)[0]).lower()


def python_components(lock: str) -> dict[str, tuple[Component, set[str]]]:
    """Return each release in a requirements lock with the names of those that ask for it.

    ValueError: a line of the lock that is not understood, so that nothing is left out unseen.
    """
    rest = ENTRY.sub("", lock).strip()
    if rest:
        raise ValueError(f"requirements.lock: not understood: {rest.splitlines()[0]}")
    found = {}
    for entry in ENTRY.finditer(lock):
        name, version = normal(entry["name"]), entry["version"]
        purl = f"pkg:pypi/{name}@{quote(version, safe='.')}"
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry["hashes"])
        if len(hashes) != entry["hashes"].count("--hash="):
            raise ValueError(f"requirements.lock: {name}: a hash that is no SHA-256")
        files = {
            "type": "distribution",
            "url": f"https://pypi.org/simple/{name}/",
            "comment": "one hash for each file of this release that may be installed",
            "hashes": [{"alg": "SHA-256", "content": one} for one in sorted(hashes)],
        }
        component = {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "purl": purl,
            "externalReferences": [files],
        }
        if entry["marker"]:
            marker = {"name": "fact-checked-explainer:marker", "value": entry["marker"]}
            component["properties"] = [marker]
        asked = re.findall(
            r"[A-Za-z0-9][\w.-]*", re.sub(r"# via|\(.*?\)|\[.*?\]", "", entry["via"])
        )
        found[purl] = component, {normal(one) for one in asked}
    return found


def needed(asked: Iterable[str], found: Mapping[str, tuple[Component, set[str]]]) -> set[str]:
    """Return the names that are asked for, with all that these ask for in turn."""
    reached: set[str] = set()
    fresh = {normal(one) for one in asked}
    while fresh:
        reached |= fresh
        fresh = {one["name"] for one, by in found.values() if by & fresh} - reached
    return reached


def node_components(lock: Mapping[str, Any]) -> list[Component]:
    """Return each package of an npm lock: all of them only judge pages in tests."""
    found = {}
    for place, package in lock["packages"].items():
        if not place:
            continue
        name = package.get("name") or place.rpartition("node_modules/")[2]
        scope, _, own = name.rpartition("/")
        purl = f"pkg:npm/{f'{quote(scope)}/' if scope else ''}{own}@{package['version']}"
        algorithm, _, content = package["integrity"].partition("-")
        if algorithm != "sha512":
            raise ValueError(f"package-lock.json: {name}: a hash that is no SHA-512")
        found[purl] = {
            "type": "library",
            "bom-ref": purl,
            **({"group": scope} if scope else {}),
            "name": own,
            "version": package["version"],
            "scope": "excluded",
            "hashes": [{"alg": "SHA-512", "content": base64.b64decode(content).hex()}],
            "licenses": [{"expression": package["license"]}],
            "purl": purl,
        }
    return list(found.values())


def dependencies(
    project: str, found: Mapping[str, tuple[Component, set[str]]]
) -> list[dict[str, Any]]:
    """Return who asks for which libraries. Of npm packages none: then it counts as not known."""
    names = {project: normal(project)} | {ref: one["name"] for ref, (one, _) in found.items()}
    asked = {ref: by for ref, (_, by) in found.items()}
    return [
        {"ref": asking, "dependsOn": sorted(ref for ref, by in asked.items() if name in by)}
        for asking, name in sorted(names.items())
    ]


def bill(project: Mapping[str, Any], lock: str, node: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bill: of the project's table in pyproject.toml, and of both locks."""
    found = python_components(lock)
    required = needed(project["dependencies"], found)
    libraries = [
        {**one, "scope": "required" if one["name"] in required else "excluded"}
        for one, _ in found.values()
    ]
    itself = {
        "type": "application",
        "bom-ref": project["name"],
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"expression": project["license"]}],
    }
    content = {
        "components": sorted(libraries + node_components(node), key=lambda one: one["bom-ref"]),
        "dependencies": dependencies(project["name"], found),
        # Python, git, Node.js and the system are not locked, and so not listed.
        "compositions": [{"aggregate": "incomplete", "assemblies": [itself["bom-ref"]]}],
    }
    metadata: dict[str, Any] = {"lifecycles": [{"phase": "build"}], "component": itself}
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        moment = datetime.fromtimestamp(int(epoch), UTC)
        metadata = {"timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"), **metadata}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(SPACE, json.dumps([itself, content], sort_keys=True)).urn,
        "version": 1,
        "metadata": metadata,
        **content,
    }


def main(file: Path) -> None:
    """Write the bill of the project here."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = Path("requirements.lock").read_text(encoding="utf-8")
    node = json.loads(Path("tests/browser/tools/package-lock.json").read_text(encoding="utf-8"))
    try:
        made = bill(project, lock, node)
    except ValueError as error:
        sys.exit(f"{error}.")
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    file.write_text(text, encoding="utf-8", newline="\n")
    scopes = [one["scope"] for one in made["components"]]
    counts = f"{scopes.count('required')} needed to build, {scopes.count('excluded')} for tests"
    sys.stdout.write(f"{file}: {len(scopes)} components ({counts})\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Use: bill_of_materials.py FILE")
    main(Path(sys.argv[1]))
