"""A plan in plain words says every one of its rules, in both languages; its sheet and its schema are sound."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import openpyxl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.money import yuan
from pipelines.plan import Plan, load_plan
from pipelines.plan.lint import remarks_on
from pipelines.plan.model import PlanFile
from pipelines.plan.sheet import write_sheet
from pipelines.plan.speak import speak
from pipelines.plan.tree import plain, read_tree
from tests.builders import RAW

PLANS = {path.parent.name: load_plan(path.parent) for path in sorted(RAW.glob("*/plan.yaml"))}
YEARS = [(plan, year) for plan in PLANS.values() for year in plan.years]
RUN = CliRunner()
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def name_of(x: Any) -> str:
    return x.plan if isinstance(x, Plan) else str(x)


def spoken_for(plan: Plan, year: int, clause: str, zh: str, en: str) -> bool:
    """Some sentence cites the clause and has the words of both languages."""
    return any(clause == c and zh in z and en in e for c, z, e in speak(plan, year))


@pytest.mark.parametrize(("plan", "year"), YEARS, ids=name_of)
def test_every_standard_is_said_with_what_it_gives(plan: Plan, year: int) -> None:
    for standard in plan.standards:
        name, give = plan.name_of(standard), plan.give(standard, year)
        said = [
            (z, e)
            for c, z, e in speak(plan, year)
            if c == standard.clause and z.startswith(f"{standard.line}. {name.zh}")
        ]
        if give is None:
            assert said == [], f"{standard.id} is not in force in {year}"
            continue
        [(zh, en)] = said
        assert name.en in en
        amounts = [give.cash, standard.floor, *(good.value for good in give.goods.values())]
        for words in (zh, en):
            assert all(yuan(fen) in words for fen in amounts if fen is not None)
            assert all(str(age) in words for age in (standard.for_.min_age, standard.for_.max_age) if age is not None)
        for item in give.goods:
            goods = next(g for g in plan.goods if g.id == item)
            assert goods.name.zh in zh
            assert goods.name.en in en
        for flag in plan.flags:
            assert (flag.name.en in en) == (flag.id in standard.for_.flags) or flag.name.en in name.en


@pytest.mark.parametrize(("plan", "year"), YEARS, ids=name_of)
def test_every_other_rule_is_said(plan: Plan, year: int) -> None:
    names = {standard.id: plan.name_of(standard) for standard in plan.standards}
    sections = {section.id: section.name for section in plan.sections}
    assert any(clause == plan.stacking.clause for clause, _, _ in speak(plan, year))
    for rule in plan.stacking.together:
        parts = [names[rule.always]] if rule.always else []
        parts += [names[s] for s in rule.standards] + [sections[s] for s in rule.sections]
        for part in parts:
            assert spoken_for(plan, year, rule.clause, part.zh, part.en)
    for quota in plan.quotas:
        for limit in (quota.each_area, quota.each_group, quota.groups_each_area, quota.exactly):
            for standard in quota.standards if limit is not None else []:
                assert spoken_for(plan, year, quota.clause, names[standard].zh, names[standard].en)
                assert spoken_for(plan, year, quota.clause, f" {limit} ", str(limit))
    for payer in plan.payers:
        assert spoken_for(plan, year, payer.clause, payer.name.zh, payer.name.en)
        share = "" if payer.share == 1 else str(payer.share)
        assert spoken_for(plan, year, payer.clause, f"{payer.name.zh}承担{share}", f"{payer.name.en} pays {share}")
    areas = {area.code: area for area in plan.areas}
    for delivery in plan.delivery:
        for code in delivery.areas:
            assert spoken_for(plan, year, delivery.clause, areas[code].name_zh, areas[code].name_en)
    for step in plan.schedule:
        said = spoken_for(plan, year, step.clause, f"{step.first}", f"{step.first}")
        assert said == (step.year == year) or any(s.first == step.first for s in plan.schedule if s.year == year)
    for question in plan.open_questions:
        assert spoken_for(plan, year, question.clause, question.question.zh, question.question.en)
        assert spoken_for(plan, year, question.clause, question.reading.zh, question.reading.en)


@pytest.mark.parametrize(("plan", "year"), YEARS, ids=name_of)
def test_every_sentence_has_a_clause_and_both_languages(plan: Plan, year: int) -> None:
    for clause, zh, en in speak(plan, year):
        assert clause.strip()
        assert CHINESE.search(zh)
        assert re.search(r"[A-Za-z]{2}", en)
        assert "None" not in zh + en


def test_a_standard_that_stops_being_said_is_noticed() -> None:
    """The checks above can fail."""
    plan = PLANS["citywide"]
    assert not spoken_for(plan, 2023, plan.standards[0].clause, "不存在", "nowhere")


@pytest.mark.parametrize("plan", PLANS.values(), ids=name_of)
def test_the_sheet_can_be_read_and_holds_no_formula(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    shown = RUN.invoke(app, ["plan", plan.plan, "--raw", str(RAW), "--sheet", str(path), "--lang", "zh"])
    settled = all(remark["holds"] for remark in remarks_on(plan))
    assert shown.exit_code == (0 if settled else 4), shown.output
    book = openpyxl.load_workbook(path)
    rules, checked = book.worksheets
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}, "text only; n is an empty cell"
    assert all(cell.value is None for cell in cells if cell.data_type == "n")
    said = [tuple(cell.value for cell in row) for row in rules.iter_rows(min_row=3, max_col=3)]
    assert said[: len(speak(plan, max(plan.years)))] == speak(plan, max(plan.years))
    signs = [row[0].value for row in checked.iter_rows(min_row=3) if row[0].value]
    assert signs == ["✔" if remark["holds"] else "✘" for remark in remarks_on(plan)]
    assert "签字" in str([cell.value for cell in cells])


def test_words_of_a_plan_never_become_a_formula(tmp_path: Path) -> None:
    hostile = [("=1+1", '=HYPERLINK("x")', "+cmd|' /C calc'!A0")]
    write_sheet(PLANS["gaoban"], 2023, [], hostile, tmp_path / "plan.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx").worksheets[0]
    assert [cell.data_type for cell in sheet[3]] == ["s", "s", "s"]
    assert [cell.value for cell in sheet[3]] == list(hostile[0])


def test_same_plan_same_sheet(tmp_path: Path) -> None:
    plan = PLANS["wujiaqu"]
    for name in ("a.xlsx", "b.xlsx"):
        write_sheet(plan, 2023, remarks_on(plan), speak(plan, 2023), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.fixture(scope="module")
def schema() -> Any:
    shown = RUN.invoke(app, ["plan", "--schema"])
    assert shown.exit_code == 0
    jsonschema.Draft202012Validator.check_schema(found := json.loads(shown.stdout))
    return jsonschema.Draft202012Validator(found)


def as_json(folder: Path) -> Any:
    """plan.yaml as an editor's YAML plugin hands it to a JSON schema: keys are text."""
    return json.loads(json.dumps(plain(read_tree(folder / "plan.yaml"))))


@pytest.mark.parametrize("name", PLANS)
def test_the_schema_takes_every_shipped_plan(schema: Any, name: str) -> None:
    assert [error.message for error in schema.iter_errors(as_json(RAW / name))] == []


def test_the_schema_refuses_what_the_loader_refuses(schema: Any) -> None:
    def errors(change: Any) -> list[str]:
        tree = as_json(RAW / "citywide")
        change(tree)
        return [error.message for error in schema.iter_errors(tree)]

    assert errors(dict) == []
    assert errors(lambda tree: tree.update(payer=tree.pop("payers")))
    assert errors(lambda tree: tree["standards"][0].update(clase="§1"))
    assert errors(lambda tree: tree["standards"][0].update(id=1))
    assert errors(lambda tree: tree["standards"][0].pop("clause"))
    assert errors(lambda tree: tree["standards"][0]["give"][0].update(cash=12.5))
    assert errors(lambda tree: tree["standards"][0]["give"][0].update(cash=-1))
    assert errors(lambda tree: tree["payers"][0].update(share="0.5"))
    assert errors(lambda tree: tree["inputs"].update(matching="../x.csv"))
    assert errors(lambda tree: tree.update(areas=[]))
    assert errors(lambda tree: tree["standards"][0]["give"][0].update(cash="12.50")) == []


def test_the_schema_knows_every_word() -> None:
    assert PlanFile.model_json_schema()["properties"].keys() == PlanFile.model_fields.keys()
