"""`warm decide`: what was filled into the workbook's sheet of duplicates becomes decisions.csv beside the rosters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from pipelines.options import OUT, RAW, AsJson, Lang, Language, PlanName, Raw, Year, folders_of, language, mended


def decide(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    plan: PlanName,
    year: Year,
    workbook: Annotated[Path, typer.Argument(help="The workbook with its sheet 待判重复 filled in.")],
    raw: Raw = RAW,
    lang: Language = None,
    as_json: AsJson = False,
) -> None:
    """Read the duplicates judged in a workbook into RAW/PLAN/YEAR/decisions.csv; the next run honours them. (读回决定)

    Earlier lines stay, but for the clusters decided anew.
    """
    with mended(lang, as_json):
        from pipelines.ingest.decisions import keep_decisions, read_filled  # noqa: PLC0415

        path = folders_of(raw, OUT, plan, year).decisions
        read = read_filled(workbook)
        kept = keep_decisions(path, read)
        clusters = len({line.cluster for line in read})
        if as_json:
            typer.echo(json.dumps({"read": len(read), "clusters": clusters, "lines": kept, "path": str(path)}))
        elif (lang or language()) is Lang.zh:
            typer.echo(f"读入 {clusters} 组的决定；{path} 现有 {kept} 行。请重新运行 warm run {plan} {year}")
        else:
            typer.echo(f"{clusters} cluster(s) decided; {path} has {kept} line(s). Now: warm run {plan} {year}")
