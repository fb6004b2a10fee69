"""Why this amount: every standard is tried and answers with its verdict; parts add up; nobody's number is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.explain import Reason, explain
from pipelines.explain.sheet import VERDICT, as_text, write_page
from pipelines.identity import mask_id
from pipelines.ledger import Ledger
from pipelines.plan import load_plan, plan_tables
from pipelines.problems import Problem
from tests.builders import CITYWIDE, identity_no, ledger
from tests.conftest import Run
from tests.eighth import number_of

STANDARDS = 15  # of the eighth plan in 2023


@pytest.fixture
def books(eighth: Run) -> Iterator[Ledger]:
    with Ledger(eighth.folders.published / "ledger.duckdb", read_only=True) as opened:
        yield opened


def told(books: Ledger, name: str, kind: Literal["person", "household"] = "person") -> dict[str, list[Reason]]:
    who, reasons, _ = explain(books, kind, number_of(name))
    assert who == mask_id(number_of(name))
    by_standard: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_standard.setdefault(reason.standard["standard_id"], []).append(reason)
    return by_standard


def verdicts(reasons: dict[str, list[Reason]]) -> dict[str, list[str]]:
    """Without those of another category, which are most."""
    found = {standard: [reason.verdict for reason in tried] for standard, tried in reasons.items()}
    return {standard: tried for standard, tried in found.items() if tried != ["category"]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("甲", {"heat": ["awarded"], "living": ["awarded"], "visit": ["awarded"], "soldiers": ["outranked"],
               "hardest": ["flag"]}),
        ("甲子", {"living": ["awarded"], "hardest": ["awarded"], "heat": ["category"]}),
        ("丙", {"heat": ["awarded"], "living": ["awarded", "duplicate"], "visit": ["over_quota"], "hardest": ["flag"]}),
        ("丁", {"elder": ["ineligible"], "hundred": ["ineligible"]}),
        ("戊", {"elder": ["ineligible"], "hundred": ["awarded"]}),
        ("子", {"hero": ["over_quota"]}),
        ("午", {"borderline": ["awarded"]}),
    ],
    ids=["several", "disabled child", "listed twice", "79", "100", "second hero", "unpriced"],
)  # fmt: skip
def test_every_standard_is_tried(books: Ledger, name: str, expected: dict[str, list[str]]) -> None:
    reasons = told(books, name)
    assert len(reasons) == STANDARDS
    assert verdicts(reasons) | {s: tried for s, tried in expected.items() if tried == ["category"]} == expected


def test_what_was_given_and_who_pays_add_up_to_the_fen(books: Ledger) -> None:
    everyone = books.query("select distinct id_no from core_person")["id_no"].to_list()
    seen = 0
    for number in everyone:
        for reason in explain(books, "person", number).reasons:
            parts = [part["amount_fen"] for part in reason.components if part["amount_fen"] is not None]
            assert sum(parts) == (reason.amount_fen if reason.verdict == "awarded" else 0)
            assert sum(payer["amount_fen"] for payer in reason.payers) == sum(parts)
            seen += reason.verdict == "awarded" and reason.amount_fen > 0
    assert seen == 25 - 1, "every award with money but the fund, which no person holds"


def test_the_words_of_an_award(books: Ledger) -> None:
    reasons = told(books, "甲")
    heat = reasons["heat"][0]
    assert [(p["payer"], p["share"], p["amount_fen"]) for p in heat.payers] == [
        ("province", "1/3", 20004), ("city", "1/3", 20003), ("county", "1/3", 20003),
    ]  # fmt: skip
    assert {part["component"]: part["amount_fen"] for part in reasons["living"][0].components} == {
        "rice": 30000,
        "daily": 10000,
    }
    soldiers = reasons["soldiers"][0]
    assert soldiers.because == "§4: dibao_all stands"
    assert soldiers.outranked_by == "安和街道.xlsx ▸ 低保户 ▸ 3"
    assert soldiers.place == "安和街道.xlsx ▸ 伤残军人 ▸ 3"
    assert told(books, "丁")["elder"][0].because == "§2(3): age 79 on 2023-01-22, from 80, to 99"
    assert told(books, "丙")["visit"][0].because == "§5(1): 2 > 1 (area)"
    [cash] = told(books, "辰妻")["living"][0].components
    assert (cash["component"], cash["name_zh"], cash["amount_fen"]) == ("cash", "现金", 40000)
    flour, oil = sorted(
        (part for part in told(books, "午")["borderline"][0].components if part["kind"] == "goods"),
        key=lambda part: str(part["component"]),
    )
    assert (flour["quantity"], flour["amount_fen"], oil["quantity"], oil["amount_fen"]) == (25, None, 5, None)


def test_a_household_and_a_listing(books: Ledger) -> None:
    household = told(books, "甲", "household")
    awarded = {s: len([r for r in tried if r.verdict == "awarded"]) for s, tried in household.items()}
    assert {s: n for s, n in awarded.items() if n} == {"heat": 1, "living": 3, "hardest": 1, "active": 1, "visit": 1}
    who, reasons, _ = explain(books, "award", " 安和街道.xlsx ▸ 低保户 ▸ 5 ")
    assert who == "安和街道.xlsx ▸ 低保户 ▸ 5"
    assert {r.standard["standard_id"] for r in reasons if r.verdict == "awarded"} == {"living", "hardest"}


@pytest.mark.parametrize("kind", ["person", "household", "award"])
def test_nobody_found_is_a_problem_that_hides_the_number(
    books: Ledger, kind: Literal["person", "household", "award"]
) -> None:
    nobody = identity_no(999, date(1980, 1, 1))
    with pytest.raises(Problem) as caught:
        explain(books, kind, "nowhere.xlsx ▸ x ▸ 1" if kind == "award" else nobody)
    assert caught.value.exit_code == 2
    assert nobody not in str(caught.value)


def test_text_and_page_in_both_languages_without_the_number(books: Ledger, tmp_path: Path) -> None:
    of_all = explain(books, "household", number_of("甲"))
    zh, en = as_text(of_all, "zh"), as_text(of_all, "en")
    write_page(of_all, "eighth", 2023, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    for words in ("✔ 核定", "取暖", "– 就高未采用", "大米 1 袋: 300.00", "省 1/3: 200.04"):
        assert words in zh
    for words in (
        "✔ awarded",
        "Heating",
        "– outranked by a higher standard",
        "Rice 1 袋: 300.00",
        "Province 1/3: 200.04",
    ):
        assert words in en
    for words in ("核定依据单", "Reason sheet", "取暖", "Heating", "✔ awarded", "3,300.10"):
        assert words in page
    assert zh.startswith(f"{of_all.who}: 3,300.10")
    for name in ("甲", "甲妻", "甲子"):
        assert all(number_of(name) not in text for text in (zh, en, page))
    assert "://" not in page, "nothing is fetched"


def test_every_status_has_words(books: Ledger) -> None:
    statuses = set(books.query("select distinct status from core_award")["status"])
    assert statuses <= VERDICT.keys()
    assert {"category", "flag", "excluded", "in_household"} <= VERDICT.keys()


def test_excluded_where_the_plan_says_so() -> None:
    """Citywide lines exclude each other: the earlier stays, the other says which."""
    birth = date(1970, 1, 1)
    rows = [
        {"file": "f", "area": load_plan(CITYWIDE).areas[0].code, "sheet": category, "sheet_no": n, "row_no": 5,
         "list": "general", "category": category, "claimed": 10000, "birth": birth, "id_no": identity_no(7, birth)}
        for n, category in enumerate(["urban_dibao", "rural_dibao"], 1)
    ]  # fmt: skip
    with ledger(plan_tables(load_plan(CITYWIDE), 2023), rows) as made:
        reasons = explain(made, "person", identity_no(7, birth)).reasons
    found = {reason.standard["standard_id"]: reason for reason in reasons if reason.place}
    assert {name: reason.verdict for name, reason in found.items()} == {
        "urban_dibao": "awarded",
        "rural_dibao": "excluded",
    }
    assert found["rural_dibao"].outranked_by == "f ▸ urban_dibao ▸ 5"


def test_the_command(eighth: Run, tmp_path: Path) -> None:
    number = number_of("丙")
    about = ["explain", "eighth", "2023", "--out", str(eighth.folders.curated)]
    page = tmp_path / "reason.html"
    shown = CliRunner().invoke(app, [*about, "--person", number, "--json", "--page", str(page)])
    assert shown.exit_code == 0, shown.output
    answer = json.loads(shown.stdout)
    assert answer["who"] == mask_id(number)
    assert number not in shown.output + page.read_text("utf-8")
    for asked, code in (([], 2), (["--person", number, "--household", number], 2), (["--person", "x"], 2)):
        assert CliRunner().invoke(app, [*about, *asked]).exit_code == code
    assert (
        CliRunner().invoke(app, ["explain", "eighth", "2019", "--person", number, "--out", str(tmp_path)]).exit_code
        == 3
    )
