"""Writes the first files of a new site: settings, pages, a list of packages and a workflow.

The files are copies of ``templates/starter/`` with the new site's values.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from build_tools.facts.engine import ENGINE, present_series, requirement, requirement_note

# The path of each file in a new site, and the starter file for it.
_FILES: Mapping[str, str] = {
    "mkdocs.yml": "mkdocs.yml",
    "content/index.md": "{lang}/index.md",
    "content/method.md": "{lang}/method.md",
    ".gitignore": "gitignore.txt",
    "requirements.txt": "requirements.txt",
    ".github/workflows/site.yml": "workflow.yml",
}
_ENGLISH = "en"
# The menu titles of a new site's pages, and the site's description for search engines.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "HOME": "Home",
        "ARTICLE": "Article",
        "TIMELINE": "Timeline",
        "CLAIMS": "Claims",
        "SOURCES": "Sources",
        "METHOD": "Method",
        "DESCRIPTION": "A news article, checked sentence by sentence against its sources.",
    },
    "es": {
        "HOME": "Inicio",
        "ARTICLE": "Artículo",
        "TIMELINE": "Cronología",
        "CLAIMS": "Afirmaciones",
        "SOURCES": "Fuentes",
        "METHOD": "Método",
        "DESCRIPTION": "Un artículo de prensa, comprobado frase por frase con sus fuentes.",
    },
}


class StarterFile(NamedTuple):
    """A file in a new site: its path below the site's folder, and its text."""

    path: str
    text: str


def starter_files(name: str, lang: str) -> Iterator[StarterFile]:
    """Yield the files of a new site with this name, in the language of a BCP 47 tag.

    If there is no catalogue for the language, the files are in English, and the pages say so.
    """
    base = lang.partition("-")[0]
    written = base if base in _WORDS else _ENGLISH
    words = _WORDS[written]
    values = {
        **words,
        # A JSON text is valid YAML for any name.
        "NAME": json.dumps(name, ensure_ascii=False),
        "DESCRIPTION": json.dumps(words["DESCRIPTION"], ensure_ascii=False),
        "LANG": lang,
        "ENGINE": str(present_series()),
        "REQUIREMENT": requirement_note() + requirement(),
    }
    for path, source in _FILES.items():
        file = ENGINE.templates / "starter" / source.format(lang=written)
        text = file.read_text(encoding="utf-8")
        if path.endswith(".md") and written != base:
            text = text.replace("---\n", f"---\nlang: {written}\n", 1)
        for key, value in values.items():
            text = text.replace(f"%{key}%", value)
        yield StarterFile(path, text)


def write_starter(folder: Path, files: Iterator[StarterFile]) -> Iterator[tuple[str, bool]]:
    """Write the files, and yield each path, and whether the file is new.

    Never overwrites a file. Raises OSError if the folder cannot be written.
    """
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8", newline="\n") as opened:
                opened.write(file.text)
        except FileExistsError:
            yield file.path, False
        else:
            yield file.path, True
