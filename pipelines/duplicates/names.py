"""Names as they are compared, never as they are kept: one standard character for its variants, and how a name sounds.

`variants.csv`: standard character → its traditional and variant forms (OpenCC's tables, Apache-2.0, and some forms met
in names only). `readings.csv`: reading without tone → characters (pypinyin's table, MIT). Both are read in a few
milliseconds; the libraries take half a second to load.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import polars as pl

HERE = Path(__file__).parent
NOTES = r"[(\[【〔<《][^)\]】〕>》]*[)\]】〕>》]?"  # 张三(已故), 李四[户主]
NO_LETTER = r"[^\p{L}]"  # blanks, dots of minority names, stars, numbers

# A surname is often read unlike the same character elsewhere.
SURNAME_READINGS = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "盖": "ge", "朴": "piao",
    "翟": "zhai", "缪": "miao", "冼": "xian", "覃": "qin", "谌": "shen", "佘": "she", "牟": "mu", "阚": "kan",
    "隗": "wei", "种": "chong", "员": "yun", "乐": "yue", "繁": "po", "黑": "he", "秘": "bi", "郇": "xun",
    "折": "she", "召": "shao", "乜": "nie", "幺": "yao", "么": "yao", "佴": "nai", "句": "gou", "訾": "zi",
}  # fmt: skip
# What a hurried ear, or a keyboard set for the south, does not tell apart.
CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"))


@cache
def _table(name: str) -> dict[int, str]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {ord(character): key for key, characters in rows for character in characters}


@cache
def _sounds() -> dict[int, str]:
    return {character: blurred(syllable) for character, syllable in _table("readings.csv").items()}


def blurred(syllable: str) -> str:
    for heard, typed in CONFUSED:
        syllable = syllable.replace(heard, typed)
    return syllable


def folded(name: str) -> str:
    """張國榮 and 张国荣 are one."""
    return name.translate(_table("variants.csv"))


def reading(name: str) -> str:
    """How a folded name sounds, without tones: 李玮 and 李伟 are one. Other characters stand for themselves."""
    first = SURNAME_READINGS.get(name[:1])
    rest = name[1:] if first else name
    return (blurred(first) if first else "") + rest.lower().translate(_sounds())


def compared(names: pl.Series) -> pl.DataFrame:
    """Columns `name` (letters only), `name_key` (folded) and `reading` for a column of names; all null where empty."""
    plain = names.str.normalize("NFKC").str.replace_all(NOTES, "").str.replace_all(NO_LETTER, "")
    plain = plain.to_frame("name").select(pl.when(pl.col("name") != "").then("name")).to_series()
    distinct = plain.drop_nulls().unique()
    keys = [folded(name) for name in distinct]
    table = pl.DataFrame({"name": distinct, "name_key": keys, "reading": [reading(key) for key in keys]},
                         schema=dict.fromkeys(("name", "name_key", "reading"), pl.String))  # fmt: skip
    return plain.alias("name").to_frame().join(table, on="name", how="left", maintain_order="left")
