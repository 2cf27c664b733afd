"""Escaping: whatever a template shows, it is the text that MarkupSafe makes of it."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from build_tools.pages import bytecode_cache
from build_tools.pages.escaping import Escaping, compiler, shown


class Written(str):
    """A text that is not quite one."""

    def __str__(self) -> str:
        return f"<{super().__str__()}>"


class Named(StrEnum):
    MARK = "<&>"


class Html:
    """Something that says itself what it is as HTML, right or wrong."""

    def __init__(self, html: Any) -> None:
        self._html = html

    def __html__(self) -> Any:
        return self._html


class OwnMarkup(Markup):
    """Markup that says otherwise what it is as HTML."""

    def __html__(self) -> Any:
        return Markup(f"<own>{self.unescape()}</own>")  # noqa: S704


class Lazy:
    """Something that is a text only once it is asked for, and claims to be one already."""

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def __class__(self) -> Any:  # as translations do
        return Markup

    def __str__(self) -> str:
        return self._text


marked = st.text(alphabet=st.sampled_from("<>&\"'; ampltgquo39#xй—\ud800"))
texts = st.one_of(marked, st.text())
values = st.recursive(
    st.one_of(
        texts,
        texts.map(Markup),
        texts.map(escape),
        texts.map(Written),
        texts.map(OwnMarkup),
        texts.map(Lazy),
        texts.map(Html),
        texts.map(Markup).map(Html),
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.binary(),
        st.sampled_from(Named),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)


@given(values)
def test_what_is_shown_is_what_markupsafe_makes_of_it(value: Any) -> None:
    meant, found = escape(value), shown(value)
    assert "".join([found]) == "".join([meant])
    assert type(found) in (str, Markup)


def test_what_is_unknown_is_no_text() -> None:
    for unknown in (jinja2.Undefined(name="<x>"), jinja2.DebugUndefined(name="<x>")):
        assert shown(unknown) == escape(unknown)
    for one in (escape, shown):
        with pytest.raises(jinja2.UndefinedError, match="'x' is undefined"):
            one(jinja2.StrictUndefined(name="x"))


# Each way in which a template can show a value, or keep for later what it shows.
TEMPLATES = {
    "plain": "{{ x }}",
    "in an attribute": '<a title="{{ x }}">',
    "in a loop": "{% for one in [x, x] %}{{ one }}{{ loop.index }}{% endfor %}",
    "of a condition": "{{ x if x }}{{ x if not x }}",
    "a macro": "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m(x) }}{{ m(m(x)) }}",
    "a macro's caller": (
        "{% macro m() %}<i>{{ caller() }}</i>{% endmacro %}{% call m() %}{{ x }}<b>{% endcall %}"
    ),
    "kept": "{% set y %}<i>{{ x }}</i>{% endset %}{{ y }}{% set z = x %}{{ z }}",
    "joined": "{{ x ~ '<' ~ x }}",
    "a list in words": "{{ [x, '<'] | join('>') }}",
    "through a filter": "{{ x | string }}{{ x | e }}{{ x | forceescape }}",
    "through one for texts": "{{ x | upper }}",
    "marked safe": "{{ x | safe }}",
    "a filtered block": "{% filter upper %}<i>{{ x }}</i>{% endfilter %}",
    "included": "{% include 'part' %}",
    "imported": "{% from 'macros' import m %}{{ m(x) }}",
    "inherited": "{% extends 'whole' %}{% block inner %}{{ x }}{{ super() }}{% endblock %}",
    "with escaping turned off and on": (
        "{% autoescape false %}{{ x }}{% endautoescape %}"
        "{% autoescape false %}{% autoescape true %}{{ x }}{% endautoescape %}{% endautoescape %}"
        "{% autoescape y %}{{ x }}{% endautoescape %}"
        "{% autoescape not y %}{{ x }}{% endautoescape %}"
    ),
    "constants": "{{ '<' }}{{ 1 }}{{ none }}{{ '<' | safe }}",
}
PARTS = {
    "part": "<p>{{ x }}</p>",
    "macros": "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}",
    "whole": "<p>{% block inner %}{{ x }}{% endblock %}</p>",
}
Make = Callable[..., jinja2.Environment]


@pytest.mark.parametrize("autoescape", [True, False])
@given(values)
def test_templates_render_as_those_of_jinja_itself(autoescape: bool, value: Any) -> None:
    for name in TEMPLATES:
        made = [_made(one, name, autoescape, value) for one in ENVIRONMENTS[autoescape]]
        assert made[0] == made[1], name


def _environment(make: Make, autoescape: bool) -> jinja2.Environment:
    loader = jinja2.DictLoader({**PARTS, **TEMPLATES})
    return make(loader=loader, autoescape=autoescape, trim_blocks=True)


ENVIRONMENTS = {
    one: (_environment(jinja2.Environment, one), _environment(Escaping, one))
    for one in (True, False)
}


def _made(environment: jinja2.Environment, name: str, on: bool, value: Any) -> str:
    """Return what is rendered, or what Python says of a value that cannot be."""
    try:
        return environment.get_template(name).render(x=value, y=on)
    except (AttributeError, TypeError) as error:
        return f"{type(error)}: {error}"


def test_a_finalizer_still_has_its_say() -> None:
    found = Escaping(autoescape=True, finalize=lambda value: value or "<nothing>")
    assert found.from_string("{{ x }}").render(x=None) == "&lt;nothing&gt;"


def test_templates_are_compiled_to_what_is_quicker() -> None:
    source = Escaping(autoescape=True).compile("{{ x }}", raw=True)
    assert "environment.shown(" in source
    assert "escape(" not in source
    assert "environment.shown(" not in Escaping(autoescape=False).compile("{{ x }}", raw=True)


def test_what_others_compiled_is_left_to_them(tmp_path: Path) -> None:
    loader = jinja2.DictLoader({"page": "{{ x }}"})
    folder = tmp_path / ".cache" / "templates"
    folder.mkdir(parents=True)
    # As another version of ours would have kept it: the same text, compiled without escaping.
    others = jinja2.FileSystemBytecodeCache(str(folder), "%s.cache")
    jinja2.Environment(loader=loader, bytecode_cache=others).get_template("page")  # noqa: S701
    (foreign,) = folder.iterdir()
    cache = bytecode_cache(tmp_path)
    ours = Escaping(loader=loader, autoescape=True, bytecode_cache=cache).get_template("page")
    assert ours.render(x="<b>") == "&lt;b&gt;"
    (kept,) = set(folder.iterdir()) - {foreign}
    assert compiler() in kept.name
