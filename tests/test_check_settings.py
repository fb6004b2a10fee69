"""A plan may weigh a check otherwise: off with a reason, another severity, a tolerance. The gate counts all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.check.catalogue import DERIVED, rules
from pipelines.check.findings import find
from pipelines.flow import run
from pipelines.folders import Folders
from pipelines.ledger import Ledger
from pipelines.plan import PlanProblems, load_plan, plan_tables
from pipelines.plan.speak import speak
from pipelines.tables import TABLES
from tests.builders import RAW, SMALL_TOWNS, Rows, full, plan_folder, warm

SETTINGS = """
checks:
  duplicate_in_line: {severity: off, reason: settled by hand}
  identity_sex: {severity: error}
  sheet_total: {tolerance_fen: 100000000, reason: rounding}
compare:
  - {plan: wujiaqu, year: 2023}
"""


def with_settings(raw: Path, text: str) -> Path:
    year = plan_folder(raw, SMALL_TOWNS)
    path = raw / "citywide" / "plan.yaml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    return year


def settled(
    tmp_path: Path, settings: Rows, claims: Rows
) -> tuple[list[tuple[str, str]], dict[str, tuple[str, int, int]]]:
    """(rule, severity) of each finding, and rule → severity, offenders, findings; over some claims alone."""
    given = {"plan_check": settings, "core_claim": claims}
    with Ledger(tmp_path / "l.duckdb") as ledger:
        ledger.save(**{n: full(n, given.get(n, [])) for n in TABLES if not n.startswith("out_") and n not in DERIVED})
        ledger.save(**{name: full(name, []) for name in TABLES if name.startswith("out_")})
        found = find(ledger, rules())
    about = found["out_rule"].select("rule", "severity", "offenders", "findings").rows()
    listed = found["out_finding"].filter(rule="amount_differs").select("rule", "severity").rows()
    return listed, {rule: (severity, offenders, findings) for rule, severity, offenders, findings in about}


CLAIMS = [
    {"file": "f", "sheet": "s", "row_no": n, "outcome": "awarded", "computed_fen": 10000, "claimed_fen": 10000 + fen}
    for n, fen in enumerate((1, 50, 51))
]


def test_as_the_catalogue_says(tmp_path: Path) -> None:
    listed, about = settled(tmp_path, [], CLAIMS)
    assert listed == [("amount_differs", "error")] * 3
    assert about["amount_differs"] == ("error", 3, 3)


@pytest.mark.parametrize(
    ("setting", "listed", "about"),
    [
        ({"severity": "note"}, ["note"] * 3, ("note", 3, 3)),
        ({"severity": "off", "reason": "so"}, [], ("off", 3, 0)),
        ({"tolerance_fen": 50}, ["error"], ("error", 3, 1)),
        ({"tolerance_fen": 51, "severity": "warning"}, [], ("warning", 3, 0)),
    ],
)
def test_as_the_plan_says(tmp_path: Path, setting: dict[str, object], listed: list[str], about: object) -> None:
    found, rule = settled(tmp_path, [{"rule": "amount_differs", **setting}], CLAIMS)
    assert found == [("amount_differs", severity) for severity in listed]
    assert rule["amount_differs"] == about


def test_a_run_heeds_them_says_so_and_passes_the_gate(tmp_path: Path) -> None:
    with_settings(tmp_path / "raw", SETTINGS.partition("compare")[0])
    folders = Folders(tmp_path / "raw", tmp_path / "out", "citywide", 2023)
    summary = run(folders)
    assert summary["gate"]["agreeing"] == summary["gate"]["expectations"] > 0
    with Ledger(folders.published / "ledger.duckdb", read_only=True) as ledger:
        about = {row["rule"]: row for row in ledger.table("out_rule").to_dicts()}
        kept = {row["rule"]: row for row in ledger.table("plan_check").to_dicts()}
    assert kept.keys() == {"duplicate_in_line", "identity_sex", "sheet_total"}
    assert (about["duplicate_in_line"]["severity"], about["duplicate_in_line"]["reason"]) == ("off", "settled by hand")
    assert about["identity_sex"]["severity"] == "error"
    page = (folders.published / "report.html").read_text("utf-8")
    assert "settled by hand" in page
    assert "Checks this plan weighs otherwise" in page


def test_they_are_read_aloud(tmp_path: Path) -> None:
    with_settings(tmp_path, SETTINGS)
    plan = load_plan(tmp_path / "citywide")
    spoken = {clause: en for clause, _, en in speak(plan, 2023)}
    assert spoken["checks.duplicate_in_line"] == "Check duplicate_in_line: is off (settled by hand)."
    assert spoken["checks.sheet_total"].startswith(
        "Check sheet_total: findings of up to 1,000,000.00 yuan are let pass"
    )
    assert spoken["compare"] == "Compared with those paid by wujiaqu 2023."
    assert plan_tables(plan, 2023)["plan_check"].height == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  duplicate_in_lin: {severity: note}", "did you mean `duplicate_in_line`"),
        ("  row_total: {severity: off}", "needs a `reason`"),
        ("  row_total: {severity: quiet}", "is one of"),
        ("  row_total: {tolerance_fen: -1}", "may not be less than 0"),
        ("  row_total: {tolerance_fen: 0.5}", "is a whole number"),
        ("  row_total: {reason: so}", "says neither"),
        ("  row_total: {severity: note, tolerance: 1}", "not a word of the plan language"),
    ],
)
def test_a_wrong_one_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    with_settings(tmp_path, f"checks:\n{line}\n")
    number = (tmp_path / "citywide" / "plan.yaml").read_text("utf-8").split("\n").index(line) + 1
    with pytest.raises(PlanProblems) as wrong:
        load_plan(tmp_path / "citywide")
    assert [(place, said in words.en) for place, words in wrong.value.errors] == [(f"plan.yaml:{number}", True)]


def test_a_ledger_to_compare_with_must_be_there(tmp_path: Path) -> None:
    with_settings(tmp_path / "raw", SETTINGS)
    shown = warm("run", "citywide", 2023, "--raw", tmp_path / "raw", "--out", tmp_path / "out", "--no-gate", "--json")
    assert shown.returncode == 3, shown.stderr
    assert "no_ledger" in shown.stderr
    assert RAW.is_dir()
