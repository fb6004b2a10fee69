"""Name cells: padding, name dots, remarks in brackets and marks around the name."""

from __future__ import annotations

import re
import unicodedata

from pipelines.clean.texts import BLANKS, NOTATION, UNSEEN, Reading, unquoted

USUAL = r"^[\p{Han}·]+$"
FULL_WIDTH = {n: n - 0xFEE0 for n in range(0xFF01, 0xFF5F)}
# Typed out of a PDF, a name may hold radicals (⼭ U+2F2D), which look like the character and are another one.
RADICALS = re.compile("[\u2e80-\u2fd5]+")
HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
DOTS = re.compile(
    f"[•・‧∙⋅●･᛫․]|(?<=[{HAN}])[.。](?=[{HAN}])|(?<=[{HAN}]{{2}})[-‐‑](?=[{HAN}]{{2}})"  # 买买提-艾力, not 张-三
)
BRACKETS = re.compile(r"[(\[【〔《<{]([^)\]】〕》>}]*)[)\]】〕》>}]?")
# After a blank, a word like these is no part of the name.
REMARK = re.compile(r"\s+(已?(?:故|亡|死亡|去世|迁出|迁入|注销|搬走|停保|外出|新增|重复|代领|户主|本人|[男女]))$")
NUMBER = re.compile(r"^(?:\d{1,4}[、.)](?!\d)|[①-⑳]|[⑴-⒇])")
SIGNS = "★☆※▲△◆◇√✓✔#"  # they mean something to the clerk, punctuation around a name does not
MARKS = re.escape(SIGNS + "&@、,.;:。-—_~^|/\\·=")
AROUND = re.compile(rf"^[{MARKS}]+|[{MARKS}]+$")


def read_name(text: str) -> Reading:
    """The name: blanks gone, every dot ·, and brackets, list numbers and marks around it taken off into the note.

    Rare characters stay as they are; one in a private code gets the code it has had since. A name with a hole in it
    (■ ? 张*三) stays too: it is reported, not mended.
    """
    shown = unquoted(UNSEEN.sub("", text)).translate(FULL_WIDTH)
    coded = RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), shown).translate(MOVED)
    named = REMARK.sub("", coded)
    words = BLANKS.sub("", named)
    bare = _starless(AROUND.sub("", NUMBER.sub("", BRACKETS.sub("", words))))
    name = DOTS.sub("·", bare)
    signs = [sign for sign in words if sign in SIGNS + "*" and sign not in bare]
    note = ";".join(filter(None, [*BRACKETS.findall(coded), "".join(signs), *REMARK.findall(coded)]))
    how: str | None
    if bare != words or named != coded:
        how = "name_note"
    elif name != bare:
        how = "name_dot"
    elif coded != shown:
        how = "private_code"
    else:
        how = None if name == text.strip() else NOTATION
    return Reading(name, how, note or None)


def _starless(name: str) -> str:
    """One star at an end is a mark; more, or one that leaves a single character, hide a part of the name."""
    for bare in (name.removesuffix("*"), name.removeprefix("*")):
        if bare != name and "*" not in bare and len(bare) > 1:
            return bare
    return name


def _moved() -> dict[int, str]:
    """Private code points that GBK lent to eighty characters → the code points these have had since (GB 18030)."""
    rows = [*range(0x50, 0x7F), *range(0x80, 0xA1)]  # FE50–FEA0
    found = {0xE815 + n: bytes((0xFE, row)).decode("gb18030") for n, row in enumerate(rows)}
    later = {
        0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6,
        0xE82C: 0x9FB7, 0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA,
        0xE855: 0x241FE, 0xE864: 0x9FBB,
    }  # fmt: skip
    return found | {private: chr(since) for private, since in later.items()}


MOVED = _moved()
