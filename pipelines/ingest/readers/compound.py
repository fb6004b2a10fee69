"""Streams of a compound file (OLE2), the container of old Office files."""

from __future__ import annotations

import struct
from array import array

from pipelines.ingest.refusals import damaged

BAD = (struct.error, IndexError, ValueError, OverflowError)
FREE = 0xFFFFFFFA  # sector numbers from here up mean something else than a sector


def stream(data: bytes, *names: str) -> bytes | None:
    """The first stream of one of these names, compared without case; null when there is none. Raises Problem."""
    try:
        return _Container(data).stream([name.lower() for name in names])
    except BAD as error:
        raise damaged() from error


def names(data: bytes) -> set[str]:
    """What lies at the top of the container, in lower case; nothing when it cannot be read."""
    try:
        return _Container(data).top()
    except BAD:
        return set()


class _Container:
    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, self.mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in {9, 12} or self.mini_shift != 6:
            raise ValueError("no such sector size")
        self.size = 1 << shift
        tables, first = struct.unpack_from("<II", data, 44)
        self.cutoff, mini_first, _, more, _ = struct.unpack_from("<IIIII", data, 56)
        sectors = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < FREE]
        seen = set()
        while more < FREE and more not in seen:
            seen.add(more)
            *listed, more = struct.unpack(f"<{self.size // 4}I", self._sector(more))
            sectors += [sector for sector in listed if sector < FREE]
        self.next = array("I")
        for sector in sectors[:tables]:
            self.next.frombytes(self._sector(sector))
        directory = self._chain(first)
        self.entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
        self.mini_next = array("I", self._chain(mini_first) if mini_first < FREE else b"")

    def top(self) -> set[str]:
        """Entries form trees: one for the top, and one for what each storage holds, which may be another document."""
        found, seen = set(), set()
        ahead = [struct.unpack_from("<I", self.entries[0], 76)[0]]
        while ahead:
            number = ahead.pop()
            if number < FREE and number not in seen:
                seen.add(number)
                found.add(_name(self.entries[number]))
                ahead += struct.unpack_from("<II", self.entries[number], 68)
        return found

    def stream(self, names: list[str]) -> bytes | None:
        root = self.entries[0]
        found: dict[str, bytes] = {}
        for entry in self.entries:
            if entry[66] == 2:
                found.setdefault(_name(entry), entry)
        wanted = next((found[name] for name in names if name in found), None)
        if wanted is None:
            return None
        first, size = struct.unpack_from("<II", wanted, 116)
        if size >= self.cutoff:
            return self._chain(first)[:size]
        small = self._chain(struct.unpack_from("<I", root, 116)[0])
        parts, seen = [], 0
        while first < FREE and seen <= len(self.mini_next):
            parts.append(small[first << 6 : (first + 1) << 6])
            first, seen = self.mini_next[first], seen + 1
        return b"".join(parts)[:size]

    def _sector(self, number: int) -> bytes:
        sector = self.data[(number + 1) * self.size : (number + 2) * self.size]
        if not sector:
            raise ValueError("beyond the end")
        return sector.ljust(self.size, b"\0")  # the last one may be cut short

    def _chain(self, first: int) -> bytes:
        parts: list[bytes] = []
        while first < FREE:
            parts.append(self._sector(first))
            if len(parts) > len(self.next):
                raise ValueError("a chain without end")
            first = self.next[first]
        return b"".join(parts)


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace").lower()
