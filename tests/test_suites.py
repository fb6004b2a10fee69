"""The gate's suites are files: they hold catalogue and contracts, and Great Expectations reads them as its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.check.catalogue import rules
from pipelines.check.suites import SUITES, as_text, keep_suites, suites, write_suites
from pipelines.problems import Problem
from pipelines.tables import PUBLISHED, TABLES
from tests.builders import ROOT
from tests.conftest import Run

CATALOGUE = rules()


def test_the_files_hold_the_catalogue_and_every_contract() -> None:
    files = {path.stem: path.read_text("utf-8") for path in SUITES.glob("*.json")}
    assert files == {name: as_text(suite) for name, suite in suites(CATALOGUE).items()}, "run: warm check --suites"
    assert files.keys() == {"findings", *PUBLISHED} - {"out_gate"}
    asked = {e["meta"]["name"]: e for e in json.loads(files["findings"])["expectations"]}
    assert asked.keys() == {rule.rule for rule in CATALOGUE}
    for name in files.keys() - {"findings"}:
        kinds = [e["type"] for e in json.loads(files[name])["expectations"]]
        assert kinds.count("expect_column_values_to_not_be_null") == len(TABLES[name].required())
        assert len(kinds) == len(TABLES[name].required()) + 2  # and the columns, and the key


def test_files_that_lag_behind_stop_a_run_with_the_mend(tmp_path: Path) -> None:
    write_suites(CATALOGUE, tmp_path)
    keep_suites(CATALOGUE, tmp_path)
    with pytest.raises(Problem, match="warm check --suites") as behind:
        keep_suites(CATALOGUE[1:], tmp_path)
    assert behind.value.code == "suites_behind"
    (tmp_path / "out_law.json").unlink()
    with pytest.raises(Problem, match="out_law"):
        keep_suites(CATALOGUE, tmp_path)
    (tmp_path / "gone.json").write_text("{}", "utf-8")
    assert "gone" not in {path.stem for path in write_suites(CATALOGUE, tmp_path)}
    assert not (tmp_path / "gone.json").exists()


READ_AND_WRITE = """
import json, sys, warnings
warnings.simplefilter("ignore")
sys.modules["rfc3987_syntax"] = None
from pathlib import Path
import great_expectations as gx
for path in Path("expectations/suites").glob("*.json"):
    read = json.loads(path.read_text("utf-8"))
    written = gx.ExpectationSuite(**read).to_json_dict()
    print("read", path.stem if written == read else f"{path.stem} differs: {written}")
"""


def test_great_expectations_writes_them_as_it_read_them() -> None:
    said = subprocess.run(
        [sys.executable, "-c", READ_AND_WRITE], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.splitlines()
    read = [line.removeprefix("read ") for line in said if line.startswith("read ")]
    assert sorted(read) == sorted(path.stem for path in SUITES.glob("*.json"))


def test_plain_great_expectations_counts_what_the_ledger_counted(citywide: Run) -> None:
    ledger = citywide.folders.published / "ledger.duckdb"
    said = subprocess.run(
        [sys.executable, "tests/gx_plain.py", str(ledger)],
        capture_output=True, text=True, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": ""},
    ).stdout.splitlines()  # fmt: skip
    lines = [line.split() for line in said if line.startswith(("True", "False"))]
    counted = {name: int(number) for _, name, number, *_ in lines}
    assert counted == dict(citywide.table("out_rule").select("rule", "offenders").iter_rows())
    assert {name for success, name, *_ in lines if success == "False"} == {name for name, n in counted.items() if n}
    code = (ROOT / "tests" / "gx_plain.py").read_text("utf-8").splitlines()
    assert sum(bool(line) and not line.startswith(('"""', "import", "from")) for line in code) <= 8
