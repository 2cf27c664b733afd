"""Reads an article's text from a plain text, a PDF, or a saved page with other texts."""

from typing import NamedTuple

from build_tools.editing.article_page import PageArticle, article_of
from build_tools.editing.page_metadata import PageMetadata, metadata_of
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import HIDDEN, decoded
from build_tools.quotations.capture.extraction import from_file, from_page
from build_tools.quotations.capture.file_reading import FileError, Form, read_file
from build_tools.quotations.capture.page_text import COMMENTS, FOOT, LINKS, MENU

_SHOWN = (MENU, FOOT, COMMENTS, LINKS)


class ArticleFile(NamedTuple):
    """The text of an article, and the metadata of its page.

    ``headline`` is the page's main heading, and ``left_out`` contains the page's texts that are not
    part of the article. For a text or a PDF, all other fields are empty.
    """

    text: str
    said: PageMetadata = PageMetadata()
    headline: str = ""
    left_out: tuple[str, ...] = ()


def read_article(data: bytes) -> ArticleFile:
    """Return the article in the content of a file. Raises FileError if it cannot be read."""
    read = read_file(data)
    if read.form is Form.TEXT:
        return ArticleFile(_checked(read.text))
    if read.form is Form.PDF:
        return ArticleFile(_checked(from_file(data).text))
    page = article_of(read.text)
    extracted = from_page(page.page)
    if not any(map(str.isalnum, extracted.text)):
        page = PageArticle(read.text)
        extracted = from_page(page.page)
    others = (text for place, text in extracted.elsewhere if place in _SHOWN)
    left_out = (*page.left_out, *others)
    return ArticleFile(_checked(extracted.text), metadata_of(data), page.headline, left_out)


def _checked(text: str) -> str:
    lines = HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    checked = decoded("article.txt", f"{lines}\n".encode())
    if isinstance(checked, Diagnostic):
        raise FileError(checked.message)
    if not any(map(str.isalnum, checked)):
        raise FileError("This file contains no words.")
    return checked
