"""Lists beside the rosters, and people paid by other plans: read, compared, and refused with the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.ingest.lists import read_lists
from pipelines.ledger import Ledger
from pipelines.problems import Problem
from tests.builders import identity_no, plan_folder, town

P, Q, R, S = (identity_no(n, date(1950, 1, n)) for n in range(1, 5))


def book(path: Path, rows: list[list[object]]) -> None:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    made.save(path)


def test_lists_of_every_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "deceased.csv").write_text(f"姓名,身份证号\n赵某,{P}\n,\n钱某,{Q.lower()}\n", "utf-8-sig")
    (tmp_path / "already_paid 2022.csv").write_bytes(f"附件\n序号,公民身份号码\n1,{R}\n".encode("gb18030"))
    book(tmp_path / "institutions.xlsx", [["集中供养人员"], ["姓名", "身份证号", "机构"], ["孙某", S, "甲院"]])
    told = [(row["kind"], row["source"], row["row_no"], row["id_no"], row["name"]) for row in read_lists(tmp_path)]
    assert told == [
        ("already_paid", "already_paid 2022.csv", 3, R, None),
        ("deceased", "deceased.csv", 2, P, "赵某"),
        ("deceased", "deceased.csv", 4, Q, "钱某"),
        ("institution", "institutions.xlsx", 3, S, "孙某"),
    ]
    assert read_lists(tmp_path / "none") == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("dead.csv", b"", "its name must begin with one of deceased"),
        ("deceased.csv", "姓名,住址\n赵某,东湖村\n".encode(), "no column headed"),
        ("deceased.csv", b"", "no column headed"),
        ("deceased.csv", b"\xff\xfe\xfa\xff", "no column headed"),
        ("deceased.xlsx", b"not a workbook", "no Excel workbook nor any other table"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Problem, match=said) as refused:
        read_lists(tmp_path)
    assert (refused.value.code, refused.value.exit_code) == ("list_unreadable", 3)
    assert f"lists/{name}" in refused.value.zh


def test_a_run_compares_with_lists_and_other_ledgers(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    year = plan_folder(raw)
    town(year / "rosters" / "a.xlsx", "梨坞镇", {"农村低保": [(P, 100), (Q, 100), (R, 100)]})
    (year / "lists").mkdir()
    (year / "lists" / "deceased.csv").write_text(f"身份证号\n{P}\n", "utf-8")
    (year / "lists" / "institutions.csv").write_text(f"身份证号\n{Q}\n12345\n", "utf-8")
    run(Folders(raw, out, "citywide", 2023), gate=False)
    twin = raw / "twin"
    (raw / "citywide").rename(twin)
    path = twin / "plan.yaml"
    text = path.read_text("utf-8").replace("plan: citywide", "plan: twin", 1)
    path.write_text(text + "\ncompare:\n  - {plan: citywide, year: 2023}\n  - {plan: twin, year: 2023}\n", "utf-8")
    folders = Folders(raw, out, "twin", 2023)
    by_rule = run(folders, gate=False)["findings"]["by_rule"]
    told = {name: by_rule[name] for name in (
        "listed_deceased", "listed_institution", "listed_unsound", "overlap_other_plan", "overlap_already_paid"
    )}  # fmt: skip
    assert told == {
        "listed_deceased": 1, "listed_institution": 1, "listed_unsound": 1, "overlap_other_plan": 3,
        "overlap_already_paid": 0,
    }  # fmt: skip
    with Ledger(folders.published / "ledger.duckdb", read_only=True) as ledger:
        listed = ledger.table("core_listed").filter(kind="other_plan")
        place = ledger.table("out_finding").filter(rule="overlap_other_plan")["expected"].to_list()
    assert listed["id_no"].to_list() == sorted([P, Q, R])
    assert place == [f"citywide/2023 ▸ {n}" for n in (1, 2, 3)]
