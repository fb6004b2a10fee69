"""What the yearly report says: worded as such reports are, and every number in it worked out again from its source."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest

from pipelines.compare.sentences import Compared, sentences
from pipelines.compare.wording import UNITS, amount, count, percent, wan, wan_and_more
from pipelines.ledger import Ledger
from tests.builders import full

WAN = 1_000_000  # fen
BASELESS = ("—", "—")


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        (0, 100, *BASELESS),
        (0, 0, *BASELESS),
        (200, 300, "50.0%", "50.0%"),
        (300, 200, "33.3%", "33.3%"),
        (2000, 2001, "0.1%", "0.1%"),
        (20_000, 20_001, "不足0.1%", "less than 0.1%"),
        (1, 0, "100.0%", "100.0%"),
        (3, 52, "1,633.3%", "1,633.3%"),
    ],
)
def test_percent(before: int, after: int, zh: str, en: str) -> None:
    assert percent(before, after) == (zh, en)


@pytest.mark.parametrize(
    ("fen", "exact", "and_more"),
    [
        (281_350_000, "281.35万元", "281万余元"),
        (281_999_999, "282.00万元", "281万余元"),
        (281_000_000, "281.00万元", "281万元"),
        (12_345_670_000, "12,345.67万元", "12,345万余元"),
        (1_000_001, "1.00万元", "1万余元"),
        (999_999, "9,999.99元", "9,999.99元"),
        (-500_000, "5,000元", "5,000元"),
        (0, "0元", "0元"),
    ],
)
def test_ten_thousands(fen: int, exact: str, and_more: str) -> None:
    assert (wan(fen), wan_and_more(fen)) == (exact, and_more)


def told(
    *rows: tuple[str, str, int, int],
    per: str = "person",
    names: tuple[str, str] = ("甲类", "Group"),
    payer: str = "city",
) -> Any:
    """Topic → (Chinese, English) for years 2023 and 2024; rows: measure, area, before, after, of one line."""
    cell: dict[str, Any] = {"section": "s", "standard_id": "l"}
    figures = [
        {"measure": m, "area_code": area, "payer": payer if m == "fen" else "", "before": b, "after": a} | cell
        for m, area, b, a in rows
    ]
    crossed = [
        cell | {"rules_year": rules, "people_year": people, "measure": m, "area_code": area, "payer": ""}
        | {"amount": a if people == 2024 else b}
        for rules in (2023, 2024) for people in (2023, 2024) for m, area, b, a in rows
    ]  # fmt: skip
    tables = {
        "out_year_figure": full("out_year_figure", figures),
        "out_year_over_year": full("out_year_over_year", []),
        "out_year_crossed": full("out_year_crossed", crossed),
        "out_move": full("out_move", [{"move_no": 1, "kind": "left", "reason": "died"}]),
    }
    named = {
        "section": {"s": names},
        "standard_id": {"l": names},
        "payer": {"city": ("市级", "City"), "nobody": ("未写明", "Not stated")},
    }
    named["area_code"] = {"A": ("甲乡", "Jia"), "B": ("乙乡", "Yi")}
    named["area_code"] |= {area: (f"{area}乡", area) for _, area, *_ in rows if area not in "AB"}
    made = sentences(Compared((2023, 2024), tables, named, {"l": per}, frozenset({"nobody"})))
    assert_from_sources(tables | made)
    return {row["topic"]: (row["text_zh"], row["text_en"]) for row in made["out_sentence"].to_dicts()}


def test_what_was_nothing_last_year_has_no_rate() -> None:
    said = told(("fen", "A", 0, 30_000), ("awards", "A", 0, 1))
    assert said["standard_id:l"] == (
        "甲类1人、300元，比上年增加300元（上年为0，增幅不作比较，记“—”）。",
        "Group: 1 person, 300 yuan, 300 yuan more than in 2023 (from nothing in 2023: no rate, —).",
    )
    assert (
        said["total"][0] == "2024年共慰问1人（户）次，发放款物300元，比上年增加300元（上年为0，增幅不作比较，记“—”）。"
    )


def test_more_less_and_as_much() -> None:
    more = told(("fen", "A", 2_000_000, 3_000_000), ("awards", "A", 200, 300))
    assert more["total"][0] == "2024年共慰问300人（户）次，发放款物3万元，比上年增加1.00万元，增长50.0%。"
    assert more["in_all"] == (
        "共300人（户）次，3.00万元，比上年多1.00万元。",
        "In all 300 awards, 30,000 yuan, 10,000 yuan more than in 2023.",
    )
    less = told(("fen", "A", 3_000_000, 2_000_100), ("awards", "A", 300, 200))
    assert less["total"][0].endswith("发放款物2万余元（2.00万元），比上年减少9,999元，下降33.3%。")
    assert less["in_all"][0].endswith("比上年少9,999元。")
    same = told(("fen", "A", 100, 100), ("awards", "A", 1, 1))
    assert same["payer:city"] == (
        "出资方“市级”承担1元，与上年持平。",
        "Borne by payer “City”: 1 yuan, as much as in 2023.",
    )
    assert same["in_all"][0].endswith("与上年相同。")


def test_equal_money_for_more_awards_is_not_the_same() -> None:
    said = told(("fen", "A", 100, 100), ("awards", "A", 1, 2))
    assert said["total"] == (
        "2024年共慰问2人（户）次，发放款物1元，金额与上年持平。",
        "In 2024, 2 awards came to 1 yuan, the same amount as in 2023.",
    )
    assert said["in_all"] == (
        "共2人（户）次，1元，金额与上年相同。",
        "In all 2 awards, 1 yuan, the same amount as in 2023.",
    )
    assert said["standard_id:l"][0] == "甲类2人、1元，金额与上年持平。"
    assert said["payer:city"][0] == "出资方“市级”承担1元，与上年持平。"


def test_what_has_no_amount_is_counted_in_its_own_unit() -> None:
    said = told(("awards", "A", 2, 1), per="household")
    assert said["standard_id:l"] == (
        "甲类1户，比上年减少1户，下降50.0%；不计金额。",
        "Group: 1 household, 1 household fewer than in 2023 (down 50.0%); no amount is stated.",
    )


def test_areas_and_people() -> None:
    said = told(("fen", "A", 500, 100), ("fen", "B", 100, 200))
    assert said["areas"] == (
        "增加最多的地区：乙乡1元。减少最多的地区：甲乡4元。",
        "Most was added in Yi (1 yuan). Most was lost in Jia (4 yuan).",
    )
    assert said["people"] == (
        "与上年名册按身份证号比对：新增0人，退出1人（其中去世1人），换地区0人，换类别0人。",
        "Against the rosters of 2023, by identity number: 0 people newly listed, 1 person no longer listed "
        "(of these: 1 person died), 0 people in another area, 0 people in another category.",
    )


def test_areas_that_equal_the_last_named_are_not_left_out() -> None:
    few = told(*(("fen", area, 0, 100 if area != "B" else 900) for area in "ABCDE"))["areas"]
    assert few == (
        "增加最多的地区：乙乡9元、甲乡1元、C乡1元、D乡1元、E乡1元。",
        "Most was added in Yi (9 yuan), Jia (1 yuan), C (1 yuan), D (1 yuan), E (1 yuan).",
    )
    many = told(*(("fen", area, 0, 100 if area != "B" else 900) for area in "ABCDEF"))["areas"]
    assert many == (
        "增加最多的地区：乙乡9元、甲乡、C乡等5个地区各1元。",
        "Most was added in Yi (9 yuan), 5 areas such as Jia, C (1 yuan each).",
    )
    less = told(*(("fen", area, 200, 100) for area in "ABCDEF"), ("fen", "G", 100, 150))["areas"]
    assert less == (
        "增加最多的地区：G乡0.50元。减少最多的地区：甲乡、乙乡、C乡等6个地区各1元。",
        "Most was added in G (0.50 yuan). Most was lost in 6 areas such as Jia, Yi, C (1 yuan each).",
    )


def test_money_of_no_stated_payer_is_borne_by_nobody() -> None:
    assert told(("fen", "A", 100, 200), payer="nobody")["payer:nobody"] == (
        "未写明出资方的2元，比上年增加1元，增长100.0%。",
        "Of no stated payer: 2 yuan, 1 yuan more than in 2023 (up 100.0%).",
    )


def test_a_name_with_braces_is_said_as_it_is() -> None:
    assert told(("fen", "A", 1, 1), names=("{甲}", "{0}"))["standard_id:l"][1].startswith("{0}: ")


@pytest.mark.parametrize("made", ["citywide_years", "subdistrict_years"])
def test_every_number_is_worked_out_again(made: str, request: pytest.FixtureRequest) -> None:
    years: dict[str, pl.DataFrame] = request.getfixturevalue(made)
    assert years["out_sentence_number"].height > 60
    assert_from_sources(years)


def assert_from_sources(years: dict[str, pl.DataFrame]) -> None:
    numbers = years["out_sentence_number"].to_dicts()
    with TemporaryDirectory() as folder, Ledger(Path(folder) / "years.duckdb", kept=False) as books:
        books.save(**years)
        for number in numbers:
            table, _, asked = number["source"].partition(": ")
            what, _, where = asked.partition(" where ")
            parts = what.split(" / ") if number["unit"] == "rate" else [what]
            asked = f"select {', '.join(f'({part})::bigint' for part in parts)} from {table} where {where}"  # noqa: S608
            found = tuple(number or 0 for number in books.query(asked).row(0))  # a sum of no rows is null
            assert_shown(number, found)


def assert_shown(number: dict[str, Any], found: tuple[int, ...]) -> None:
    """What is shown is what was found, rounded as its unit is; worked out apart from `wording`."""
    zh, en = number["shown_zh"], number["shown_en"]
    if number["unit"] == "rate":
        assert number["amount"] is None
        change, base = found
        if base == 0:
            assert (zh, en) == BASELESS
        else:
            shown = Fraction(zh.removesuffix("%").replace(",", ""))
            assert abs(shown - abs(Fraction(100 * change, base))) <= Fraction(1, 20)
        return
    (exact,) = found
    assert number["amount"] == exact
    digits = Decimal(re.sub(r"[^\d.]", "", zh))
    if number["unit"] != "fen":
        unit = zh.removeprefix(f"{abs(exact):,}")
        words = next(words for words in UNITS.values() if words[0] == unit)
        assert en == f"{abs(exact):,} {words[1] if abs(exact) == 1 else words[2]}"
        return
    assert Decimal(en.removesuffix(" yuan").replace(",", "")) * 100 == abs(exact)
    if "万余" in zh:
        assert digits * WAN < abs(exact) < (digits + 1) * WAN
    elif "万" in zh:
        assert abs(digits * WAN - abs(exact)) <= 5000
    else:
        assert digits * 100 == abs(exact)


@pytest.mark.parametrize("made", ["citywide_years", "subdistrict_years"])
def test_no_number_is_without_source(made: str, request: pytest.FixtureRequest) -> None:
    """Taken out of its sentence with the plan's names and the years, the known numbers leave no digit; signs agree."""
    years: dict[str, pl.DataFrame] = request.getfixturevalue(made)
    of: dict[int, list[dict[str, Any]]] = {}
    for number in years["out_sentence_number"].to_dicts():
        of.setdefault(number["sentence_no"], []).append(number)
    for sentence in years["out_sentence"].to_dicts():
        rest, seen = {"zh": sentence["text_zh"], "en": sentence["text_en"]}, set[str]()
        for number in of[sentence["sentence_no"]]:
            for lang, text in rest.items():
                before, found, after = text.partition(number[f"shown_{lang}"])
                assert found or number[f"shown_{lang}"] in seen  # rounded and exact in Chinese are one in English
                seen.add(number[f"shown_{lang}"])
                rest[lang] = before + "｜" + after if found else text
            if number["unit"] == "fen" and "-" in number["source"]:
                turn = "(增加|多)" if number["amount"] > 0 else "(减少|少)"
                named = sentence["topic"] == "areas"
                assert named or re.search(turn + re.escape(number["shown_zh"]), sentence["text_zh"])
        names = ["上年为0", "1949", "40%", "第8项", "grade 6", "Line 8"]
        for text in rest.values():
            left = re.sub("|".join([*names, "20(22|23|24)"]), "", text)
            assert not re.search(r"\d", left), left


def test_every_payer_and_line_is_told_of(subdistrict_years: dict[str, pl.DataFrame]) -> None:
    topics = subdistrict_years["out_sentence"]["topic"].to_list()
    assert topics[:4] == ["total", "in_all", "why", "crossed"]
    assert topics[-2:] == ["areas", "people"]
    for column in ("section", "standard_id", "payer"):
        known = set(subdistrict_years["out_year_figure"][column]) - {""}
        assert {topic for topic in topics if topic.startswith(f"{column}:")} == {f"{column}:{code}" for code in known}
    blank = subdistrict_years["out_sentence"].filter(topic="in_all")["text_zh"][0]
    assert blank == "共748人（户）次，18.09万元，比上年多7.07万元。"
    payer = subdistrict_years["out_sentence"].filter(topic="payer:not_stated")["text_zh"][0]
    assert payer == "未写明出资方的18.09万元，比上年增加7.07万元，增长64.2%。"


def test_one_and_many() -> None:
    assert [count(n, "household", "").en for n in (0, 1, -1, 2)] == [
        "0 households", "1 household", "1 household", "2 households",
    ]  # fmt: skip
    assert amount(-10_050, "").en == "100.50 yuan"
