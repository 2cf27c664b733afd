"""Decodes a page, whose charset comes from a byte order mark, HTTP header or ``meta`` element.

The default is UTF-8. The order and meaning of labels follow the Encoding Standard (WHATWG), with
one exception. Text that is valid UTF-8 is read as UTF-8 whatever its label, because programs often
save a page again without updating the label.
"""

import codecs
import re

# A page declares its charset near its beginning. Browsers search only the first 1,024 bytes.
_SEARCHED = 8192
_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{1,40})", re.IGNORECASE
)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w:.-]{1,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers decode pages with these labels in a larger charset.
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    # A page is not UTF-16 if its label can be read as ASCII.
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
# Labels in the Encoding Standard that Python does not recognise.
_ALIASES = {
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "iso-8859-8-i": "iso8859-8",
    "ks_c_5601-1987": "cp949",
    "unicode-1-1-utf-8": "utf-8",
}
# Codecs in Python that are unsuitable for web pages, because they are slow or emit warnings.
_NOT_FOR_PAGES = frozenset(
    ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7")
)


def decoded(data: bytes, header: str = "") -> str:
    """Return the text of a page. Bytes that its charset does not define become U+FFFD.

    ``header`` is the charset in the server's header, or "".
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if (wide := _wide(data)) is not None:
        return data.decode(wide, "replace")
    label = codec(header) or codec(_named(data)) or "utf-8"
    if label != "utf-8" and not data.isascii():
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return data.decode(label, "replace")


def codec(label: str) -> str:
    """Return Python's name for a charset, or "" for an unknown or unsuitable charset."""
    try:
        name = codecs.lookup(_ALIASES.get(label.strip().lower(), label.strip())).name
        "".encode(name)  # some codecs do not turn bytes into text
    except (LookupError, ValueError):
        return ""
    return "" if name in _NOT_FOR_PAGES else _LARGER.get(name, name)


def _named(data: bytes) -> str:
    match = _XML.match(data) or _META.search(data[:_SEARCHED])
    return match[1].decode("ascii", "replace") if match else ""


def _wide(data: bytes) -> str | None:
    """Return the codec of a UTF-16 page without a byte order mark, or None for any other page."""
    start = data.lstrip(b" \t\r\n\0")[:1] == b"<"
    if not start or b"\0" not in data[:4]:
        return None
    return "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
