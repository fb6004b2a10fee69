"""What the commands share: their common options, the folders they work in, and how a Problem is told."""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pipelines.folders import Folders

EXITS = (
    "Exit codes: 0 balanced · 1 balanced, findings need a decision · 2 usage · 3 unusable input · "
    "4 does not balance · 5 environment."
)


class Lang(StrEnum):
    zh = "zh"
    en = "en"


def language() -> Lang:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or locale.getlocale()[0]
    return Lang.zh if (named or "").lower().startswith(("zh", "chinese")) else Lang.en


PlanName = Annotated[str, typer.Argument(help="The plan: a folder of data/raw, e.g. citywide.")]
Year = Annotated[int, typer.Argument(help="The plan year, e.g. 2023.")]
Raw = Annotated[Path, typer.Option("--raw", help="Where the plan folders are.")]
Out = Annotated[Path, typer.Option("--out", help="Where results go: OUT/PLAN/YEAR.")]
Language = Annotated[Lang | None, typer.Option("--lang", help="Language of what is printed; default: the locale.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of words.")]
RAW, OUT = Path("data/raw"), Path("data/curated")


def folders_of(raw: Path, out: Path, plan: str, year: int, rules: int | None = None) -> Folders:
    from pipelines.folders import Folders  # noqa: PLC0415

    plan_folder(raw, plan)
    return Folders(raw, out, plan, year, rules)


def plan_folder(raw: Path, plan: str) -> Path:
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
        words = problem.zh if (lang or language()) is Lang.zh else problem.en
        shown: Any = json.dumps({"code": problem.code, "zh": problem.zh, "en": problem.en}, ensure_ascii=False)
        typer.echo(shown if as_json else f"✘ {words}", err=True)
        raise typer.Exit(problem.exit_code) from None


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raises Problem (exit code 5) where a file that the user named cannot be written."""
    from pipelines.problems import Problem  # noqa: PLC0415

    try:
        yield
    except OSError as wrong:
        why = wrong.strerror or str(wrong).partition(":")[0]  # polars tells no strerror
        zh = f"无法写入 {path}（{why}）；请关闭正在打开它的程序，或换一个位置"
        en = f"cannot write {path} ({why}); close the program that has it open, or choose another place"
        raise Problem("output_not_writable", zh, en, 5) from wrong
