"""`warm`: the command line. Words and exit codes live here; the work is in `flow`. Heavy imports wait until needed."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pipelines.folders import Folders

ROOT = Path(__file__).parents[1]
EXITS = (
    "Exit codes: 0 balanced · 1 balanced, findings need a decision · 2 usage · 3 unusable input · "
    "4 does not balance · 5 environment."
)

app = typer.Typer(
    name="warm",
    help="Warm Ledger (暖账): relief rosters in, a balanced ledger out.\n\n"
    "Try: warm run citywide 2023 · warm plan citywide · warm check · warm explain citywide 2023 --help",
    epilog=EXITS,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Lang(StrEnum):
    zh = "zh"
    en = "en"


def _locale() -> Lang:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or locale.getlocale()[0]
    return Lang.zh if (named or "").lower().startswith(("zh", "chinese")) else Lang.en


PlanName = Annotated[str, typer.Argument(help="The plan: a folder of data/raw, e.g. citywide.")]
Year = Annotated[int, typer.Argument(help="The plan year, e.g. 2023.")]
Raw = Annotated[Path, typer.Option("--raw", help="Where the plan folders are.")]
Out = Annotated[Path, typer.Option("--out", help="Where results go: OUT/PLAN/YEAR.")]
Language = Annotated[Lang | None, typer.Option("--lang", help="Language of what is printed; default: the locale.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of words.")]
RAW, OUT = Path("data/raw"), Path("data/curated")


@app.command(epilog=EXITS)
def run(
    plan: PlanName,
    year: Year,
    raw: Raw = RAW,
    out: Out = OUT,
    gate: Annotated[bool, typer.Option(help="Run Great Expectations before publishing.")] = True,
    workers: Annotated[int | None, typer.Option(min=1, help="Reading processes; default: one a core.")] = None,
    lang: Language = None,
    as_json: AsJson = False,
) -> None:
    """Read the rosters, check them, award, allocate, fund, reconcile, publish. (全流程)

    Rosters are read from RAW/PLAN/YEAR/rosters. The result, page and workbook go to OUT/PLAN/YEAR; an earlier result
    stands until the new one is complete.
    """
    with mended(lang, as_json):
        from pipelines.early import start  # noqa: PLC0415

        folders = _folders(raw, out, plan, year)
        words = (lang or _locale()).value
        with start(folders, gate, workers) as early:
            from pipelines.flow import close_books  # noqa: PLC0415
            from pipelines.terminal import progress, show_run  # noqa: PLC0415

            with progress(words, silent=as_json) as tell:
                summary = close_books(folders, early, tell)
        if as_json:
            typer.echo(json.dumps(summary, ensure_ascii=False))
        else:
            show_run(folders, summary, words)
        raise typer.Exit(summary["exit_code"])


@app.command(epilog=EXITS)
def plan(
    plan: Annotated[str | None, typer.Argument(help="The plan: a folder of data/raw, e.g. citywide.")] = None,
    raw: Raw = RAW,
    year: Annotated[int | None, typer.Option(help="The year to read aloud; default: the last.")] = None,
    sheet: Annotated[Path | None, typer.Option("--sheet", help="Write it all as a workbook to read and sign.")] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON schema of plan.yaml, for editors.")] = False,
    lang: Language = None,
    as_json: AsJson = False,
) -> None:
    """Check a plan: every error at once, with file and line; its own arithmetic; then its rules in words. (方案检查)

    Exit code 4 when the plan's own figures do not add up.
    """
    with mended(lang, as_json):
        from pipelines.plan import load_plan  # noqa: PLC0415
        from pipelines.plan.lint import remarks_on  # noqa: PLC0415
        from pipelines.plan.model import PlanFile  # noqa: PLC0415
        from pipelines.plan.speak import speak  # noqa: PLC0415

        if schema:
            typer.echo(json.dumps(PlanFile.model_json_schema(), ensure_ascii=False, indent=1))
            return
        if plan is None:
            raise typer.BadParameter("name a plan, or ask for --schema")
        loaded = load_plan(_folder(raw, plan))
        words = (lang or _locale()).value
        read = loaded.known_year(year or max(loaded.years))
        remarks, spoken = remarks_on(loaded), speak(loaded, read)
        if sheet:
            from pipelines.plan.sheet import write_sheet  # noqa: PLC0415

            write_sheet(loaded, read, remarks, spoken, sheet)
        if as_json:
            rules = [{"clause": clause, "zh": zh, "en": en} for clause, zh, en in spoken]
            typer.echo(json.dumps({"plan": loaded.plan, "remarks": remarks, "rules": rules}, ensure_ascii=False))
        else:
            for remark in remarks:
                typer.echo(f"{'✔' if remark['holds'] else '✘'} {remark[words]}")
            typer.echo("")
            for clause, zh, en in spoken:
                typer.echo(f"{clause:12} {zh if words == 'zh' else en}")
        raise typer.Exit(0 if all(remark["holds"] for remark in remarks) else 4)


@app.command(epilog=EXITS)
def explain(
    plan: PlanName,
    year: Year,
    person: Annotated[str | None, typer.Option(help="An identity number.")] = None,
    household: Annotated[str | None, typer.Option(help="The identity number of a household's head.")] = None,
    award: Annotated[str | None, typer.Option(help="A place as findings write it: 'file ▸ sheet ▸ row'.")] = None,
    page: Annotated[Path | None, typer.Option("--page", help="Also write the reason sheet as a page to print.")] = None,
    out: Out = OUT,
    lang: Language = None,
    as_json: AsJson = False,
) -> None:
    """Why this amount? Every standard tried, the condition that held or failed, what outranked what. (为何是这个数)"""
    asked = {"person": person, "household": household, "award": award}
    given = [(kind, key) for kind, key in asked.items() if key]
    if len(given) != 1:
        raise typer.BadParameter("give exactly one of --person, --household and --award")
    with mended(lang, as_json):
        from pipelines.explain import explain as reasons_of  # noqa: PLC0415
        from pipelines.explain.sheet import as_text, write_page  # noqa: PLC0415
        from pipelines.ledger import Ledger  # noqa: PLC0415

        words = (lang or _locale()).value
        with Ledger(out / plan / str(year) / "ledger.duckdb", read_only=True) as ledger:
            who, reasons = reasons_of(ledger, given[0][0], given[0][1])  # type: ignore[arg-type]
        if as_json:
            typer.echo(json.dumps({"who": who, "reasons": [vars(r) for r in reasons]}, ensure_ascii=False))
        else:
            typer.echo(as_text(who, reasons, words))
        if page:
            write_page(who, reasons, plan, year, page)
            typer.echo(f"→ {page}", err=True)


@app.command(epilog=EXITS)
def check(
    explain: Annotated[str | None, typer.Option("--explain", metavar="RULE", help="All about one rule.")] = None,
    lang: Language = None,
    as_json: AsJson = False,
) -> None:
    """List the rules of the catalogue, or explain one. (检查目录)"""
    with mended(lang, as_json):
        from pipelines.check.catalogue import rules  # noqa: PLC0415

        words = (lang or _locale()).value
        known = {rule.rule: rule for rule in rules()}
        if explain and explain not in known:
            raise typer.BadParameter(f"{explain}: not among {', '.join(known)}")
        for name, rule in known.items():
            if explain in (None, name):
                typer.echo(f"{name:24} {rule.severity:8} {rule.title[words]}")
        if explain:
            rule = known[explain]
            query = rule.sql.partition("*/")[2].rstrip()
            typer.echo(f"\n{rule.why[words]}\n→ {rule.mend[words]}\n({rule.source})\n{query}")


@app.command(epilog=EXITS)
def sample(
    plan: PlanName,
    year: Year,
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")] = 2023,
    scale: Annotated[float, typer.Option(min=0.001, help="Multiplies the number of people.")] = 1.0,
    raw: Raw = RAW,
    to: Annotated[Path | None, typer.Option("--to", help="Folder to write; default: RAW/PLAN/YEAR.")] = None,
    lang: Language = None,
) -> None:
    """Write invented rosters for a plan, with planted mistakes and their answer key. (样例名册)"""
    with mended(lang, False):
        from pipelines.sample import write_sample  # noqa: PLC0415

        folder = _folder(raw, plan)
        target = to or folder / str(year)
        write_sample(folder, year, seed, scale, target)
        typer.echo(f"{target}")


@app.command(epilog=EXITS)
def lab(
    port: Annotated[int, typer.Option(help="Port on this machine only (127.0.0.1).")] = 8888,
) -> None:
    """Open JupyterLab on the notebooks, on this machine only. (笔记本)"""
    os.execv(  # noqa: S606 - our own interpreter
        sys.executable,
        [sys.executable, "-m", "jupyter", "lab", "--ip=127.0.0.1", f"--port={port}", str(ROOT / "notebooks")],
    )


def _folders(raw: Path, out: Path, plan: str, year: int) -> Folders:
    from pipelines.folders import Folders  # noqa: PLC0415

    _folder(raw, plan)
    return Folders(raw, out, plan, year)


def _folder(raw: Path, plan: str) -> Path:
    """RAW/PLAN; PLAN is a plain folder name, so that it cannot point elsewhere."""
    known = sorted(path.parent.name for path in raw.glob("*/plan.yaml"))
    if plan not in known:
        from pipelines.problems import Problem  # noqa: PLC0415

        listed = ", ".join(known) or "—"
        raise Problem(
            "plan_unknown",
            f"{raw} 中没有方案「{plan}」；现有：{listed}。请检查名称，或用 --raw 指定方案所在文件夹",
            f"no plan “{plan}” in {raw}; there are: {listed}. Check the name, or say where plans are with --raw",
            2,
        )
    return raw / plan


@contextmanager
def mended(lang: Lang | None, as_json: bool) -> Iterator[None]:
    """Show a Problem in the user's language, and end with its exit code."""
    from pipelines.problems import Problem  # noqa: PLC0415

    try:
        yield
    except Problem as problem:
        words = problem.zh if (lang or _locale()) is Lang.zh else problem.en
        shown: Any = json.dumps({"code": problem.code, "zh": problem.zh, "en": problem.en}, ensure_ascii=False)
        typer.echo(shown if as_json else f"✘ {words}", err=True)
        raise typer.Exit(problem.exit_code) from None
