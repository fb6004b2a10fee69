"""Cells as clerks fill them: read by rules that say what they did, refused with the cell, never mended in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import luhn

from pipelines.clean import Cleaned, clean_rosters
from pipelines.clean.amounts import read_amount, read_goods
from pipelines.clean.dates import read_birth, read_births
from pipelines.clean.names import read_name
from pipelines.clean.numbers import first_digits, is_card, read_account, read_id
from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.ingest import read_rosters
from pipelines.plan import load_plan
from pipelines.tables import TABLES
from pipelines.words import CONVERSION, REASON
from tests.builders import CITYWIDE, identity_no, plan_folder
from tests.conftest import Run

BORN = date(1953, 7, 1)
SOUND = identity_no(7, BORN)  # …0072
CROSS = next(number for n in range(99) if (number := identity_no(n, BORN)).endswith("X"))
OLD = SOUND[:6] + SOUND[8:17]
HEADERS = {
    "seq": "序号", "village": "村（社区）", "category": "对象类别", "name": "姓名", "birth": "出生年月",
    "id_no": "身份证号", "account": "银行账号", "phone": "联系电话", "cash": "慰问金（元）", "remark": "备注",
}  # fmt: skip


# --- one cell --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fen", "how"),
    [
        ("1700", 170000, None), (" 1700.5 ", 170050, None), ("", 0, None), ("1,700.00", 170000, "notation"),
        ("1700元", 170000, "notation"), ("￥1700", 170000, "notation"), ("１７００", 170000, "notation"),
        ("'1700", 170000, "notation"), ('="1700"', 170000, "notation"), ("RMB1700", 170000, "notation"),
        ("1700.-", 170000, "notation"), ("0.17万", 170000, "ten_thousand"), ("壹仟柒佰元整", 170000, "amount_words"),
        ("1700/户", 170000, "per_unit"), ("1700元/人", 170000, "per_unit"), ("每户1700元", 170000, "per_unit"),
        ("500+慰问品", 50000, "goods_noted"), ("300元（含慰问品）", 30000, "amount_note"), ("-", 0, "none_written"),
        ("/", 0, "none_written"), ("无", 0, "none_written"), ("1700.0000000001", 170000, "float_noise"),
        ("1699.9999999999998", 170000, "float_noise"), ("0.30000000000000004", 30, "float_noise"),
    ],
)  # fmt: skip
def test_amounts(text: str, fen: int, how: str | None) -> None:
    reading = read_amount(text)
    assert (reading.value, reading.how) == (fen, how)


@pytest.mark.parametrize(
    "text",
    ["1700.005", "1700.00001", "约100", "100左右", "500+200", "100/月", "1,700人", "-3", "（100）", "二百五", "1e3",
     "TRUE", "#REF!", "同上", "17OO", "100或200", "大米1袋(100元)"],
)  # fmt: skip
def test_no_amount_is_guessed(text: str) -> None:
    assert read_amount(text).value is None


@pytest.mark.parametrize(
    ("text", "fen"),
    [("0.17", 170000), ("1700元", 170000), ("0.17万元", 170000), ("0.17000000000000004", 170000), ("二", 2000000),
     ("0.00001", 10), ("0.0000001", None), ("-", 0), ("", 0)],
)  # fmt: skip
def test_a_column_in_ten_thousands(text: str, fen: int | None) -> None:
    """A unit in the cell goes before the column's."""
    assert read_amount(text, "万元").value == fen


@pytest.mark.parametrize(
    ("text", "fen", "note"),
    [("大米1袋、油5L", 0, "大米1袋、油5L"), ("米面油", 0, "米面油"), ("120.5", 12050, None), ("无", 0, None),
     ("折100元", None, None), ("100左右", None, None)],
)  # fmt: skip
def test_goods_named_instead_of_priced(text: str, fen: int | None, note: str | None) -> None:
    reading = read_goods(text)
    assert (reading.value, reading.note) == (fen, note)


@pytest.mark.parametrize(
    ("text", "value", "how"),
    [
        ("1953-07-01", "1953-07-01", None), ("1953-07", "1953-07", None), ("1953-07-01T00:00:00", "1953-07-01", None),
        ("1953.7.1", "1953-07-01", "notation"), ("1953/7", "1953-07", "notation"), ("1953年7月", "1953-07", "notation"),
        ("1953年7月1日生", "1953-07-01", "notation"), ("19530701", "1953-07-01", "notation"),
        ("195307", "1953-07", "notation"), ("１９５３．７．１", "1953-07-01", "notation"), ("1953", "1953", "notation"),
        ("一九五三年十二月三十一日", "1953-12-31", "notation"), ("1953 7 1", "1953-07-01", "notation"),
        ("53年7月", "--53-07", "century"), ("530701", "--53-07-01", "century"), ("19541", "1953-07-01", "excel_serial"),
        ("1953-02-30", None, "no_such_day"), ("1953年13月", None, "no_such_day"), ("70岁", None, "age"),
        ("70", None, "age"), ("民国42年", None, "not_a_date"), ("12/31/1953", None, "not_a_date"),
        ("/", None, "none_written"), ("", None, None),
    ],
)  # fmt: skip
def test_births(text: str, value: str | None, how: str | None) -> None:
    reading = read_birth(text)
    assert (reading.value, reading.how) == (value, how)


FORMS = ["%Y-%m-%d", "%Y.%m", "%Y%m%d", "%Y/%m/%d", "%Y年%m月", "%y年%m月", "%Y%m", "%d.%m.%Y"]
WRITTEN = st.builds(date.strftime, st.dates(date(1890, 1, 1), date(2030, 12, 31)), st.sampled_from(FORMS))


@given(st.lists(st.one_of(WRITTEN, st.from_regex(r"\A[0-9./-]{4,10}\Z"), st.text(max_size=8), st.none()), max_size=12))
@example(["19530230", "1953.02.29", "195313", "1953-1-1", "1953.07-01", "１９５３-07", "1953-07-01\n"])
def test_the_column_of_births_says_what_the_cell_says(texts: list[str | None]) -> None:
    column = read_births(pl.Series("birth", texts, dtype=pl.String))
    for text, (value, how, _, became) in zip(texts, column.iter_rows(), strict=True):
        reading = read_birth(text) if text is not None else None
        assert (value, how) == ((reading.value, reading.how) if reading else (None, None)), text
        assert became == (value if how else None)


@pytest.mark.parametrize(
    ("text", "name", "how", "note"),
    [
        ("张三", "张三", None, None), ("张　三", "张三", "notation", None), ("张\u200b三", "张三", "notation", None),
        ("'张三", "张三", "notation", None), ("‘张三", "张三", "notation", None), ("张三、", "张三", "name_note", None),
        ("张三（户主）", "张三", "name_note", "户主"), ("张三(已故", "张三", "name_note", "已故"),
        ("（女）李四", "李四", "name_note", "女"), ("★王五", "王五", "name_note", "★"),
        ("王五*", "王五", "name_note", "*"), ("1)赵六", "赵六", "name_note", None),
        ("3.蒋珍", "蒋珍", "name_note", None), ("韩翠花 已迁出", "韩翠花", "name_note", "已迁出"),
        ("阿不都•热合提", "阿不都·热合提", "name_dot", None), ("阿不都。热合提", "阿不都·热合提", "name_dot", None),
        ("阿不都.热合提", "阿不都·热合提", "name_dot", None), ("阿不都-热合提", "阿不都·热合提", "name_dot", None),
        ("𬭎䶮", "𬭎䶮", None, None), ("陶\ue863", "陶䶮", "private_code", None),
        ("⼭田", "山田", "private_code", None),
        ("姜\ue000", "姜\ue000", None, None), ("孙■", "孙■", None, None), ("张*三", "张*三", None, None),
        ("张*", "张*", None, None), ("欧阳**", "欧阳**", None, None), ("(已故)", "", "name_note", "已故"),
    ],
)  # fmt: skip
def test_names(text: str, name: str, how: str | None, note: str | None) -> None:
    reading = read_name(text)
    assert (reading.value, reading.how, reading.note) == (name, how, note)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (CROSS, None), (CROSS[:17] + "x", "notation"), (CROSS[:17] + "×", "notation"), (CROSS[:17] + "Ｘ", "notation"),
        (CROSS[:17] + "十", "notation"), (CROSS[:17] + "Х", "notation"), (CROSS + "\t", None),
        ("'" + CROSS, "notation"),
        (f'="{CROSS}"', "notation"), (f"{CROSS[:6]} {CROSS[6:14]}\xa0{CROSS[14:]}", "notation"),
        (f"{CROSS[:6]}-{CROSS[6:14]}-{CROSS[14:]}", "notation"), (CROSS.replace("0", "O"), "letters_for_digits"),
        (CROSS.replace("1", "l"), "letters_for_digits"), (CROSS + "44", "disability_certificate"),
        (CROSS + "11B2", "disability_certificate"),
    ],
)  # fmt: skip
def test_disguised_numbers(text: str, how: str | None) -> None:
    reading = read_id(text)
    assert (reading.value, reading.how) == (CROSS, how)


def test_old_numbers_and_certificates() -> None:
    assert read_id(OLD)[:2] == (SOUND, "old_number")
    assert read_id(OLD[:8] + "32" + OLD[10:]).how is None  # no such day: left to be refused
    assert read_id(SOUND + "43").note == "肢体残疾三级"
    assert read_id(SOUND + "83").how is None  # there are seven kinds


@given(st.text(max_size=24))
@example(SOUND.replace("0", "O", 1)[:17] + "5")
def test_no_number_is_made_sound_without_its_check_digit(text: str) -> None:
    """Whatever is typed, what comes out is sound, or is what was typed but for its notation."""
    from pipelines.identity import problem

    reading = read_id(text)
    assert reading.how in (None, "none_written") or problem(reading.value) is None


def test_accounts_and_cards() -> None:
    assert read_account("6217 0000-0000 0000 001")[:2] == ("6217000000000000001", "notation")
    assert read_account("6.217E+18")[:2] == (None, "damaged")
    card = "621700000000000"
    card += luhn.calc_check_digit(card)
    assert is_card(card)
    assert is_card("6217000000000000001")  # nineteen digits are no identity number with a digit too few
    assert not is_card("6217000000000001")
    assert not is_card(SOUND)


@pytest.mark.parametrize(
    ("damaged", "kept"),
    [("990681195307010000", "990681195307010"), ("990681195307009992", "990681195307010"),
     ("990681195307010008", "990681195307010"), ("990681195307010616", "990681195307010"),
     ("9.90681195307010E+17", "990681195307010"), ("9.90681E+17", None), ("6217000000000000000", None)],
)  # fmt: skip
def test_the_digits_that_a_spreadsheet_kept(damaged: str, kept: str | None) -> None:
    assert first_digits(damaged) == kept


# --- a roster --------------------------------------------------------------------------------------------------------


def roster(path: Path, rows: list[list[Any]], name: str = "城镇低保对象", **renamed: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for cells in [["泊兰镇2023年春节慰问花名册"], list((HEADERS | renamed).values()), *rows]:
        sheet.append(cells)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def line(n: int, **cells: Any) -> list[Any]:
    told = {"seq": n, "village": "东湖村", "name": "赵某", "id_no": identity_no(n, BORN), "cash": 100}
    return [(told | cells).get(field) for field in HEADERS]


@pytest.fixture
def cleaned(tmp_path: Path) -> Callable[..., Cleaned]:
    plan = load_plan(CITYWIDE)

    def read(
        rows: list[list[Any]], known: pl.DataFrame | None = None, headers: dict[str, str] | None = None
    ) -> Cleaned:
        roster(tmp_path / "rosters" / "a.xlsx", rows, **headers or {})
        return clean_rosters(read_rosters(tmp_path / "rosters", workers=1), plan, known)

    return read


def refused(made: Cleaned) -> list[tuple[Any, ...]]:
    return made.core_refusal.select("row_no", "reason", "cell", "suggested", "basis").rows()


def test_every_refusal_names_its_cell(cleaned: Callable[..., Cleaned]) -> None:
    made = cleaned([
        line(1, id_no=None), line(2, id_no=SOUND[:17]), line(3, id_no=SOUND[:10] + "13" + SOUND[12:]),
        line(4, id_no=SOUND[:17] + "K"), line(5, name=None, cash="约100"), line(6, id_no="13800000000"),
        line(7, id_no="6217000000000000001"), line(8, id_no="123456", account="123456"), line(9),
        line(10, id_no=OLD[:8] + "13" + OLD[10:]),
    ])  # fmt: skip
    assert refused(made) == [
        (3, "id_missing", "F3", None, None), (4, "id_length", "F4", None, None), (5, "id_birth_date", "F5", None, None),
        (6, "id_characters", "F6", None, None), (7, "amount_unreadable", "I7", None, None),
        (7, "name_missing", "D7", None, None), (8, "id_is_phone", "F8", None, None),
        (9, "id_is_account", "F9", None, None), (10, "id_is_account", "F10", None, None),
        (12, "id_birth_date", "F12", None, None),
    ]  # fmt: skip
    assert made.core_person["row_no"].to_list() == [11]
    assert made.core_rejected["reasons"].to_list()[4] == "name_missing; amount_unreadable"
    assert made.core_refusal.filter(reason="amount_unreadable")["stood"].to_list() == ["约100"]
    assert set(made.core_refusal["reason"]) <= REASON.keys()


def test_a_number_elsewhere_in_the_row_is_suggested(cleaned: Callable[..., Cleaned]) -> None:
    made = cleaned([line(1, name=SOUND, id_no="赵某"), line(2, id_no=None, phone=SOUND), line(3), line(4),
                    line(5, name="9.90681E+17", id_no="赵某"), line(6, name=OLD, id_no="赵某")])  # fmt: skip
    where = "a.xlsx ▸ 城镇低保对象 ▸ "
    assert refused(made) == [
        (3, "name_and_number_swapped", "F3", SOUND, where + "D3"), (4, "id_missing", "F4", SOUND, where + "H4"),
        (7, "name_and_number_swapped", "F7", None, None), (8, "name_and_number_swapped", "F8", SOUND, where + "D8"),
    ]  # fmt: skip


def test_numbers_cut_short_are_refused_and_never_invented(cleaned: Callable[..., Cleaned]) -> None:
    as_number = float(SOUND)
    rows = [
        line(1, name="钱某", id_no=as_number),
        line(2, name="孙某", id_no=as_number),
        line(3, name="李某", id_no="9.90681E+17"),
        line(4, name="周某", id_no=SOUND[:15] + "000"),
        line(5, name="吴某", account=6217000000000000001.0),
        line(6, id_no=int(OLD)),
    ]
    other = SOUND[:15] + CROSS[15:]
    known = pl.DataFrame({
        "name": ["钱某", "孙某", "孙某", "周某"], "id_no": [SOUND, SOUND, other, CROSS[:14] + "9" + CROSS[15:]],
        "place": ["2022 ▸ x ▸ y ▸ 9"] * 4,
    })  # fmt: skip
    made = cleaned(rows, known)
    assert refused(made) == [
        (3, "id_damaged", "F3", SOUND, "2022 ▸ x ▸ y ▸ 9"),  # the only one of that name and those digits
        (4, "id_damaged", "F4", None, None),  # two of them
        (5, "id_damaged", "F5", None, None),  # six digits are not enough
        (6, "id_damaged", "F6", None, None),  # nobody
    ]
    assert made.core_person.select("id_no", "account").rows() == [(identity_no(5, BORN), None), (SOUND, None)]
    told = made.core_conversion.select("row_no", "field", "cell", "became", "how").rows()
    assert told == [(7, "account", "G7", None, "damaged"), (8, "id_no", "F8", SOUND, "old_number")]


def test_this_years_other_rosters_may_have_the_number(cleaned: Callable[..., Cleaned]) -> None:
    made = cleaned([line(1, id_no=float(SOUND)), line(2, id_no=SOUND)])
    assert refused(made) == [(3, "id_damaged", "F3", SOUND, "a.xlsx ▸ 城镇低保对象 ▸ 4")]


def test_every_rule_leaves_a_trace(cleaned: Callable[..., Cleaned]) -> None:
    made = cleaned([
        line(
            1, name="赵　某（户主）", birth="53年7月", id_no=OLD, account="6217 0000 0000 0000 001", remark="住院"
        ),
        line(2, id_no=SOUND + "43", cash="0.01万", birth=19541),
        line(3, village="同上", cash="500+慰问品", birth="70岁"),
        line(4, village="西湖村", cash="〃"),
    ])  # fmt: skip
    assert made.core_rejected.is_empty()
    told = made.core_conversion.select("cell", "field", "stood", "became", "how").rows()
    assert told == [
        ("G3", "account", "6217 0000 0000 0000 001", "6217000000000000001", "notation"),
        ("E3", "birth", "53年7月", "1953-07", "century"),
        ("F3", "id_no", OLD, SOUND, "old_number"),
        ("D3", "name", "赵　某（户主）", "赵某", "name_note"),
        ("E4", "birth", "19541", "1953-07-01", "excel_serial"),
        ("I4", "cash", "0.01万", "100.00", "ten_thousand"),
        ("F4", "disability", SOUND + "43", "肢体残疾三级", "disability_certificate"),
        ("F4", "id_no", SOUND + "43", SOUND, "disability_certificate"),
        ("E5", "birth", "70岁", None, "age"),
        ("I5", "cash", "500+慰问品", "500.00", "goods_noted"),
        ("B5", "village", "同上", "东湖村", "ditto"),
        ("I6", "cash", "〃", "500+慰问品", "ditto"),
    ]
    assert set(made.core_conversion["how"]) <= CONVERSION.keys()
    people = made.core_person.select("village", "stated_birth", "claimed_cash_fen", "remark").rows()
    assert people == [
        ("东湖村", "1953-07", 10000, "住院; 户主"), ("东湖村", "1953-07-01", 10000, None),
        ("东湖村", None, 50000, "慰问品"), ("西湖村", None, 50000, "慰问品"),
    ]  # fmt: skip
    assert made.core_conversion.select(TABLES["core_conversion"].key).is_unique().all()


def test_ways_of_writing_are_folded_and_noted(cleaned: Callable[..., Cleaned]) -> None:
    made = cleaned(
        [line(1, village=" 东 湖 村", birth="女性", phone="138 0000\u200b0000"), line(2, birth="男")],
        headers={"birth": "性别"},
    )
    people = made.core_person.select("village", "sex", "phone").rows()
    assert people == [("东湖村", "女", "13800000000"), ("东湖村", "男", None)]
    told = made.core_conversion.select("cell", "stood", "became", "how").rows()
    assert told == [
        ("H3", "138 0000\u200b0000", "13800000000", "notation"), ("E3", "女性", "女", "notation"),
        ("B3", " 东 湖 村", "东湖村", "notation"),
    ]  # fmt: skip


def test_a_column_headed_in_ten_thousands(cleaned: Callable[..., Cleaned]) -> None:
    made = cleaned([line(1, cash=0.17), line(2, cash="1700元")], headers={"cash": "慰问金（万元）"})
    assert made.core_person["claimed_cash_fen"].to_list() == [170000, 170000]
    assert made.core_conversion["how"].to_list() == ["unit_ten_thousand", "notation"]


def test_institutions_keep_their_names() -> None:
    """敬老院（东院） is not 敬老院（西院）, while 赵某（户主） is 赵某."""
    from pipelines.clean.people import _as_written
    from pipelines.clean.texts import read_odd

    stood = pl.Series("name", ["敬老院 （东院）", "赵某（户主）"])
    kept = _as_written(read_odd(stood, r"^\p{Han}+$", read_name), stood, pl.Series([True, False]))
    assert kept.rows() == [("敬老院（东院）", None, None, None), ("赵某", "name_note", "户主", "赵某")]


def sheet(path: Path, *rows: list[Any], merge: str | None = None, name: str = "Sheet1") -> Path:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = name
    for cells in rows:
        page.append(cells)
    if merge:
        page.merge_cells(merge)
    book.save(path)
    return path


def read(folder: Path) -> Cleaned:
    return clean_rosters(read_rosters(folder, workers=1), load_plan(CITYWIDE))


def test_a_cell_merged_over_a_family_is_converted_once(tmp_path: Path) -> None:
    headers = ["序号", "户主身份证号", "姓名", "身份证号", "慰问金（元）"]
    rows: list[list[Any]] = [[1, OLD, "赵某", SOUND, 100], [None, None, "钱某", CROSS, None]]
    sheet(tmp_path / "a.xlsx", ["泊兰镇花名册（城镇低保）"], headers, *rows, merge="B3:B4")
    made = read(tmp_path)
    assert made.core_conversion.select("cell", "field", "how").rows() == [("B3", "head_id", "old_number")]
    assert made.core_person["household_key"].to_list() == [SOUND, SOUND]


def test_money_as_above_is_the_familys(tmp_path: Path) -> None:
    """Within a household 同上 repeats what the household gets; in the next one it is another's."""
    headers = ["序号", "户主姓名", "姓名", "身份证号", "慰问金（元）"]
    money: list[Any] = [300, "同上", "同上", "〃"]
    rows: list[list[Any]] = [[n // 2 + 1, f"户主{n // 2}", "赵某", identity_no(n, BORN), money[n]] for n in range(4)]
    sheet(tmp_path / "a.xlsx", ["泊兰镇花名册（城镇低保）"], headers, *rows)
    assert read(tmp_path).core_person["claimed_cash_fen"].to_list() == [30000, 0, 30000, 0]


def test_each_table_of_a_sheet_has_its_own_category(tmp_path: Path) -> None:
    plan = load_plan(CITYWIDE)
    first, second = [c for c in plan.categories if not c.institution][:2]
    headers = ["序号", "姓名", "身份证号", "慰问金（元）"]
    sheet(
        tmp_path / "a.xlsx",
        [f"泊兰镇花名册（{first.name.zh}）"], headers, [1, "赵某", SOUND, 100], [],
        [f"泊兰镇花名册（{second.name.zh}）"], headers, [1, "钱某", CROSS, 100],
        name=first.name.zh,
    )  # fmt: skip
    assert read(tmp_path).core_person["category"].to_list() == [first.id, second.id]


def test_a_number_ending_in_zeros_beside_others_cut_short(tmp_path: Path) -> None:
    """One number in eleven that was cut short passes its check: it is believed only where no other was cut."""
    sound = identity_no(7, BORN)
    cut = next(
        found
        for day in range(1, 29)
        for n in range(0, 1000, 100)
        if (found := identity_no(n, date(1950, 1, day))).endswith("000")
    )
    headers = "序号,姓名,身份证号,慰问金（元）"
    for name, other in (("a", sound), ("b", "9.90000E+17")):
        lines = ["泊兰镇花名册（城镇低保）", headers, f"1,赵某,{cut},100", f"2,钱某,{other},100"]
        (tmp_path / f"{name}.csv").write_text("\n".join(lines), "utf-8")
    made = read(tmp_path)
    assert made.core_refusal.select("file", "row_no", "reason").rows() == [
        ("b.csv", 3, "id_damaged"), ("b.csv", 4, "id_damaged"),
    ]  # fmt: skip


# --- the whole run ---------------------------------------------------------------------------------------------------


def test_the_next_year_finds_the_number_in_the_last(tmp_path: Path, citywide_2022: Run) -> None:
    """The 2022 ledger is published; in 2023 one of its people comes with a number kept as a number."""
    person = citywide_2022.table("core_person").row(10, named=True)
    year = plan_folder(tmp_path / "raw")
    row = line(1, name=person["name"], id_no=float(person["id_no"][:17] + "0"))
    roster(year / "rosters" / "a.xlsx", [row, line(2)])
    made = Run(Folders(tmp_path / "raw", citywide_2022.folders.curated, "citywide", 2023), {})
    run(made.folders, gate=False)
    refusal = made.table("core_refusal").row(0, named=True)
    place = f"2022 ▸ {person['file']} ▸ {person['sheet']} ▸ {person['row_no']}"
    assert (refusal["suggested"], refusal["basis"]) == (person["id_no"], place)
    (finding,) = made.table("out_finding").filter(rule="number_damaged").to_dicts()
    masked = person["id_no"][:2] + "*" * 13 + person["id_no"][-3:]
    assert finding["expected"] == f"相符号码一个 one number fits: {masked} ← {place}"
    assert (finding["severity"], finding["cell"], finding["money_fen"]) == ("error", "F3", 10000)
