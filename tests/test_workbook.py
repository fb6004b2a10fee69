"""The workbook, opened again as Excel would: its figures are the ledger's, its sums add, no input calculates."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import openpyxl
import polars as pl
import pytest

from pipelines.check.catalogue import rules
from pipelines.check.findings import find
from pipelines.ledger import Ledger
from pipelines.reports.workbook import OF_PAYMENTS, SHEETS, write_workbook
from pipelines.summary import REPORTED
from tests.builders import full, identity_no, ledger
from tests.marks import contradictions
from tests.office import recalculated

if TYPE_CHECKING:
    from tests.conftest import Run

Tables = dict[str, pl.DataFrame]
HOSTILE = "=1+1"
FILE = "=40%定救 #1 (=1+1).xlsx"
PEOPLE = [identity_no(number, date(1950, 1, 1)) for number in range(1, 6)]
OURS = re.compile(r"=[A-Z0-9(),.:+\-\"✔✘=$!' 一-鿿A-Za-z]+")
FUNCTIONS = {"SUM", "IF", "AND", "ROUND", "INDEX", "MATCH", "SUMIFS", "SUBTOTAL"}


def plan(stated: bool = True, areas: int = 2, matching: bool = True) -> Tables:
    """Two sections, three lines (one in goods, one that nobody is in), two payers who split odd fen."""
    lines = [("l1", 1, "a", "cash", 10_001), ("l2", 2, "b", "gift", 5_000), ("l3", 3, "b", "cash", 7_000)]
    shares = [("city", 1, 1), ("town", 2, 2)]
    names = {"name_zh": "名称", "name_en": "Name", "clause": "§1"}
    figures = [("total", "", 35_003), ("section", "a", 30_003), ("line", "l1", 30_003), ("area", "A1", 20_002)]
    rows: dict[str, list[dict[str, Any]]] = {
        "plan_setting": [
            {"plan": "p", "year": 2023, "name_zh": HOSTILE, "name_en": "@SUM(A1) & Co", "stacking_within": "person"}
            | {"reference_day": date(2023, 1, 22), "stacking_clause": "§6", "plan_sha256": "ab" * 32}
        ],
        "plan_section": [{"section": key, "section_no": i, **names, "name_zh": HOSTILE} for i, key in enumerate("ab")],
        "plan_standard": [
            {"standard_id": key, "line_no": no, "section": section, "per": "person", "group_id": key, "named": no != 2}
            | names
            for key, no, section, _, _ in lines
        ],
        "plan_list": [{"list": "", "pays": True}],
        "plan_beneficiary": [{"standard_id": key, "list": "", "category": key} for key, *_ in lines],
        "plan_level": [{"level": level} for level in ("total", "section", "line", "area")] if stated else [],
        "plan_component": [
            {"standard_id": key, "component": what, "kind": "cash" if what == "cash" else "goods", "value_fen": fen}
            for key, _, _, what, fen in lines
        ],
        "plan_payer": [
            {"standard_id": key, "payer": payer, "payer_no": no, "share_num": part, "share_den": 3, **names}
            | {"name_zh": payer}
            for key, *_ in lines
            for payer, no, part in shares
        ],
        "plan_area": [{"area_code": f"A{i}", "area_no": i, **names} for i in range(1, areas + 1)],
        "plan_stated": [
            {"level": level, "node": node, "stated_fen": fen, "clause": "§3"}
            | {{"section": "section", "line": "standard_id", "area": "area_code"}.get(level, "section"): node or None}
            for level, node, fen in figures
        ]
        if stated
        else [],
        "plan_matching": [{"area_code": "A1", "amount_fen": 50, "source": HOSTILE}] if matching else [],
        "plan_question": [{"question_id": "q", "question_zh": HOSTILE, "reading_zh": "是", "reading_en": "yes"}],
        "plan_quota": [{"standard_id": "l2", "scope": "area", "places": 1, "clause": "§2"}],
    }
    return {name: full(name, rows.get(name, [])) for name in (*rows, "plan_stacking", "plan_sentence")}


def stating(*figures: tuple[Any, ...], varies: tuple[str, ...] = ()) -> Tables:
    """The plan with these figures stated and no level in full: level, node, count, fen, firmness."""
    names = ("level", "node", "stated_count", "stated_fen", "firmness")
    stated = full("plan_stated", [dict(zip(names, figure, strict=True)) | {"clause": "§3"} for figure in figures])
    lines = [row | {"varies": row["standard_id"] in varies} for row in plan()["plan_standard"].to_dicts()]
    return plan(stated=False) | {"plan_stated": stated, "plan_standard": full("plan_standard", lines)}


# In the order of the reconciliation: the total, section a and line 1, section b and lines 2 and 3, payers, areas.
MARKED: dict[str, tuple[Tables, str]] = {
    "an_amount": (stating(("line", "l1", None, 30_003, "exact"), ("area", "A2", 1, None, "exact")), "——✔——————✔"),
    "counts": (stating(("line", "l1", 3, None, "exact"), ("line", "l2", 2, None, "exact")), "——✔—✘—————"),
    "limits": (
        stating(
            ("total", "", 9, 40_000, "at_most"),
            ("section", "a", None, 30_002, "at_most"),
            ("line", "l1", 3, 30_003, "at_most"),
            ("line", "l2", 1, None, "at_most"),
            ("line", "l3", None, 0, "at_most"),
            ("area", "A1", None, 30_000, "at_most"),
            ("area", "A2", 1, 10_001, "exact"),
        ),
        "✔✘✔—✔✔——✔✔",
    ),
    "varying": (
        stating(
            ("total", "", 99, 35_000, "exact"), ("section", "b", 9, 5_000, "exact"),
            ("line", "l1", 99, 30_000, "exact"), ("payer", "city", 99, None, "exact"),
            ("area", "A1", 9, 25_001, "exact"), ("area", "A2", 9, None, "exact"),
            varies=("l1",),
        ),
        "✔—✔✘————✘—",
    ),
}  # fmt: skip


def books(planned: Tables, town: str = "A2") -> Tables:
    """The closed books: three people of line 1 and one of line 2, from a file and a sheet with hostile names."""
    rows = [("l1", "A1"), ("l1", "A1"), ("l1", town), ("l2", "A1"), ("l1", "A1")]
    people = [
        {"file": FILE, "sheet": f"{HOSTILE}'s", "sheet_no": 1, "row_no": i, "list": "", "category": category}
        | {"id_no": PEOPLE[i % 4], "area": area, "birth": date(1950, 1, 1), "claimed": 10_000}
        for i, (category, area) in enumerate(rows)
    ]
    gate = full("out_gate", [{"suite": "s", "expectation": "e", "success": True}])
    with ledger(planned, people) as made:
        made.save(**find(made, rules()), out_gate=gate)
        return {name: made.table(name) for name in REPORTED}


@cache
def opened(path: Path) -> tuple[Any, Any]:
    """The workbook with its formulas, and with the values kept beside them; only to be read."""
    return openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)


def formulas(path: Path) -> dict[tuple[str, str], tuple[str, Any]]:
    """(sheet, cell) → formula and kept value."""
    book, values = opened(path)
    return {
        (sheet.title, cell.coordinate): (str(cell.value), values[sheet.title][cell.coordinate].value)
        for sheet in book
        for row in sheet
        for cell in row
        if cell.data_type == "f"
    }


VARIANTS: dict[str, Tables] = {}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Workbooks of many kinds of plan."""
    folder = tmp_path_factory.mktemp("workbooks")
    made = {
        "unequal": books(plan()),
        "unstated": books(plan(stated=False, matching=False)),
        "one_area": books(plan(areas=1), town="A1"),
        **{name: books(planned) for name, (planned, _) in MARKED.items()},
    }
    made["clean"] = made["unstated"] | {"out_finding": made["unstated"]["out_finding"].clear()}
    VARIANTS.update(made)
    for name, tables in made.items():
        write_workbook(tables, folder / f"{name}.xlsx")
    return {name: folder / f"{name}.xlsx" for name in made}


def test_the_figures_of_citywide_are_the_ledgers(citywide: Run) -> None:
    path = citywide.folders.published / "workbook.xlsx"
    _, values = opened(path)
    sheet = values["资金分配表 Allocation"]
    heads = [cell.value for cell in sheet[6]]
    total = heads.index("人（户）次\nAwards")
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows(min_row=7)}
    figures = citywide.table("out_reconciliation")
    lines = citywide.table("plan_standard").sort("line_no")["standard_id"].to_list()
    for figure in figures.filter(pl.col("level") == "area").to_dicts():
        row = rows[figure["node"]]
        assert (row[total], round(row[total + 1] * 100)) == (figure["computed_count"], figure["computed_fen"])
        assert sum(row[3:total:2]) == pytest.approx(row[total + 1], abs=0.001)
        assert sum(row[2:total:2]) == row[total]
    by_line = {row["node"]: row for row in figures.filter(pl.col("level") == "line").to_dicts()}
    for col, line in enumerate(lines):
        count, amount = rows["合计 Total"][2 + 2 * col : 4 + 2 * col]
        assert (count, round(amount * 100)) == (by_line[line]["computed_count"], by_line[line]["computed_fen"])
    assert rows["合计 Total"][total + 1] == 2_813_500
    assert values["封面 Cover"]["B10"].value == values["封面 Cover"]["B11"].value == 2_813_500
    assert values["封面 Cover"]["C11"].value == "贰佰捌拾壹万叁仟伍佰元整"
    marks = [cell.value for sheet in values for row in sheet for cell in row if cell.value in ("✔", "✘")]
    assert "✘" not in marks
    assert len(marks) > 200


def test_no_figure_of_citywide_is_marked_unlike_the_ledger(citywide: Run) -> None:
    with Ledger(citywide.folders.published / "ledger.duckdb", read_only=True) as made:
        assert contradictions(made) == []


def test_every_total_is_a_formula_that_keeps_its_value(written: dict[str, Path]) -> None:
    for path in written.values():
        kept = formulas(path)
        assert len(kept) > 100
        assert not [place for place, (_, value) in kept.items() if value is None]


def test_payers_shares_keep_the_odd_fen(written: dict[str, Path]) -> None:
    _, values = opened(written["unequal"])
    sheet = values["资金来源 Funding"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "合计 Total")
    city, town, funded = row[4], row[7], row[8]
    assert (round(city * 100), round(town * 100), round(funded * 100)) == (11_668, 23_335, 35_003)
    assert "另列，不计入合计\nShown apart, in no total" in [cell.value for cell in sheet[4]]
    assert row[12] == 0.5


def test_unequal_and_missing_figures_are_marked(written: dict[str, Path]) -> None:
    """Where others of its level are stated, a figure that is not is a difference; so is one that is not to the fen."""
    _, values = opened(written["unequal"])
    sheet = values["对账与差额 Reconciliation"]
    marks = {(row[0].value.split("\n")[-1], row[1].value): row[8].value for row in sheet.iter_rows(min_row=6)}
    assert {key: mark for key, mark in marks.items() if mark == "✘"}.keys() == {
        ("Section", "§1"), ("Line", "2"), ("Line", "3"), ("Area", "A1"), ("Area", "A2"),
    }  # fmt: skip
    told = "✘ 账不平，其中 50.00 元未能解释  The books do not balance; 50.00 yuan are unexplained"
    assert values["封面 Cover"]["A8"].value == told


@pytest.mark.parametrize("name", MARKED)
def test_every_sheet_marks_a_figure_as_the_ledger_does(written: dict[str, Path], name: str) -> None:
    """✔ or ✘ by whichever of count and amount is stated; — where neither is."""
    _, values = opened(written[name])
    rows = {sheet.title.split(" ")[0]: list(sheet.iter_rows(values_only=True)) for sheet in values}
    marks = "".join(row[8] for row in rows["对账与差额"][5:15])
    assert marks == MARKED[name][1]
    assert "".join(row[8] for row in rows["结论"][6:12]) == marks[:6]
    allocation = rows["资金分配表"]
    (below,) = [row for row in allocation if str(row[0]).startswith("核对")]
    assert "".join(below[2:10:2]) == marks[2] + marks[4:6] + marks[0]
    if any(row["level"] == "area" for row in MARKED[name][0]["plan_stated"].to_dicts()):
        assert "".join(row[16] for row in allocation[6:8]) == marks[8:10]
    assert rows["封面"][11][2] == marks[0]
    differ = VARIANTS[name]["out_reconciliation"].filter(~pl.col("agrees"), pl.col("level") != "sheet")
    assert marks.count("✘") == differ.height


def test_where_nothing_is_stated_nothing_disagrees(written: dict[str, Path]) -> None:
    _, values = opened(written["clean"])
    marks = [cell.value for sheet in values for row in sheet for cell in row]
    assert "✘" not in marks
    assert "没有疑点  No findings" in marks


def test_no_input_starts_a_formula(written: dict[str, Path]) -> None:
    book, _ = opened(written["unequal"])
    texts = [cell.value for sheet in book for row in sheet for cell in row if cell.data_type != "f"]
    assert HOSTILE in texts
    assert any(str(text).startswith(f"{FILE} ▸ {HOSTILE}'s ▸") for text in texts)
    for place, (formula, _) in formulas(written["unequal"]).items():
        assert OURS.fullmatch(formula), (place, formula)
        assert set(re.findall(r"([A-Z]+)\(", formula)) <= FUNCTIONS, (place, formula)
        assert "1+1" not in formula


def test_text_that_looks_like_a_formula_stays_text_when_edited(written: dict[str, Path]) -> None:
    book, _ = opened(written["unequal"])
    texts = [cell for sheet in book for row in sheet for cell in row if cell.data_type != "f"]
    hostile = [cell for cell in texts if str(cell.value).startswith(("=", "@"))]
    assert len(hostile) > 10
    assert [cell.coordinate for cell in hostile if not cell.quotePrefix] == []


def test_same_tables_same_bytes(written: dict[str, Path], tmp_path: Path) -> None:
    for name, path in written.items():
        write_workbook(VARIANTS[name], tmp_path / "again.xlsx")
        assert path.read_bytes() == (tmp_path / "again.xlsx").read_bytes(), name


def test_findings_lead_to_their_row(citywide: Run, written: dict[str, Path]) -> None:
    found = citywide.table("out_finding").sort("finding_no")
    book, _ = opened(citywide.folders.published / "workbook.xlsx")
    for row, finding in enumerate(found.to_dicts(), 6):
        link = book["疑点清单 Findings"].cell(row, 6).hyperlink
        if finding["file"] is None:
            assert link is None
            continue
        target = unquote(link.target).replace("\\", "/")
        assert target == f"../../../raw/citywide/2023/rosters/{finding['file']}"
        assert link.location == f"'{finding['sheet']}'!A{finding['row_no'] or 1}"
    hostile, _ = opened(written["unequal"])
    links = [row[5].hyperlink for row in hostile["疑点清单 Findings"].iter_rows(min_row=6) if row[5].hyperlink]
    assert unquote(links[0].target).replace("\\", "/").endswith(f"rosters/{FILE}")
    assert links[0].location.startswith("'=1+1''s'!A")


def test_nobody_is_named(citywide: Run) -> None:
    people = citywide.table("core_person")
    secrets = {*people["id_no"], *people["account"].drop_nulls(), *people["phone"].drop_nulls()}
    with zipfile.ZipFile(citywide.folders.published / "workbook.xlsx") as archive:
        text = " ".join(archive.read(name).decode() for name in archive.namelist())
    assert secrets.isdisjoint(re.findall(r"[0-9Xx]{8,}", text))
    assert not re.findall(r"(?<![0-9a-f])99\d{15}[\dX]", text)


def test_sheets_are_ready_to_read_and_print(written: dict[str, Path]) -> None:
    book, _ = opened(written["unequal"])
    of_payers = [name for name in book.sheetnames if re.match(r"拨付\d", name)]
    assert [name for name in book.sheetnames if name not in of_payers] == [
        " ".join(name) for key, (name, *_) in SHEETS.items() if key not in OF_PAYMENTS
    ]
    assert of_payers == ["拨付1 city Name", "拨付2 town Name"]
    for sheet in book:
        assert sheet.page_setup.paperSize in (8, 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)  # one page across is the default
        assert "&P" in sheet.oddFooter.right.text
        assert sheet.print_area
    for name in ("资金分配表 Allocation", "资金来源 Funding", "对账与差额 Reconciliation", "疑点清单 Findings"):
        assert book[name].freeze_panes
        assert book[name].print_title_rows
        assert book[name].auto_filter.ref
    assert len(book["结论 Conclusion"]._charts) == 2
    assert book["资金分配表 Allocation"]._charts[0].y_axis.scaling.min == 0
    assert (
        book["疑点清单 Findings"].data_validations.dataValidation[0].formula1
        == '"保留 keep,删除 drop,属实无误 genuine"'
    )
    formats = {cell.number_format for sheet in book for row in sheet for cell in row if cell.data_type == "n"}
    assert "#,##0.00" in formats


def test_recalculated_from_nothing_every_value_is_the_one_kept(
    citywide: Run, written: dict[str, Path], tmp_path: Path
) -> None:
    """openpyxl saves formulas without values; what LibreOffice then works out must be what we kept."""
    originals = written | {"citywide": citywide.folders.published / "workbook.xlsx"}
    for name, path in originals.items():
        openpyxl.load_workbook(path).save(tmp_path / f"{name}.xlsx")
    worked_out = recalculated(tmp_path)
    for name, path in originals.items():
        for (sheet, place), (formula, kept) in formulas(path).items():
            value = worked_out[name][sheet][place].value
            same = value == kept if isinstance(kept, str) else value == pytest.approx(kept, abs=0.001)
            assert same, (name, sheet, place, formula, kept, value)
