"""What a column header means. The synonyms are data (`headers.csv`): a new header is one more row."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

# A sheet is a list of people (or households) only if one of these is among its columns.
ANCHORS = ("name", "id_no", "head_name", "head_id")
MONEY = ("cash", "goods", "amount", "standard")

# A unit, or a word on how to fill the cell in; neither changes what the column is.
ASIDE = re.compile(
    r"\((?:单位:)?(?:万?元|人民币|人|口|户|名|位|岁|万?元/[人户月年次份]|元/[人户]/[月年次]|袋|桶|床|斤|公斤|kg"
    r"|盖章|签章|签字|手印|(?:签字|捺|按)*手印|\d+位|必填|选填|文本|文本格式|男/女|大写|小写|阿拉伯数字|年月日|如实填写|全称)\)"
)
TAIL = re.compile(r"(?<=.)(?:/元|/万元|万元)$")  # written without brackets
YUAN = re.compile(r"(?:^|[(/:,、]|(?<=[额金款资准价计]))(万?元)(?:/[人户月年次份](?:/[月年次])?)?\)?$")
BLANKS = re.compile(r"[\s\u200b-\u200f\ufeff]+")
SIMPLE = str.maketrans(
    "號證碼額與關係戶團鄉鎮銀賬帳開聯電話類別標準註簽領補發總計實應災殘級員對請問資現價數縣區莊組屬詳細經辦監審製單職齡軍優撫貧給項時間歷庫業養聖護動營產買賣費條棄歲狀況緊急舊貼額",
    "号证码额与关系户团乡镇银账账开联电话类别标准注签领补发总计实应灾残级员对请问资现价数县区庄组属详细经办监审制单职龄军优抚贫给项时间历库业养圣护动营产买卖费条弃岁状况紧急旧贴额",
)
BRACKETS = str.maketrans("[]{}【】〔〕〈〉《》", "()()()()()()")


@lru_cache(maxsize=4096)  # labels repeat from sheet to sheet
def squeeze(text: str) -> str:
    """NFKC with every blank removed: how a label is compared, however it was spaced or spread."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", text))


def simple(text: str) -> str:
    """With the traditional letters of headers and labels in their simplified form."""
    return text if text.isascii() else text.translate(SIMPLE)


@lru_cache(maxsize=4096)
def whole(header: str) -> str:
    """As `squeeze`, with one kind of bracket and of 账, and no marks at the ends."""
    return simple(squeeze(header)).translate(BRACKETS).replace("帐", "账").strip("*:★●☆").casefold()


def normal(header: str) -> str:
    """`whole` without units."""
    return TAIL.sub("", ASIDE.sub("", whole(header))).rstrip(":")


@lru_cache(maxsize=4096)
def unit_of(header: str) -> str | None:
    """元 or 万元, when the header ends in it."""
    found = YUAN.search(whole(header))
    return found[1] if found else None


@cache
def synonyms() -> dict[str, str]:
    """Normalised header → field; '' for a header that is known but has no field of its own."""
    with (Path(__file__).parent / "headers.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(whole(row["header"]), row["field"]) for row in csv.DictReader(lines)]
    # A heading that is listed with its unit keeps that meaning; it is looked up before units are dropped.
    return {normal(header): field for header, field in rows if not ASIDE.search(header)} | dict(rows)


@cache
def first_names() -> dict[str, str]:
    """Field → its plainest header, the first that is listed; of two columns that name one field it is the field."""
    names: dict[str, str] = {}
    for header, field in synonyms().items():
        names.setdefault(field, header)
    return names


@lru_cache(maxsize=4096)
def field_of(header: str) -> str | None:
    """The field a header names, '' when it is known to name none, null when it is not known."""
    known = synonyms()
    return known.get(whole(header), known.get(normal(header)))
