"""Lists the packages that a site is built with, as CycloneDX 1.6, from the lock files.

Usage: bill_of_materials.py FILE, in the project. The same lock files produce the same bytes. The
serial number is derived from the contents, and a time is included only if SOURCE_DATE_EPOCH is set.

Packages that the build needs are `required`. Packages that only tests need are `excluded`, although
they are also installed. pyproject.toml and the requirements in the lock file show which packages
the build needs.
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

# The namespace for serial numbers (RFC 9562, 5.5).
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:fact-checked-explainer:bill-of-materials")
ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>.+?))? \\\n"
    r"(?P<hashes>(?:    --hash=\S+(?: \\)?\n)+)"
    r"(?P<via>(?:    #.*\n?)+)",
    re.MULTILINE,
)
Component = dict[str, Any]
# A component, and the names of the packages that require it.
Release = tuple[Component, set[str]]


def normal(name: str) -> str:
    """Return a package's name in the form that package indexes compare (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name, maxsplit=1)[0]).lower()


def python_components(lock: str) -> dict[str, Release]:
    """Return each release in a requirements lock, and the names of the packages that require it.

    Raises ValueError if a line cannot be parsed.
    """
    rest = ENTRY.sub("", lock).strip()
    if rest:
        raise ValueError(f"requirements.lock: cannot be parsed: {rest.splitlines()[0]}")
    releases = {}
    for entry in ENTRY.finditer(lock):
        name, version = normal(entry["name"]), entry["version"]
        purl = f"pkg:pypi/{name}@{quote(version, safe='.')}"
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", entry["hashes"])
        if len(hashes) != entry["hashes"].count("--hash="):
            raise ValueError(f"requirements.lock: {name}: a hash that is not a SHA-256")
        files = {
            "type": "distribution",
            "url": f"https://pypi.org/simple/{name}/",
            "comment": "a hash for each file of this release that may be installed",
            "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(hashes)],
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
        via = re.findall(r"[A-Za-z0-9][\w.-]*", re.sub(r"# via|\(.*?\)|\[.*?\]", "", entry["via"]))
        releases[purl] = component, {normal(name) for name in via}
    return releases


def needed(names: Iterable[str], releases: Mapping[str, Release]) -> set[str]:
    """Return the required names with all their direct and indirect requirements."""
    reached: set[str] = set()
    fresh = {normal(name) for name in names}
    while fresh:
        reached |= fresh
        requiring = releases.values()
        fresh = {release["name"] for release, by in requiring if by & fresh} - reached
    return reached


def node_components(lock: Mapping[str, Any]) -> list[Component]:
    """Return each package in an npm lock, marked as excluded, because only tests use them."""
    packages = {}
    for place, package in lock["packages"].items():
        if not place:
            continue
        name = package.get("name") or place.rpartition("node_modules/")[2]
        scope, _, own = name.rpartition("/")
        purl = f"pkg:npm/{f'{quote(scope)}/' if scope else ''}{own}@{package['version']}"
        algorithm, _, content = package["integrity"].partition("-")
        if algorithm != "sha512":
            raise ValueError(f"package-lock.json: {name}: a hash that is not a SHA-512")
        packages[purl] = {
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
    return list(packages.values())


def dependencies(project: str, releases: Mapping[str, Release]) -> list[dict[str, Any]]:
    """Return the packages that the project and each Python package require."""
    names = {ref: component["name"] for ref, (component, _) in releases.items()}
    names[project] = normal(project)
    return [
        {
            "ref": requiring,
            "dependsOn": sorted(ref for ref, (_, by) in releases.items() if name in by),
        }
        for requiring, name in sorted(names.items())
    ]


def bill(project: Mapping[str, Any], lock: str, node: Mapping[str, Any]) -> dict[str, Any]:
    """Return the bill of materials from the table in pyproject.toml and both lock files."""
    releases = python_components(lock)
    required = needed(project["dependencies"], releases)
    libraries = [
        {**component, "scope": "required" if component["name"] in required else "excluded"}
        for component, _ in releases.values()
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
        "components": sorted(
            libraries + node_components(node), key=lambda component: component["bom-ref"]
        ),
        "dependencies": dependencies(project["name"], releases),
        # Python, git, Node.js and the system are not listed, because they are not locked.
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
    """Write the bill of materials for the project in the current folder."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = Path("requirements.lock").read_text(encoding="utf-8")
    node = json.loads(Path("tests/browser/tools/package-lock.json").read_text(encoding="utf-8"))
    try:
        made = bill(project, lock, node)
    except ValueError as error:
        sys.exit(f"{error}.")
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    file.write_text(text, encoding="utf-8", newline="\n")
    scopes = [component["scope"] for component in made["components"]]
    counts = f"{scopes.count('required')} needed to build, {scopes.count('excluded')} for tests"
    sys.stdout.write(f"{file}: {len(scopes)} components ({counts})\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: bill_of_materials.py FILE")
    main(Path(sys.argv[1]))
