"""Which encoding a text file is in: never guessed from statistics, which misread short Chinese files."""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python's gb2312 and gbk are poorer than gb18030, and gb2312 reads the dot in names as another character.
NATIVE = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "cp936": "gb18030", "big5": "cp950"}
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""")
SAMPLE, ENOUGH = 100_000, 5  # letters looked at for words; so many come by no accident
CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b\x1c\x1d]")  # 1A ends old DOS files; 1E and 1F come from databases
# Bytes of Big5 mostly read as GB18030 too, and the other way round: as nonsense. These are in every roster.
KNOWN = re.compile(
    "姓名|身[份分][证證]|户主|戶主|金[额額]|序[号號]|备注|備註|[电電][话話]|[银銀]行|[账帳帐][号號户戶]|[乡鄉][镇鎮]|合[计計]|地址"
    "|[关關]系|關係|性[别別]|年[龄齡]|人[数數口]|花名册|名冊|[镇鎮村组組]|单位|單位|日期|小[计計]|[领領]取|签名|簽名"
)


def decode(data: bytes) -> tuple[str, str] | None:
    """The text and its encoding; null when no encoding fits, or the bytes are no text at all.

    A byte order mark decides. Else: what a web page declares, UTF-8, UTF-16 without a mark, GB18030, Big5, whichever
    gives the most words that rosters have; the earlier when none gives more.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return _strict(data, name)
    if data.isascii():
        return _strict(data, "utf-8")
    best, most = None, -1
    for read in (_declared, _utf8, _utf16, _gb18030, _big5):
        if (found := read(data)) and (words := len(KNOWN.findall(found[0], 0, SAMPLE))) > most:
            best, most = found, words
            if words >= ENOUGH:
                break
    return best


def _strict(data: bytes, name: str) -> tuple[str, str] | None:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if CONTROLS.search(text) else (text, name)


def _declared(data: bytes) -> tuple[str, str] | None:
    if data.lstrip()[:1] != b"<" or not (found := DECLARED.search(data[:4096])):
        return None
    name = found[1].decode("ascii").lower()
    return _strict(data, NATIVE.get(name, name))


def _utf16(data: bytes) -> tuple[str, str] | None:
    """Digits, commas and line ends leave every second byte zero; of other letters few end in a zero (一 does)."""
    if len(data) % 2:
        return None
    low, high = data[0::2].count(0), data[1::2].count(0)
    for name, zeros, others in (("utf-16-le", high, low), ("utf-16-be", low, high)):
        if zeros * 20 >= len(data) and zeros > 4 * others:
            return _strict(data, name)
    return None


def _utf8(data: bytes) -> tuple[str, str] | None:
    return _strict(data, "utf-8")


def _gb18030(data: bytes) -> tuple[str, str] | None:
    return _strict(data, "gb18030")


def _big5(data: bytes) -> tuple[str, str] | None:
    return _strict(data, "cp950") or _strict(data, "big5hkscs")
