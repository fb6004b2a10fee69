"""`warm check`: the catalogue listed and explained, its page kept in step, a rule asked of a published ledger."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.check.catalogue import fingerprint, rules
from pipelines.check.page import pages
from pipelines.cli import app
from pipelines.words import FAMILY
from tests.conftest import Run

CATALOGUE = {rule.rule: rule for rule in rules()}
RUN = CliRunner()


def said(*words: object, code: int = 0) -> str:
    shown = RUN.invoke(app, ["check", *map(str, words), "--lang", "en"])
    assert shown.exit_code == code, shown.output
    return shown.stdout


def data(*words: object, code: int = 0) -> Any:
    return json.loads(said(*words, "--json", code=code))


def test_the_catalogue_is_listed_by_family() -> None:
    listed = data("--list")
    assert {row["rule"] for row in listed} == CATALOGUE.keys()
    assert len(listed) >= 50
    families = list(dict.fromkeys(row["family"] for row in listed))
    assert families == list(FAMILY), "every family has a rule, in the order of the words"
    assert all(row["title"].keys() == row["why"].keys() == row["mend"].keys() == {"zh", "en"} for row in listed)
    some = data("--family", "funding")
    assert [row["rule"] for row in some] == sorted(row["rule"] for row in listed if row["family"] == "funding")
    assert f"({len(some)})" in said("--family", "funding")
    assert "no rule" not in said("--list")


def test_one_rule_is_explained_whole() -> None:
    told = data("--explain", "row_total")
    assert told["query"] == CATALOGUE["row_total"].query
    assert {example["finds"] > 0 for example in told["examples"]} == {True, False}
    assert told["mend"]["en"] in said("--explain", "row_total")


@pytest.mark.parametrize(
    "words", [("--explain", "row_totl"), ("--family", "fund"), ("--rule", "row_total"), ("citywide",)]
)
def test_what_is_not_known_is_said(words: tuple[str, ...]) -> None:
    shown = RUN.invoke(app, ["check", *words])
    assert shown.exit_code == 2
    if "row_totl" in words:
        assert "row_total" in shown.stderr


def test_the_page_is_what_the_files_say() -> None:
    for path, text in pages(rules()).items():
        assert path.read_text("utf-8") == text, "run: warm check --page"
        assert all(f"`{name}`" in text for name in CATALOGUE)
        anchors = set(re.findall(r'<a id="(\w+)">', text))
        assert set(re.findall(r"\]\(#(\w+)\)", text)) == anchors == CATALOGUE.keys()


def test_a_rule_asked_of_a_ledger_shows_its_offenders_masked(citywide: Run) -> None:
    out = citywide.folders.curated
    found = data("citywide", 2023, "--rule", "duplicate_in_line", "--out", out, code=1)["offenders"]
    listed = citywide.table("out_finding")
    assert len(found) == listed.filter(rule="duplicate_in_line").height > 0
    printed = said("citywide", 2023, "--rule", "duplicate_in_line", "--out", out, code=1)
    assert printed.count("▸") >= 2 * len(found)
    assert not re.search(r"\d{17}[\dX]", printed)
    assert said("citywide", 2023, "--rule", "row_total", "--out", out).splitlines()[0].split()[2] == "0"


def test_a_family_asked_of_a_ledger_is_counted(citywide: Run) -> None:
    counted = data("citywide", 2023, "--family", "identity", "--out", citywide.folders.curated, code=1)
    kept = dict(citywide.table("out_rule").filter(family="identity").select("rule", "offenders").iter_rows())
    assert {row["rule"]: row["offenders"] for row in counted} == kept


def test_a_ledger_that_is_not_there_is_said(tmp_path: Path) -> None:
    shown = RUN.invoke(app, ["check", "citywide", "2023", "--rule", "row_total", "--out", str(tmp_path), "--json"])
    assert shown.exit_code == 3
    assert json.loads(shown.stderr)["code"] == "no_ledger"


def test_the_fingerprint_tells_queries_and_weights_not_words() -> None:
    from dataclasses import replace

    one = rules()
    assert fingerprint(one) == fingerprint([replace(one[0], title={"zh": "甲", "en": "a"}), *one[1:]])
    assert fingerprint(one) != fingerprint([replace(one[0], severity="off"), *one[1:]])
    assert fingerprint(one) != fingerprint([replace(one[0], sql=one[0].sql + " -- x"), *one[1:]])
