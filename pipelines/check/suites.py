"""The gate's suites as Great Expectations writes them: `findings` (every rule) and one of contracts a published table.

They are files, `expectations/suites/*.json`, made by `warm check --suites` and read by the gate, or by plain Great
Expectations. Made here without importing it, which takes seconds; a test holds files, rules and contracts together.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipelines.check.catalogue import Rule
from pipelines.folders import EXPECTATIONS
from pipelines.problems import Problem
from pipelines.tables import PUBLISHED, TABLES, Table

SUITES = EXPECTATIONS / "suites"
FINDINGS, CONTRACTS = "findings", "contracts"
ASKED_OF = "plan_setting"
"""The table that `findings` is asked of: its queries name their own, and every ledger has this one's one row."""
WEIGHT = {"error": "critical", "warning": "warning", "note": "info"}
Suite = dict[str, Any]


def suites(catalogue: list[Rule]) -> dict[str, Suite]:
    """Name → suite, as `ExpectationSuite(**suite)` takes it. `out_gate` has none: it is what the gate makes."""
    tables = {name: _suite(name, _contract(name, TABLES[name])) for name in PUBLISHED if name != "out_gate"}
    return {FINDINGS: _suite(FINDINGS, [_finding(rule) for rule in catalogue]), **tables}


def write_suites(catalogue: list[Rule], folder: Path = SUITES) -> list[Path]:
    """The files of `folder`, made anew; files of rules and tables that are no more go."""
    folder.mkdir(exist_ok=True)
    made = {folder / f"{name}.json": as_text(suite) for name, suite in suites(catalogue).items()}
    for path in folder.glob("*.json"):
        if path not in made:
            path.unlink()
    for path, text in made.items():
        path.write_text(text, "utf-8", newline="\n")
    return sorted(made)


def keep_suites(catalogue: list[Rule], folder: Path = SUITES) -> None:
    """Raises Problem when the files do not hold these rules and contracts: the gate would ask something else."""
    made = suites(catalogue)
    read = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    behind = sorted(name for name in made.keys() | read.keys() if _asks(made, name) != _asks(read, name))
    if behind:
        raise Problem(
            "suites_behind",
            f"expectations/suites 与检查目录不一致：{'、'.join(behind)}；请运行 warm check --suites 重新生成",
            f"expectations/suites does not hold the catalogue as it is: {', '.join(behind)}; "
            "make the files anew with `warm check --suites`",
        )


def _asks(read: dict[str, Suite], name: str) -> Any:
    return read[name]["expectations"] if name in read else None


def as_text(suite: Suite) -> str:
    return json.dumps(suite, ensure_ascii=False, indent=1) + "\n"


def _suite(name: str, expectations: list[dict[str, Any]]) -> Suite:
    meta = {"great_expectations_version": version("great-expectations")}
    return {"name": name, "id": None, "expectations": expectations, "meta": meta, "notes": None}


def _finding(rule: Rule) -> dict[str, Any]:
    # Great Expectations formats the text, and warns of queries that do not name their batch; ours name their tables.
    query = "/* {batch} */\n" + rule.query.replace("{", "{{").replace("}", "}}")
    asked = _expect("unexpected_rows_expectation", rule.rule, unexpected_rows_query=query)
    return {**asked, "description": f"{rule.title['en']} / {rule.title['zh']}", "severity": WEIGHT[rule.severity]}


def _contract(name: str, table: Table) -> list[dict[str, Any]]:
    """Columns in order, required ones never null, the key unique."""
    key = (
        _expect("expect_column_values_to_be_unique", f"{name}: key unique", column=table.key[0])
        if len(table.key) == 1
        else _expect("expect_compound_columns_to_be_unique", f"{name}: key unique", column_list=list(table.key))
    )
    return [
        _expect("expect_table_columns_to_match_ordered_list", f"{name}: columns", column_list=list(table.columns)),
        *(
            _expect("expect_column_values_to_not_be_null", f"{name}.{column}: not null", column=column)
            for column in table.required()
        ),
        key,
    ]


def _expect(kind: str, name: str, **kwargs: Any) -> dict[str, Any]:
    return {"type": kind, "kwargs": kwargs, "meta": {"name": name}, "severity": "critical"}
