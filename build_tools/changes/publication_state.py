"""Reads the first publication from mkdocs.yml. Later changes must be recorded.

``published`` under ``extra`` is the day of first publication (UTC), or the tag of its commit. If
the setting is empty, all facts are drafts. A project without the setting counts as published.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from build_tools.changes.trees import (
    SETTINGS,
    RevisionError,
    commit_of,
    git,
    is_before,
    is_shallow,
    tag_commit,
)
from build_tools.facts.dates import DateError, When
from build_tools.facts.diagnostics import Diagnostic, Level, Span
from build_tools.facts.project import Project
from build_tools.facts.reading.settings_faults import composed, settings_faults
from build_tools.facts.wording import clipped, did_you_mean, visible

RULE = "publication"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_EMPTY = ("", "null", "Null", "NULL", "~")
_ALLOWED = (
    "Write the day of first publication (UTC) as 2026-11-22, or a tag of this repository; "
    'leave it empty ("") until then.'
)
_FETCH = "Fetch the whole history and its tags, for example with `git fetch --unshallow --tags`."


def is_published(project: Project) -> bool:
    """Return whether the facts of this project are published.

    Facts are drafts only if ``extra`` has an empty ``published``. If the settings cannot be read,
    the facts count as published, so a mistake in the settings never allows silent changes.
    """
    setting = _setting(project)
    return not isinstance(setting, ScalarNode) or bool(_value(setting))


def published_setting(project: Project) -> str | None:
    """Return the day or tag as written, or None if the setting is missing or not a plain value."""
    setting = _setting(project)
    return _value(setting) if isinstance(setting, ScalarNode) else None


def _setting(project: Project) -> Node | None:
    path = project.root / SETTINGS
    if path.is_symlink() or not path.is_file():
        return None
    try:
        # The nodes are not turned into values, because only MkDocs knows some tags in the file.
        tree = composed(path.read_bytes().decode("utf-8", "replace"))
    except (YAMLError, RecursionError):
        return None
    return _at(_at(tree, "extra"), "published")


def _value(setting: ScalarNode) -> str:
    text = str(setting.value).strip()
    return "" if not setting.style and text in _EMPTY else text


def _at(node: Node | None, name: str) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    return None


def first_published(root: Path, published: str) -> str:
    """Return the first published commit: the tag's commit, or the last commit on the day (UTC).

    Raises RevisionError if there is no such commit, or if this clone's history does not contain it.
    """
    if not DAY.fullmatch(published):
        base = tag_commit(root, published)
    else:
        until = f"--before={published}T23:59:59Z"
        base = git(root, "rev-list", "-1", "--first-parent", until, "HEAD").decode().strip()
        if not base:
            raise RevisionError("It begins after the day of first publication.")
    head = commit_of(root, "HEAD")
    if not (is_before(root, base, head) or is_before(root, head, base)):
        raise RevisionError("The first publication is not part of the history of this version.")
    return base


def settled_publication(project: Project, root: Path) -> str | None:
    """Return the commit that the settings name as published, or None.

    During the day of first publication, more commits may follow, so the last commit is not known
    yet.
    """
    published = published_setting(project)
    if not published:
        return None
    try:
        first = first_published(root, published)
        is_open = DAY.fullmatch(published) and first == commit_of(root, "HEAD")
    except RevisionError:
        return None  # `setting_faults` reports a setting that names no commit
    return None if is_open else first


def moved_faults(old: Project, new: Project, root: Path) -> Iterator[Diagnostic]:
    """Yield an error if the first publication of ``old`` was removed or moved to a later commit.

    The changes before the later commit would no longer be shown as corrections.
    """
    was, now = published_setting(old), published_setting(new)
    if not was or now is None or was == now:
        return
    try:
        first = first_published(root, was)
        if now and is_before(root, first_published(root, now), first):
            return
    except RevisionError:
        return  # `setting_faults` reports a setting that names no commit
    setting = _setting(new)
    assert setting is not None
    message = f"The first publication was changed from {_shown(was)} to {_shown(now) or 'none'}."
    hint = f"Change it back: changes since {_shown(was)} are still changes since publication."
    yield Diagnostic(_span(setting), RULE, message, hint)


def _shown(value: str) -> str:
    return visible(clipped(value, 60))


def setting_faults(project: Project) -> Iterator[Diagnostic]:
    """Yield errors in ``published``, because a wrong value would lead to wrong corrections."""
    yield from settings_faults(project)
    setting = _setting(project)
    if setting is None:
        return
    span = _span(setting)
    if not isinstance(setting, ScalarNode):
        if setting.tag != "!ENV":  # only MkDocs knows the value of a variable
            yield Diagnostic(span, RULE, "`published` is not one day or tag.", _ALLOWED)
        return
    value = _value(setting)
    if DAY.fullmatch(value):
        yield from _day_faults(value, span)
    elif value:
        yield from _tag_faults(project.root, value, span)


def _span(setting: Node) -> Span:
    first, last = setting.start_mark, setting.end_mark
    end = last.column if last.line == first.line else first.column + 1
    return Span(
        SETTINGS, first.line + 1, first.column + 1, first.line + 1, max(end, first.column + 1) + 1
    )


def _day_faults(value: str, span: Span) -> Iterator[Diagnostic]:
    try:
        When.parse(value)
    except DateError as error:
        yield Diagnostic(span, RULE, f"{value} is not a day: {error.message}", _ALLOWED)
        return
    # In some time zones, a day begins up to 14 hours earlier than in UTC.
    if value > (datetime.now(UTC) + timedelta(hours=14)).date().isoformat():
        message = f"{value} is in the future: until then, changes count as drafting."
        yield Diagnostic(span, RULE, message, _ALLOWED, Level.WARNING)


def _tag_faults(root: Path, value: str, span: Span) -> Iterator[Diagnostic]:
    shown = _shown(value)
    try:
        tag_commit(root, value)
        return
    except RevisionError as error:
        message = str(error)
    try:
        tags = git(root, "for-each-ref", "--format=%(refname:short)", "refs/tags").decode().split()
    except RevisionError:
        # Without git, we cannot distinguish a tag from a typing error.
        yield Diagnostic(span, RULE, message, _FETCH, Level.WARNING)
        return
    if is_shallow(root):
        message = f'The tag "{shown}" is not in this part of the history.'
        yield Diagnostic(span, RULE, message, _FETCH, Level.WARNING)
        return
    hint = did_you_mean(value, tags, _ALLOWED[0].lower() + _ALLOWED[1:])
    yield Diagnostic(span, RULE, f'"{shown}" is neither a date nor a tag of this repository.', hint)
