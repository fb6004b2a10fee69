"""The run, on one page: plan and rosters in, a published ledger with its reports out.

    plan.yaml ─────────► plan_*  ─┐
    rosters/ ─► raw_* ─► core_person ─► core_award ─► out_allocation ─► out_funding ─► out_payment ◄─ paid/
                      └► core_rejected └► out_reconciliation, out_bridge ─► out_finding ─► gate ─► reports

Each stage is one module or one SQL file; only this page and the ledger touch the disk.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.check.catalogue import fingerprint, rules
from pipelines.check.findings import find
from pipelines.check.suites import keep_suites
from pipelines.check.verdict import answered, judge, keep_laws
from pipelines.clean import clean_rosters
from pipelines.clock import Clock, Tell, quiet
from pipelines.compared import compared_with
from pipelines.duplicates import find_duplicates, submitted
from pipelines.early import GATE, PAGE, Early, start
from pipelines.engine import CLOSE, DECIDE
from pipelines.folders import Folders
from pipelines.history import history, record
from pipelines.ingest import gathered
from pipelines.ingest.decisions import decided, read_decisions
from pipelines.known import last_years_people
from pipelines.ledger import Ledger, publish_tables
from pipelines.paid import payments
from pipelines.plan import load_plan, plan_tables
from pipelines.summary import REPORTED, summarise, write_summary


def run(folders: Folders, gate: bool = True, workers: int | None = None, tell: Tell = quiet) -> dict[str, Any]:
    """Run one plan and year, publish the result, and return its summary (`pipelines.summary`)."""
    with start(folders, gate, workers) as early:
        return close_books(folders, early, tell)


def close_books(folders: Folders, early: Early, tell: Tell = quiet) -> dict[str, Any]:
    """The run itself. `tell` hears each stage and each file read.

    Raises Problem for unusable input, a broken law or a failed gate; the earlier result then stands untouched.
    """
    clock = Clock(tell)
    with folders.building() as place:
        with clock.stage("plan"):
            plan = load_plan(folders.plan_folder)
            planned = plan_tables(plan, folders.rules or folders.year)
            catalogue = rules()
            if early.gate:
                keep_suites(catalogue)
        with clock.stage("read"):
            raw = gathered(early.reading, lambda file: tell("read", file))
        with clock.stage("clean"):
            cleaned = clean_rosters(raw, plan, last_years_people(folders))
        with Ledger(place / "ledger.duckdb") as ledger:
            with clock.stage("load"):
                listed = compared_with(folders, plan)
                back = payments(early.paid, folders.paid, plan)
                ledger.save(**planned, **raw.kept(), **cleaned._asdict(), **back._asdict(), core_listed=listed)
            with clock.stage("duplicates"):
                paying = planned["plan_list"].filter("pays")["list"].to_list()
                found = find_duplicates(*submitted(cleaned.core_person, cleaned.core_rejected, listed, paying))
                ledger.save(
                    **found._asdict(), core_decision=decided(read_decisions(folders.decisions), found.core_cluster)
                )
            with clock.stage("decide"):
                ledger.build(*DECIDE)
            with clock.stage("close"):
                ledger.build(*CLOSE)
                keep_laws(ledger.table("out_law"))
            with clock.stage("check"):
                ledger.save(**find(ledger, catalogue))
            tables = {name: ledger.table(name) for name in REPORTED if name != "out_gate"}
        with ThreadPoolExecutor(1) as beside:
            returns = beside.submit(_send_back, dict(tables), raw.raw_row, place / "returns")
            with clock.stage("gate"):
                answers = early.aside.ask(GATE, ledger=str(place / "ledger.duckdb")) if early.gate else []
                tables["out_gate"] = answered(answers, tables["out_rule"])
                record(folders, fingerprint(catalogue), tables["out_gate"])
                judge(tables["out_gate"])
            with Ledger(place / "ledger.duckdb") as ledger:
                ledger.save(out_gate=tables["out_gate"])
            with clock.stage("reports"):
                page = {"path": str(place / "report.html"), "history": history(folders)}
                early.aside.send(PAGE, ledger=str(place / "ledger.duckdb"), **page)
                from pipelines.reports.workbook import write_workbook  # noqa: PLC0415 - loads while the page is drawn

                publish_tables(tables, place / "tables")
                write_workbook(tables, place / "workbook.xlsx")
                early.aside.receive()
                returns.result()
        summary = summarise(tables, clock.seconds)
        write_summary(summary, place / "summary.json")
    return summary


def _send_back(tables: dict[str, pl.DataFrame], raw_row: pl.DataFrame, folder: Path) -> None:
    from pipelines.reports.returns import write_returns  # noqa: PLC0415 - loads while the gate is asked

    write_returns(tables, raw_row, folder)
