"""Updates the catalogues in ``build_tools/words/`` from the templates and the code.

New messages are added without a translation, and unused messages are removed. A message whose
English changed counts as new, because its old translation may be wrong. ``--check`` changes
nothing, and fails if a catalogue is out of date. ``--new TAG`` creates the catalogue for a
language.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from build_tools.pages.front_matter import FRONT_MATTER, MESSAGES, front_matter

PROJECT = Path(__file__).parents[1]
WORDS = PROJECT / "build_tools" / "words"
_KEYWORDS = {**DEFAULT_KEYWORDS, "nN_": (1, 2)}
_HEADER = """\
# The words that readers see, in another language. `make catalogues` takes the messages from the
# templates and the code: see "Translate the site" in CONTRIBUTING.md.
msgid ""
msgstr ""
"Language: {tag}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""

Message = str | tuple[str, ...]


def messages() -> Catalog:
    """Return every message in templates and code, each with the files that contain it."""
    catalog = Catalog()
    for path in sorted((PROJECT / "build_tools").rglob("*.py")):
        with path.open("rb") as opened:
            for _, message, *_ in extract("python", opened, _KEYWORDS):
                _add(catalog, message, path)
    for path in sorted((PROJECT / "templates").rglob("*")):
        if path.suffix in (".j2", ".html"):
            for found in _of_template(path):
                _add(catalog, found, path)
    return catalog


def _of_template(path: Path) -> Iterator[Message]:
    """Yield the messages in a template, including plain fields of its front matter."""
    text = path.read_text(encoding="utf-8")
    if FRONT_MATTER.match(text):
        fields = front_matter(path.name, text)
        yield from (fields[name] for name in MESSAGES if "{" not in fields.get(name, "{"))
    for _, _, found, _ in babel_extract(BytesIO(text.encode()), list(_KEYWORDS), (), {}):
        # A computed text is not a message. `N_` in the code marks such texts.
        texts = tuple(filter(None, (found,) if isinstance(found, str | None) else found))
        if texts:
            yield texts[0] if len(texts) == 1 else texts


def _add(catalog: Catalog, message: Message, path: Path) -> None:
    catalog.add(message, locations=[(path.relative_to(PROJECT).as_posix(), 0)])


def updated(tag: str, current: Catalog) -> bytes:
    """Return a language's catalogue, with all current messages and their known translations."""
    path = WORDS / f"{tag}.po"
    known = Catalog(locale=tag)
    if path.is_file():
        with path.open("rb") as opened:
            known = read_po(opened, locale=tag)
    catalog = Catalog(locale=tag, fuzzy=False)
    for message in current:
        if message.id:
            string = getattr(known.get(message.id), "string", "")
            if not isinstance(string, str) and isinstance(message.id, str):
                string = ""
            catalog.add(message.id, string, sorted(set(message.locations)))
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, omit_header=True, sort_by_file=True, include_lineno=False)
    return _HEADER.format(tag=tag, plurals=known.plural_forms).encode() + buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Write the catalogues. Return 1 if ``--check`` finds an outdated catalogue."""
    current = messages()
    tags = sorted(path.stem for path in WORDS.glob("*.po"))
    if "--new" in arguments:
        tags.append(arguments[arguments.index("--new") + 1])
    late = []
    for tag in dict.fromkeys(tags):
        path, data = WORDS / f"{tag}.po", updated(tag, current)
        if not path.is_file() or path.read_bytes() != data:
            late.append(tag)
            if "--check" not in arguments:
                path.write_bytes(data)
    if late and "--check" in arguments:
        sys.stdout.write(f"Out of date: {', '.join(late)}. Run `make catalogues`.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
