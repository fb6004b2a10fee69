"""The notebooks run from top to bottom on shipped data, show its figures and charts, and nobody's personal data."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import nbformat
import polars as pl
import pytest

from pipelines.charts.bars import bars, label, pairs
from pipelines.compare import names_of
from pipelines.folders import Folders
from pipelines.ledger import Ledger
from pipelines.money import yuan
from pipelines.notebook import Shown, drawn, rows_of, shown, side_by_side, split
from tests.conftest import RAW, ROOT, Run
from tests.upper import run_upper

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FIRST, SPLIT, YEARS, FINDINGS, WHAT_IF = NOTEBOOKS
LONG_NUMBER = re.compile(r"(?<![\d.])\d{11,}[\dXx]?(?!\d)")
AREA_CODE = re.compile(r"99\d{10}")
Execute = Callable[..., str]


def opened(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, 4)  # type: ignore[no-untyped-call]
    return notebook


def texts(notebook: nbformat.NotebookNode) -> Iterator[str]:
    """Everything the outputs of a notebook show, pictures as their source."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            yield output.get("text", "")
            yield from (str(shown) for shown in output.get("data", {}).values())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_committed_without_outputs(path: Path) -> None:
    notebook = opened(path)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert code
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert code[0].metadata.tags == ["parameters"]
    assert all(f'"{name}"' in code[0].source for name in ("WARM_PLAN", "WARM_YEAR", "WARM_CURATED"))
    assert "def " not in "".join(cell.source for cell in code), "what is shared stands in pipelines.notebook"


@pytest.fixture
def execute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Execute:
    """Runs a notebook on a published run, in a kernel of this interpreter, and gives all that it shows."""
    from nbclient import NotebookClient

    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))  # the reader's own settings and history stay out of it

    def executed(path: Path, on: Run, **more: str) -> str:
        told = {"PLAN": on.folders.plan, "YEAR": str(on.folders.year), "CURATED": str(on.folders.curated), **more}
        for name, value in told.items():
            monkeypatch.setenv(f"WARM_{name}", value)
        where = {"metadata": {"path": path.parent}}
        notebook = NotebookClient(opened(path), timeout=120, kernel_name="python3", resources=where).execute()
        assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
        return "\n".join(texts(notebook))

    return executed


@pytest.fixture(scope="module")
def later(subdistrict: Path) -> Run:
    """The later of two years of a small plan, the earlier beside it."""
    folders = Folders(RAW, subdistrict, "subdistrict", 2024)
    return Run(folders, json.loads((folders.published / "summary.json").read_text("utf-8")))


def assert_nobody_is_shown(told: str, *runs: Run) -> None:
    assert [number for number in LONG_NUMBER.findall(told) if not AREA_CODE.fullmatch(number)] == []
    assert set(chain(*map(private, runs))) & set(re.findall(r"[\w\-]+", told)) == set()


@pytest.mark.parametrize("path", [FIRST, SPLIT, FINDINGS, WHAT_IF], ids=lambda path: path.stem)
def test_runs_on_the_city_and_keeps_personal_data_in(path: Path, execute: Execute, citywide: Run) -> None:
    told = execute(path, citywide)
    assert_nobody_is_shown(told, citywide)
    assert told.count("<svg") >= {FIRST: 3, SPLIT: 3, FINDINGS: 4, WHAT_IF: 6}[path]
    for figure in {
        FIRST: ["2,813,500.00", "▸", "合计与明细不符 · Sheet totals unlike their rows"],
        SPLIT: ["2,813,500.00", "不同 differing：0　✔", "假定多一分", *matching_of(citywide)],
        FINDINGS: [*findings_of(citywide), "▸", "Check digit of the identity number is wrong"],
        WHAT_IF: ["2,813,500.00", "3,024,980.00", "超出 too much 211,480.00", "10,574", "▲ +1,500.00"],
    }[path]:
        assert figure in told, figure
    if path == FIRST:
        assert re.search(r"99\*{13}\d\d[\dX]", told), "masked numbers"


def findings_of(run: Run) -> list[str]:
    """Severity and count, as a row of the notebook's table has them."""
    counts = run.table("out_finding").group_by("severity").len()
    words = {"error": "✘ 错误 · Error", "warning": "▲ 警告 · Warning", "note": "● 提示 · Note"}
    return [f'{words[severity]}</td><td style="text-align:right">{count}</td>' for severity, count in counts.rows()]


def matching_of(run: Run) -> list[str]:
    return [yuan(fen) for fen in run.table("plan_matching")["amount_fen"]]


def test_two_years(execute: Execute, later: Run) -> None:
    told = execute(YEARS, later)
    assert_nobody_is_shown(told, later)
    assert told.count("<svg") == 5
    for figure in ("110,200.00", "180,900.00", "+70,700.00", "7.07万元", "合计 · total", "people of 2024"):
        assert figure in told, figure


def test_awards_that_moved_no_money_are_in_the_total(execute: Execute, later: Run, tmp_path: Path) -> None:
    """The earlier year beside itself without the students, who are only counted."""
    published = later.folders.published.parent / "2023"
    for year in (2023, 2024):
        shutil.copytree(published, tmp_path / "subdistrict" / str(year))
    with Ledger(tmp_path / "subdistrict" / "2024" / "ledger.duckdb") as ledger:
        students = ledger.table("core_award").filter(standard_id="paired_student").height
        for change in (
            "update plan_setting set year = 2024",
            "delete from core_award where standard_id = 'paired_student'",
            "delete from core_person where list = 'paired' and category = 'student'",
        ):
            ledger.connection.execute(change)
    told = execute(YEARS, Run(Folders(RAW, tmp_path, "subdistrict", 2024), {}))
    for name in ("退出人员 · People no longer listed", "合计 · total"):
        money, awards = re.findall(rf"<td[^>]*>{name}</td><td[^>]*>([^<]*)</td><td[^>]*>([^<]*)</td>", told)[0]
        assert (money, awards) == ("0.00", f"-{students}")
    assert students > 0


def test_money_of_an_upper_level_is_split_by_hand_too(execute: Execute, tmp_path: Path) -> None:
    folders, summary = run_upper(tmp_path)
    told = execute(SPLIT, Run(folders, summary))
    assert re.search(r"1\d 格 cells，不同 differing：0　✔", told)
    assert "上级资金先付 upper-level money first" in told


@pytest.mark.parametrize("path", [FINDINGS], ids=lambda path: path.stem)
def test_runs_where_there_is_little_to_show(path: Path, execute: Execute, later: Run) -> None:
    """One payer, no matching money, the gate skipped."""
    told = execute(path, later)
    assert {SPLIT: "没有配套资金 · no matching money", FINDINGS: "没有检查记录 · no record of the gate"}[path] in told
    assert_nobody_is_shown(told, later)


def test_a_place_without_any_row_is_no_error(execute: Execute, later: Run) -> None:
    assert "180,900.00" in execute(FIRST, later, AREA_LINE="990681101000/nobody")


def test_tables_and_charts_are_in_words_and_yuan(citywide: Run) -> None:
    with Ledger(citywide.folders.published / "ledger.duckdb", read_only=True) as ledger:
        names = names_of(ledger)
    areas = list(names["area_code"])[:2]
    frame = pl.DataFrame(
        {"area_code": areas[::-1], "severity": ["error", None], "money_fen": [-5, 123456], "n": [0, 7]}
    )
    table = shown(frame, names)
    assert isinstance(table, Shown)
    assert table.frame.columns == ["area_code", "severity", "money_yuan", "n"]
    assert table.frame.row(1) == ("原锦澜办事处 · Former Jinlan Office", None, "1,234.56", 7)
    assert "✘ 错误 · Error" in table._repr_html_()
    assert "&lt;b&gt;" in Shown(pl.DataFrame({"said": ["<b>"], "holds": [True]}))._repr_html_()
    assert "7 more rows" in Shown(pl.DataFrame({"n": range(67)}))._repr_html_()
    rows = rows_of(frame, "area_code", names, "money_fen", signed=True)
    assert rows["row"].to_list() == [label(*names["area_code"][code]) for code in areas]
    assert rows["text"].to_list() == ["▲ +1,234.56", "▼ -0.05"]
    parts = pl.DataFrame({"area_code": areas[:1] * 2, "kind": ["goods", "cash"], "amount_fen": [100, 250]})
    assert split(parts, "area_code", "kind", names)["text"].to_list() == ["现金 2.50 · 物资 1.00"] * 2
    drawing = str(bars(rows).to_dict())
    assert all(text in drawing for text in rows["text"])
    both_years = side_by_side(frame, "area_code", names, {"money_fen": "钱 · money", "n": "人 · people"})
    assert both_years.select("part", "text").rows()[:2] == [("钱 · money", "1,234.56"), ("人 · people", "7")]
    assert "人 · people" in str(pairs(both_years).to_dict())
    assert drawn(bars, rows.clear(), "没有 · none").data == "没有 · none"


def private(run: Run) -> set[str]:
    """Names, identity numbers, accounts and phones of everybody in the run."""
    person, refused = run.table("core_person"), run.table("core_rejected")
    columns = [*person.select("name", "payee", "id_no", "account", "phone"), *refused.select("name", "id_no")]
    return set(pl.concat([column.cast(pl.String) for column in columns]).drop_nulls())
