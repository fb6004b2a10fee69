"""`warm check`: the catalogue of rules listed, explained, documented, or asked of a published ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.options import OUT, AsJson, Lang, Language, Out, language, mended

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.check.catalogue import Rule


def check(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    plan: Annotated[str | None, typer.Argument(help="A plan with a published ledger, e.g. citywide.")] = None,
    year: Annotated[int | None, typer.Argument(help="Its year, e.g. 2023.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the rules (what happens anyway).")] = False,
    family: Annotated[str | None, typer.Option("--family", help="Only the rules of one family.")] = None,
    rule: Annotated[str | None, typer.Option("--rule", metavar="RULE", help="With PLAN YEAR: ask one rule.")] = None,
    explain: Annotated[str | None, typer.Option("--explain", metavar="RULE", help="All about one rule.")] = None,
    page: Annotated[bool, typer.Option("--page", help="Write docs/checks.md and its Chinese twin anew.")] = False,
    suites: Annotated[bool, typer.Option("--suites", help="Write the gate's suites anew.")] = False,
    out: Out = OUT,
    lang: Language = None,
    as_json: AsJson = False,
) -> None:
    """List the rules, explain one, or ask them of a published ledger. (检查目录)

    Exit code 1 when the rules asked of a ledger found something. Personal values are shown masked.
    """
    with mended(lang, as_json):
        from pipelines.check.catalogue import rules  # noqa: PLC0415

        words = lang or language()
        catalogue = rules()
        if page or suites:
            _write(catalogue, page, suites)
            return
        chosen = _chosen(catalogue, family, explain or rule)
        if (plan is None) != (year is None) or (rule and plan is None):
            raise typer.BadParameter("to ask a ledger, name PLAN and YEAR")
        if plan is not None and not (listed or explain):
            raise typer.Exit(_ask(out / plan / str(year) / "ledger.duckdb", chosen, bool(rule), words, as_json))
        if as_json:
            told: Any = [_as_data(one, whole=bool(explain)) for one in chosen]
            typer.echo(json.dumps(told[0] if explain else told, ensure_ascii=False))
        elif explain:
            _explain(chosen[0], words)
        else:
            _list(chosen, words)


def _chosen(catalogue: list[Rule], family: str | None, name: str | None) -> list[Rule]:
    """Raises typer.BadParameter for a family or rule that is not known."""
    from pipelines.plan.mistakes import did_you_mean  # noqa: PLC0415
    from pipelines.words import FAMILY  # noqa: PLC0415

    names = [rule.rule for rule in catalogue]
    if family and family not in FAMILY:
        raise typer.BadParameter(f"{family}: the families are {', '.join(FAMILY)}")
    if name and name not in names:
        raise typer.BadParameter(f"{name} is no rule{did_you_mean(name, names).en}; `warm check --list` lists them")
    order = list(FAMILY)
    kept = [rule for rule in catalogue if family in (None, rule.family) and name in (None, rule.rule)]
    return sorted(kept, key=lambda rule: (order.index(rule.family), rule.rule))


def _write(catalogue: list[Rule], page: bool, suites: bool) -> None:
    from pipelines.check.page import write_pages  # noqa: PLC0415
    from pipelines.check.suites import write_suites  # noqa: PLC0415

    made: Sequence[Path] = [*(write_pages(catalogue) if page else []), *(write_suites(catalogue) if suites else [])]
    typer.echo(f"→ {len(made)} files: {', '.join(sorted({str(path.parent.name) for path in made}))}")


def _list(chosen: list[Rule], lang: Lang) -> None:
    from pipelines.words import FAMILY, ICON  # noqa: PLC0415

    family = None
    for rule in chosen:
        if rule.family != family:
            family = rule.family
            count = sum(one.family == family for one in chosen)
            typer.echo(f"\n{FAMILY[family][lang is Lang.en]} · {family} ({count})")
        typer.echo(f"  {ICON[rule.severity]} {rule.rule:26} {rule.title[lang.value]}")
    typer.echo(f"\n{len(chosen)}")


def _explain(rule: Rule, lang: Lang) -> None:
    from pipelines.words import FAMILY, ICON, SEVERITY  # noqa: PLC0415

    at, words = lang is Lang.en, lang.value
    typer.echo(f"{ICON[rule.severity]} {rule.rule} · {FAMILY[rule.family][at]} · {SEVERITY[rule.severity][at]}")
    typer.echo(f"{rule.title[words]}\n\n{rule.why[words]}\n→ {rule.mend[words]}\n({rule.source})\n")
    for example in rule.examples:
        typer.echo(f"{'✘' if example['finds'] else '✔'} {example['finds']}  {example['name']}")
    typer.echo(f"\n{rule.query}")


def _as_data(rule: Rule, whole: bool) -> dict[str, Any]:
    told = {name: getattr(rule, name) for name in ("rule", "family", "severity", "title", "why", "mend", "source")}
    examples = [{"name": example["name"], "finds": example["finds"]} for example in rule.examples] if whole else []
    return told | ({"query": rule.query, "examples": examples} if whole else {})


def _ask(ledger: Path, chosen: list[Rule], whole: bool, lang: Lang, as_json: bool) -> int:
    """Print each rule's offenders, or how many it has; the exit code."""
    from pipelines.check.findings import ask  # noqa: PLC0415
    from pipelines.ledger import Ledger  # noqa: PLC0415
    from pipelines.words import ICON  # noqa: PLC0415

    with Ledger(ledger, read_only=True) as opened:
        found = {rule.rule: ask(opened, rule) for rule in chosen}
    if as_json:
        told = [{"rule": name, "offenders": rows if whole else len(rows)} for name, rows in found.items()]
        typer.echo(json.dumps(told[0] if whole else told, ensure_ascii=False))
    else:
        for rule in chosen:
            typer.echo(f"{ICON[rule.severity]} {rule.rule:26} {len(found[rule.rule]):6}  {rule.title[lang.value]}")
            for row in found[rule.rule] if whole else []:
                typer.echo(f"  {_line(row)}")
    return int(any(found.values()))


def _line(row: dict[str, Any]) -> str:
    from pipelines.money import yuan  # noqa: PLC0415

    place = " ▸ ".join(str(row[part]) for part in ("file", "sheet", "row_no") if row.get(part) is not None)
    place = place or " ".join(str(row[part]) for part in ("area_code", "standard_id") if row.get(part))
    said = f"{row.get('field') or ''}: {row.get('observed') or '—'} → {row.get('expected') or '—'}"
    return f"{place}  {said}" + (f"  ({yuan(row['money_fen'])})" if row.get("money_fen") else "")
