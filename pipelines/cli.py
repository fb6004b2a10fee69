"""`warm`: the command line. Words and exit codes live here; the work is in `flow`. Heavy imports wait until needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli_check import check
from pipelines.cli_compare import compare
from pipelines.cli_decide import decide
from pipelines.cli_lab import lab
from pipelines.cli_reconcile import reconcile
from pipelines.cli_what_if import EXAMPLES, what_if
from pipelines.options import (
    EXITS,
    OUT,
    RAW,
    AsJson,
    Language,
    Out,
    PlanName,
    Raw,
    Year,
    folders_of,
    language,
    mended,
    plan_folder,
)  # fmt: skip

app = typer.Typer(
    name="warm",
    help="Warm Ledger (暖账): relief rosters in, a balanced ledger out.\n\n"
    "Try: warm run citywide 2023 · warm plan citywide · warm check · warm explain citywide 2023 --help",
    epilog=EXITS,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help, in half the time
)


@app.command(epilog=EXITS)
def run(
    plan: PlanName,
    year: Year,
    raw: Raw = RAW,
    out: Out = OUT,
    gate: Annotated[bool, typer.Option(help="Run Great Expectations before publishing.")] = True,
    rules: Annotated[
        int | None, typer.Option(help="Apply another year's rules; made in OUT/PLAN/YEAR-rules-N.")
    ] = None,
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

        folders = folders_of(raw, out, plan, year, rules)
        words = (lang or language()).value
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
        loaded = load_plan(plan_folder(raw, plan))
        words = (lang or language()).value
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
def ingest(
    plan: PlanName,
    year: Year,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="FILE", help="One roster: draw how it was read, as a page.")
    ] = None,
    to: Annotated[Path, typer.Option("--to", help="Where to write that page.")] = Path("understood.html"),
    raw: Raw = RAW,
    workers: Annotated[int | None, typer.Option(min=1, help="Reading processes; default: one a core.")] = None,
    lang: Language = None,
    as_json: AsJson = False,
) -> None:
    """A dry look: how each roster, sheet, row and column is understood; nothing is decided or kept. (试读名册)

    Exit code 1 when a column was not recognised, 4 when a file or sheet could not be read.
    """
    with mended(lang, as_json):
        from pipelines.understood import exit_code, look, told  # noqa: PLC0415
        from pipelines.understood.text import as_text  # noqa: PLC0415

        words = (lang or language()).value
        read, advice = look(folders_of(raw, OUT, plan, year).rosters, explain, workers)
        found = told(read, advice)
        typer.echo(json.dumps(found, ensure_ascii=False) if as_json else as_text(found, words))
        if explain:
            from pipelines.understood.page import write_page  # noqa: PLC0415

            write_page(read, explain, words, to)
            typer.echo(f"→ {to}", err=True)
        raise typer.Exit(exit_code(found))


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

        words = (lang or language()).value
        with Ledger(out / plan / str(year) / "ledger.duckdb", read_only=True) as ledger:
            told = reasons_of(ledger, given[0][0], given[0][1])  # type: ignore[arg-type]
        if as_json:
            reasons = [vars(reason) for reason in told.reasons]
            typer.echo(json.dumps(told._asdict() | {"reasons": reasons}, ensure_ascii=False))
        else:
            typer.echo(as_text(told, words))
        if page:
            write_page(told, plan, year, page)
            typer.echo(f"→ {page}", err=True)


app.command(epilog=EXITS)(check)
app.command(epilog=EXITS)(compare)
app.command(epilog=EXITS)(decide)
app.command(epilog=EXITS)(lab)
app.command("what-if", epilog=f"{EXAMPLES}\n\n{EXITS}")(what_if)
app.command(epilog=EXITS)(reconcile)


@app.command(epilog=EXITS)
def sample(
    plan: PlanName,
    year: Year,
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")] = 2023,
    scale: Annotated[float, typer.Option(min=0.001, help="Multiplies the number of people.")] = 1.0,
    raw: Raw = RAW,
    to: Annotated[Path | None, typer.Option("--to", help="Folder to write; default: RAW/PLAN/YEAR.")] = None,
    paid: Annotated[bool, typer.Option("--paid", help="Write paid files for the ledger in OUT instead.")] = False,
    out: Out = OUT,
    lang: Language = None,
) -> None:
    """Write invented rosters for a plan, with planted mistakes and their answer key. (样例名册)"""
    with mended(lang, False):
        if paid:
            from pipelines.paid.invented import write_paid  # noqa: PLC0415

            folders = folders_of(raw, out, plan, year)
            write_paid(folders.published / "ledger.duckdb", to or folders.rosters.parent, seed)
            typer.echo(f"{to or folders.rosters.parent}")
            return
        from pipelines.sample import write_sample  # noqa: PLC0415

        folder = plan_folder(raw, plan)
        target = to or folder / str(year)
        write_sample(folder, year, seed, scale, target)
        typer.echo(f"{target}")
