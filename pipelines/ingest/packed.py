"""Zip containers, of which workbooks, documents and archives are made, opened only once their directory looks sane.

A few kilobytes can unpack to gigabytes; the sizes are told by the directory, and the unpacking stops where they end.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from pipelines.ingest.refusals import damaged, too_large, unsafe_xml

MAX_UNPACKED_BYTES = 256 << 20
MAX_RATIO = 200  # sheets of repeated text reach about 40
MAX_ARCHIVE_BYTES, MAX_ARCHIVE_RATIO = 128 << 20, 40  # what is in an archive is packed once more, or is text
RATIO_FREE_BYTES = 16 << 20  # below this a high ratio harms nobody
MAX_MEMBERS = 5_000
DTD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?(?:(?!\?>).)*\?>\s*|<!--(?:(?!-->).)*-->\s*)*<!DOCTYPE", re.DOTALL)
UNPRINTABLE = dict.fromkeys([*range(32), 127], "_")
BAD = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, RuntimeError,
    NotImplementedError, OverflowError, IndexError,
)  # fmt: skip


@contextmanager
def opened(data: bytes | IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Raises Problem for a container that is damaged, or that would unpack to more than a roster ever needs."""
    try:
        stream = io.BytesIO(data) if isinstance(data, bytes) else data
        with zipfile.ZipFile(stream) as archive:
            packed = stream.seek(0, io.SEEK_END)
            _refuse_bombs(archive.infolist(), packed)
            yield archive
    except BAD as error:
        raise damaged() from error


def part(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> bytes:
    """An XML part, unpacked. Raises Problem when it declares a DTD, as no office program does."""
    xml = archive.read(name)
    if DTD.match(xml):
        raise unsafe_xml()
    return xml


def _refuse_bombs(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise too_large(f"压缩包内有 {len(members)} 个部件", f"The file holds {len(members)} parts")
    _refuse(sum(member.file_size for member in members), packed, MAX_UNPACKED_BYTES, MAX_RATIO)


def _refuse(unpacked: int, packed: int, most: int, ratio: int) -> None:
    if unpacked > most or (unpacked > RATIO_FREE_BYTES and unpacked > ratio * packed):
        raise too_large(
            f"文件解压后有 {unpacked >> 20} MB（压缩后仅 {packed >> 10} KB）",
            f"The file unpacks to {unpacked >> 20} MB from {packed >> 10} KB",
        )


def members(data: bytes) -> list[tuple[int, str, int]]:
    """The files of an archive: number, name, unpacked bytes. Raises Problem, as when they are too many or too large."""
    with opened(data) as archive:
        files = [(i, _name(about), about.file_size) for i, about in enumerate(archive.infolist()) if not about.is_dir()]
    _refuse(sum(size for _, _, size in files), len(data), MAX_ARCHIVE_BYTES, MAX_ARCHIVE_RATIO)
    return files


def member(data: bytes | IO[bytes], number: int) -> bytes:
    with opened(data) as archive:
        return archive.read(archive.infolist()[number])


def _name(about: zipfile.ZipInfo) -> str:
    """Chinese Windows writes names as GBK and does not say so. Steps out of the archive (`..`, a drive) are dropped."""
    name = about.filename
    if not about.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        name = _text(raw, "utf-8") if raw.isascii() else _text(raw, "utf-8", "gb18030", "cp437")
    parts = name.replace("\\", "/").split("/")
    return "/".join(part.translate(UNPRINTABLE) for part in parts if part.strip(". ") and not part.endswith(":"))


def _text(raw: bytes, *encodings: str) -> str:
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("ascii", "replace")
