"""What a file is, by its bytes. The extension says nothing: `.xls` is often a web page, XML or a renamed `.xlsx`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pipelines.ingest import refusals
from pipelines.ingest.packed import opened
from pipelines.problems import Problem

ZIP, EMPTY_ZIP, OLE2 = b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_FILE_BYTES = 100 << 20

PICTURES = {
    b"%PDF": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"II*\0": "tiff", b"MM\0*": "tiff", b"GIF8": "gif",
}  # fmt: skip
ARCHIVES = {b"Rar!": "rar", b"7z\xbc\xaf\x27\x1c": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
MARKUP = re.compile(r"<(!doctype\s+html|html|head|body|table|meta|style|div|tr)\b", re.IGNORECASE)
MAIL = re.compile(r"(?s)(?=.*^MIME-Version:)[A-Za-z-]+:", re.IGNORECASE | re.MULTILINE)
SPREADSHEETML = re.compile(r"<([\w.-]+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
BINARY = re.compile(rb"[\x00-\x08\x0e-\x19]")
# Zip containers by a part that each has; the names are in lower case.
OFFICE: dict[str, Callable[[str], bool]] = {
    "xlsx": lambda name: name.endswith("workbook.xml") and name.count("/") < 2,
    "xlsb": lambda name: name.endswith("workbook.bin") and name.count("/") < 2,
    "docx": lambda name: name == "word/document.xml",
    "ofd": lambda name: name == "ofd.xml",
}
PARTS, PROGRAMS = ("[content_types].xml", "xl/", "word/"), (".iwa", "manifest.mf")


class Kind(NamedTuple):
    """`problem` says why a file of this kind is not read; `text` is the whole content of a text file."""

    name: str  # xlsx | xlsb | xls | ods | docx | csv | tsv | html | mhtml | spreadsheetml | zip, or what was refused
    problem: Problem | None = None
    encoding: str | None = None
    text: str = ""


def kind_of(data: bytes) -> Kind:
    if not data:
        return Kind("unknown", refusals.empty_file())
    if data.startswith((ZIP, EMPTY_ZIP)):
        try:
            return _packed(data)
        except Problem as problem:
            return Kind("zip", problem)
    if data.startswith(OLE2):
        return _compound(data)
    return _neither(data) or _text(data)


def _neither(data: bytes) -> Kind | None:
    """What is known by its first bytes and is no table."""
    if b"E-SafeNet" in data[:512]:  # an office's own encryption of every file on its machines
        return Kind("unknown", refusals.encrypted())
    if picture := next((name for start, name in PICTURES.items() if data.startswith(start)), None):
        return Kind(picture, refusals.scan(picture.upper()))
    if data[4:12] in {b"ftypheic", b"ftypmif1"} or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return Kind("picture", refusals.scan("HEIC/WEBP"))
    archive = next((name for start, name in ARCHIVES.items() if data.startswith(start)), None)
    return Kind(archive, refusals.other_archive(archive)) if archive else None


def _packed(data: bytes) -> Kind:
    with opened(data) as archive:
        names = {member.filename.lower() for member in archive.infolist()}
        mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
        locked = any(member.flag_bits & 1 for member in archive.infolist())
        if mimetype and "meta-inf/manifest.xml" in names:
            locked = locked or b"encryption-data" in archive.read("META-INF/manifest.xml")
    kind = next((kind for kind, is_it in OFFICE.items() if any(map(is_it, names))), None)
    if b"opendocument.spreadsheet" in mimetype:
        kind = "ods"
    if locked:
        return Kind(kind or "zip", refusals.encrypted() if kind else refusals.encrypted_archive())
    if kind == "ofd":
        return Kind(kind, refusals.scan("OFD"))
    if kind or not (mimetype or any(name.startswith(PARTS) or name.endswith(PROGRAMS) for name in names)):
        return Kind(kind or "zip")
    broken = any(name.startswith(("xl/", "word/")) for name in names)
    return Kind("unknown", refusals.damaged() if broken else refusals.unknown_kind())


def _compound(data: bytes) -> Kind:
    from pipelines.ingest.readers.compound import names  # noqa: PLC0415 - rarer by the year

    top = names(data)
    if "encryptedpackage" in top or "EncryptedPackage".encode("utf-16-le") in data:
        return Kind("xlsx", refusals.encrypted())
    if not top:
        return Kind("unknown", refusals.damaged())
    if top & {"workbook", "book"}:
        return Kind("xls")
    if "worddocument" in top:
        return Kind("doc", refusals.old_word())
    return Kind("unknown", refusals.unknown_kind())


def _text(data: bytes) -> Kind:
    from pipelines.ingest.encodings import decode  # noqa: PLC0415 - rare, as all that is below
    from pipelines.ingest.readers.delimited import delimiter_of  # noqa: PLC0415

    if (found := decode(data)) is None:
        return Kind("unknown", refusals.not_a_workbook() if BINARY.search(data) else refusals.unknown_encoding())
    text, encoding = found
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if SPREADSHEETML.search(start):
        return Kind("spreadsheetml", None, encoding, text)
    if MAIL.match(start):
        return Kind("mhtml", None, encoding, text)
    if start.startswith("<") and MARKUP.search(start):
        return Kind("html", None, encoding, text)
    if start.startswith("<") or not (delimiter := delimiter_of(text)):
        return Kind("unknown", refusals.not_a_workbook(), encoding)
    return Kind("tsv" if delimiter == "\t" else "csv", None, encoding, text)
