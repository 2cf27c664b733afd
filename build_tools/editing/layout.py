"""Writes plain values as YAML, with fields in the order of the models and long texts folded.

ruamel.yaml writes the text. This module only decides the order of the fields and the style of each
value. :mod:`build_tools.editing.yaml_comments` inserts comments afterwards.
"""

import io
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    SingleQuotedScalarString,
)

from build_tools.facts.diagnostics import Diagnostic, Key
from build_tools.facts.project import HIDDEN
from build_tools.facts.reading import read_yaml
from build_tools.facts.records.field_specs import FieldSpec, fields_of

WIDTH = 100
STEP = 2
# A width longer than any line, so that only this module folds texts.
NO_LIMIT = 10_000_000

Model = type[BaseModel] | None
Path = tuple[Key, ...]

# Texts that certainly need no quotation marks. Most texts match, and skip the slow test.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./]*(?:[ -]+[A-Za-z0-9_./(]+)*[.]?")
_FOLD = re.compile(r"(?<=\S) (?=\S)")
_EDGES = re.compile(r"^\s|\s$", re.MULTILINE)


class _TextResolver(BaseResolver):
    """Treats every scalar as text, like the reader of records, so "2023" needs no quotes."""

    def __init__(self, version: Any = None, loader: Any = None) -> None:
        super().__init__(loadumper=loader)


def laid_out(
    plain: Any, model: Model, *, by_id: bool = False, in_lines: Collection[Path] = ()
) -> str:
    """Return a record of plain texts, lists and dictionaries as YAML in its canonical form.

    With ``by_id``, ``plain`` maps ids to records of the model. ``in_lines`` contains the paths of
    lists that must not be in brackets.
    """
    layout = _Layout(frozenset(in_lines))
    if by_id:
        tree = layout.mapping({key: plain[key] for key in sorted(plain)}, {}, model, ())
    else:
        tree = layout.value(plain, model, ())
    # Inside double quotation marks, escapes make hidden characters visible.
    return HIDDEN.sub(lambda match: _escape(match[0]), dumped(tree))


def _escape(letter: str) -> str:
    number = ord(letter)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def dumped(tree: Any) -> str:
    """Return a tree of ruamel.yaml's values as YAML text."""
    stream = io.StringIO()
    _writer().dump(tree, stream)
    return stream.getvalue()


def _writer() -> YAML:
    yaml = YAML()
    yaml.Resolver = _TextResolver
    yaml.width = NO_LIMIT
    yaml.indent(mapping=STEP, sequence=2 * STEP, offset=STEP)
    return yaml


class _Layout:
    """Turns plain values into ruamel.yaml's values, which have a style."""

    def __init__(self, in_lines: frozenset[Path]) -> None:
        self._in_lines = in_lines

    def value(self, plain: Any, model: Model, path: Path) -> Any:
        """Return a mapping, list or text. A mapping's fields follow the order of the model."""
        if isinstance(plain, Mapping):
            specs = fields_of(model) if model else {}
            order = {name: number for number, name in enumerate(specs)}
            # Undeclared fields stay at the end, and `facts check` reports these fields.
            names = sorted(plain, key=lambda name: order.get(name, len(order)))
            return self.mapping({name: plain[name] for name in names}, specs, None, path)
        if isinstance(plain, list | tuple):
            return self._list(plain, model, path)
        return self._text(str(plain).strip(), f"{self._margin(path)}- ", False)

    def mapping(
        self, plain: Mapping[str, Any], specs: Mapping[str, FieldSpec], model: Model, path: Path
    ) -> CommentedMap:
        """Return fields as a mapping, in the given order.

        Fields without a spec contain values of ``model``.
        """
        tree = CommentedMap()
        for name, value in plain.items():
            spec = specs.get(name)
            key = _quoted(name)
            head = f"{self._margin((*path, name))}{name}: "
            if isinstance(value, Mapping | list | tuple):
                tree[key] = self.value(value, spec.part if spec else model, (*path, name))
                self._put_in_brackets(tree[key], head, (*path, name))
            else:
                is_block = spec is not None and spec.is_block
                tree[key] = self._text(str(value).strip(), head, is_block)
        return tree

    def _list(self, items: Sequence[Any], model: Model, path: Path) -> CommentedSeq:
        tree = CommentedSeq()
        for number, item in enumerate(items):
            item_path = (*path, number)
            value = self.value(item, model, item_path)
            self._put_in_brackets(value, f"{self._margin(item_path)}- ", item_path)
            tree.append(value)
        return tree

    def _put_in_brackets(self, tree: Any, head: str, path: Path) -> None:
        """Put a list of texts on a single line if it fits."""
        if not isinstance(tree, CommentedSeq) or not tree or path in self._in_lines:
            return
        if not all(isinstance(item, str) for item in tree):
            return
        texts = [_quoted(str(item), in_brackets=True) for item in tree]
        length = sum(len(text) + _quotes(text) + len(", ") for text in texts)
        if len(head) + length <= WIDTH:
            tree[:] = texts
            tree.fa.set_flow_style()

    def _margin(self, path: Path) -> str:
        """Return the white space before a field or dash, which is two spaces for each level."""
        return " " * STEP * (len(path) - 1)

    def _text(self, text: str, head: str, is_block: bool) -> Any:
        """Return a text on a single line, or folded if it is a block or too long."""
        in_line = _quoted(text)
        is_long = is_block or len(head) + len(text) + _quotes(in_line) > WIDTH or "\n" in text
        if not is_long or not text or HIDDEN.search(text) or _EDGES.search(text):
            return in_line
        folds = _folds(text, WIDTH - (len(head) - len(head.lstrip())) - STEP)
        # Folding cannot shorten a long text without spaces.
        if not (is_block or folds or " " in text or "\n" in text):
            return in_line
        folded = FoldedScalarString(text)
        folded.fold_pos = folds
        return folded


def _folds(text: str, width: int) -> list[int]:
    """Return the offsets of the single spaces at which lines break. YAML would lose wider gaps."""
    folds: list[int] = []
    start = 0
    for paragraph in text.split("\n"):
        line_start, end = start, start + len(paragraph)
        gaps = [start + gap.start() for gap in _FOLD.finditer(paragraph)]
        for gap, word_end in zip(gaps, [*gaps[1:], end], strict=False):
            if word_end - line_start > width:
                folds.append(gap)
                line_start = gap + 1
        start = end + 1
    return folds


def _quoted(text: str, *, in_brackets: bool = False) -> Any:
    """Return a text for a single line, in quotation marks only if YAML needs them."""
    if _PLAIN.fullmatch(text) or _reads_back(text, text, in_brackets):
        return text
    single = "'" + text.replace("'", "''") + "'"
    if ('"' in text or "\\" in text) and _reads_back(single, text, in_brackets):
        return SingleQuotedScalarString(text)
    return DoubleQuotedScalarString(text)


def _quotes(text: str) -> int:
    """Return the number of quotation marks around a text from :func:`_quoted`."""
    return 0 if type(text) is str else 2


def _reads_back(scalar: str, text: str, in_brackets: bool) -> bool:
    if not scalar or "\n" in scalar or HIDDEN.search(scalar):
        return False
    if in_brackets:
        return _plain_of(f"k: [{scalar}, {scalar}]") == {"k": [text, text]}
    forms = {f"{scalar}: x": {text: "x"}, f"k: {scalar}": {"k": text}, f"- {scalar}": [text]}
    return all(_plain_of(yaml) == plain for yaml, plain in forms.items())


def _plain_of(text: str) -> object:
    tree = read_yaml("", text)
    return None if isinstance(tree, Diagnostic) else tree.plain
