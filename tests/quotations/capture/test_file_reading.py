"""Tests which file formats and charsets are read, and which formats are refused."""

import time
import zlib
from email.message import EmailMessage

import pytest

from build_tools.quotations.capture import FileError, from_file

CYRILLIC = "Два перехода закроют в пятницу"
WESTERN = "The minister’s “Café Zürich” – closed"
POLISH = "Dwa przejścia zostaną zamknięte"


def page(words: str, charset: str) -> str:
    return f'<!DOCTYPE html><html><head><meta charset="{charset}"></head><p>{words}</p></html>'


def pdf(*pages: str, compress: bool = False, is_written: bool = False) -> bytes:
    """Return a PDF with a line in Helvetica for each line of a page, or with these operators."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for text in pages:
        shown = "".join(f"({line}) Tj T* " for line in text.split("\n") if line)
        lines = text if is_written else shown
        stream = f"BT /F1 12 Tf 14 TL 50 700 Td {lines} ET".encode("latin-1")
        stream = zlib.compress(stream) if compress else stream
        how = b"/Filter/FlateDecode" if compress else b""
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), how, stream))
        font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/Contents %d 0 R/MediaBox[0 0 600 800]"
            b"/Resources<</Font<</F1 %s>>>>>>" % (len(objects), font)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(data))
    )


@pytest.mark.parametrize(
    ("words", "charset", "label"),
    [
        (CYRILLIC, "cp1251", "windows-1251"),
        (CYRILLIC, "koi8-r", "koi8-r"),
        (CYRILLIC, "iso8859-5", "ISO-8859-5"),
        (CYRILLIC, "utf-8", "UTF-8"),
        (CYRILLIC, "utf-8-sig", "windows-1251"),
        (
            CYRILLIC,
            "utf-8",
            "windows-1251",
        ),  # saved again by a program that did not update the charset label
        (CYRILLIC, "utf-16", "windows-1251"),
        (CYRILLIC, "utf-16-le", "utf-16"),
        (CYRILLIC, "utf-16-be", "utf-16"),
        (CYRILLIC, "cp1251", "x-cp1251"),
        (WESTERN, "cp1252", "iso-8859-1"),
        (WESTERN, "cp1252", "windows-1252"),
        (POLISH, "iso8859-2", "iso-8859-2"),
        (POLISH, "cp1250", "windows-1250"),
        ("边境口岸将关闭", "gb18030", "gb2312"),
        ("国境検問所は閉鎖", "shift_jis", "Shift_JIS"),
    ],
)
def test_a_page_is_read_in_its_own_charset(words: str, charset: str, label: str) -> None:
    assert from_file(page(words, label).encode(charset)).text == words


def test_a_wrong_charset_leaves_characters_that_are_refused_later() -> None:
    assert "\ufffd" in from_file(page(WESTERN, "utf-8").encode("cp1252")).text


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_plain_text_file_is_read(charset: str) -> None:
    assert from_file(f"{CYRILLIC}\n\n{POLISH}".encode(charset)).text == f"{CYRILLIC}\n\n{POLISH}"


def test_a_text_without_a_known_charset_is_refused() -> None:
    with pytest.raises(FileError, match="UTF-8"):
        from_file(CYRILLIC.encode("cp1251"))


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_the_page_in_a_web_archive_is_read(encoding: str) -> None:
    archive = EmailMessage()
    archive["From"] = "<Saved by Blink>"
    archive["Snapshot-Content-Location"] = "https://example.org/"
    archive.set_content(
        page(CYRILLIC, "windows-1251"), subtype="html", charset="utf-8", cte=encoding
    )
    archive.add_related(b"\x89PNG\0", "image", "png")
    assert from_file(archive.as_bytes()).text == CYRILLIC


def test_a_text_that_begins_like_an_email_is_read_as_a_text() -> None:
    text = "Content-type: what they read.\n\nThe crossings close."
    assert from_file(text.encode()).text == text


@pytest.mark.parametrize(
    "before", ["", "\n \n", "HTTP/1.1 200 OK\nContent-Type: text/html\n\n", "x\n"]
)
def test_text_may_precede_a_page_in_its_file(before: str) -> None:
    assert from_file((before + page(POLISH, "utf-8")).encode()).text.endswith(POLISH)
    assert "meta" not in from_file((before + page(POLISH, "utf-8")).encode()).text


@pytest.mark.parametrize("compress", [True, False])
def test_a_pdf_is_read_across_its_pages(compress: bool) -> None:
    data = pdf(
        "Annual report\nTwo crossings close due to geopoli-\ntical reasons and the",
        "Annual report\nrailway stays open.",
        compress=compress,
    )
    read = from_file(data)
    assert read.tool.startswith("pypdf ")
    assert "close due to geopolitical reasons and the railway stays open." in read.text


@pytest.mark.parametrize(
    ("stream", "text"),
    [
        ("(15) Tj /F1 7 Tf 5 Ts (2) Tj 0 Ts /F1 12 Tf ( people) Tj", "15² people"),
        ("(15) Tj /F1 7 Tf 12 5 Td (2) Tj /F1 12 Tf 5 -5 Td (people) Tj", "15² people"),
        ("(15) Tj /F1 7 Tf 12 -3 Td (2) Tj /F1 12 Tf 5 3 Td (people) Tj", "15₂ people"),
        ("(word) Tj /F1 7 Tf 25 5 Td (2) Tj /F1 12 Tf 5 -5 Td (people) Tj", "word people"),
        ("(15 ) Tj /F1 7 Tf (2) Tj /F1 12 Tf ( people) Tj", "15 2 people"),
        ("(15) Tj (2) Tj ( people) Tj", "152 people"),
    ],
)
def test_a_raised_number_in_a_pdf_is_never_joined_to_the_word_before_it(
    stream: str, text: str
) -> None:
    assert from_file(pdf(stream, is_written=True)).text.replace("  ", " ") == text


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"PK\x03\x04\x14\0word/document.xml", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "old Office"),
        (b"{\\rtf1\\ansi The crossings close.}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"\x1f\x8b\x08\0", "compressed"),
        (b"bplist00\0", "Safari"),
        (b"words \0\1\2 more words", "binary"),
        ("words".encode("utf-16-le"), "binary"),
        (pdf(""), "pictures"),
        (b"%PDF-1.7\nbroken", "broken"),
        (pdf("words")[:200], "broken"),
    ],
)
def test_other_files_are_refused_with_their_format(data: bytes, name: str) -> None:
    with pytest.raises(FileError, match=name):
        from_file(data)


def test_a_text_may_begin_with_the_signature_of_a_binary_format() -> None:
    for start in ("PK", "BM", "MZ", "ID3", "RIFF", "II*"):
        assert from_file(f"{start} is how it begins.".encode()).text.startswith(start)


@pytest.mark.parametrize(
    "header",
    [
        b"text/html; " + b"a=b; " * 200_000,
        b"text/html; charset*" + b"1" * 5000 + b"=x",
        b'text/html; charset="',
        b"text/html; charset*=utf-7''x",
        b"text/html; name=" + b"(" * 20_000,
        b"TEXT/HTML ; charset=utf-8",
    ],
    ids=["long", "long number", "unclosed", "unknown charset", "brackets", "capitals"],
)
def test_a_web_archive_with_odd_headers_is_read_within_the_time_limit(header: bytes) -> None:
    begin = time.process_time()
    archive = b"MIME-Version: 1.0\r\nContent-Type: " + header + b"\r\n\r\n<p>The words</p>"
    assert "The words" in from_file(archive).text
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    "part",
    [
        "Content-Type: multipart/mixed; boundary=b{0}\r\n\r\n--b{0}\r\n",
        "Content-Type: message/rfc822\r\n\r\n",
    ],
)
def test_a_web_archive_of_nested_parts_is_refused(part: str) -> None:
    parts = "".join(map(part.format, range(3000)))
    with pytest.raises(FileError, match="nested"):
        from_file(f"MIME-Version: 1.0\r\n{parts}Content-Type: text/html\r\n\r\n<p>x".encode())
