"""corrections.csv: cells the bureau corrects itself, each with what stood there, why, who and when.

A correction holds only while the cell still says what it said: a roster that came in again stops the run instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipelines.ingest.advice import Correction
from pipelines.ingest.correcting import CELL, is_tab
from pipelines.ingest.lines import Said, day_of, near, rows_of, stop

NAME = "corrections.csv"
COLUMNS = ("file", "sheet", "cell", "old", "new", "reason", "who", "date")
NEEDED = ("file", "sheet", "cell", "reason", "who", "date")
SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]{2}", re.I)


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """The lines of `folder`/corrections.csv, in order; none where there is no such file.

    Raises Problem (exit code 3) naming every wrong line.
    """
    path = folder / NAME
    if not path.exists():
        return ()
    wrong: list[Said] = []
    found: list[Correction] = []
    first: dict[tuple[str, str, str], int] = {}
    for line_no, row in rows_of(path, COLUMNS, wrong):
        errors = list(_mistakes(row))
        key = (row["file"], row["sheet"], row["cell"])
        if first.setdefault(key, line_no) != line_no:
            errors.append(
                (f"此单元格在第 {first[key]} 行已更正", f"the cell is corrected in line {first[key]} already")
            )
        wrong += [(line_no, zh, en) for zh, en in errors]
        if not errors:
            said = {name: row[name] for name in ("file", "cell", "old", "new", "reason", "who")}
            found.append(Correction(line_no, tab=row["sheet"], day=day_of(row["date"]) or "", **said))
    stop("corrections", NAME, wrong)
    return tuple(found)


def hold(
    corrections: Iterable[Correction], applied: Iterable[tuple[str, str, str]], tabs: dict[str, list[str] | None]
) -> None:
    """Stops the run (Problem, exit code 3, every line named) when a correction could not be applied.

    `applied`: file, tab, cell. `tabs`: the tabs of each file; None for a file that was refused.
    """
    done = set(applied)
    wrong: list[Said] = []
    for c in corrections:
        if c.file not in tabs:
            zh, en = f"没有文件「{c.file}」{near(c.file, tabs)}", f'there is no file "{c.file}"{near(c.file, tabs)}'
        elif (names := tabs[c.file]) is None:
            zh, en = f"文件「{c.file}」未能读取", f'the file "{c.file}" could not be read'
        elif not (tab := [name for name in names if is_tab(c.tab, name)]):
            hint = near(c.tab, names)
            zh, en = f"「{c.file}」没有工作表「{c.tab}」{hint}", f'"{c.file}" has no sheet "{c.tab}"{hint}'
        elif done.isdisjoint((c.file, name, c.cell) for name in tab):
            where = f"{c.file} ▸ {c.tab} ▸ {c.cell}"
            zh = f"{where}：单元格现在的内容不是 old 一栏所写；请核对后修改或删去此行"
            en = f"{where}: the cell does not hold what `old` says; look at it, then change or remove this line"
        else:
            continue
        wrong.append((c.line_no, zh, en))
    stop("corrections", NAME, wrong)


def _mistakes(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Of one line; spells its cell and file as the tables do."""
    row["cell"], row["file"] = row["cell"].upper().replace("$", ""), row["file"].replace("\\", "/")
    if blank := [name for name in NEEDED if not row[name]]:
        yield f"缺少 {'、'.join(blank)}", f"{', '.join(blank)} not given"
    if row["cell"] and not CELL.fullmatch(row["cell"]):
        yield f"单元格「{row['cell']}」应写作 D17 的形式", f'the cell "{row["cell"]}" has to be written like D17'
    if row["date"] and not day_of(row["date"]):
        yield f"日期「{row['date']}」应写作 2026-11-23 的形式", f'the date "{row["date"]}" has to be like 2026-11-23'
    if row["old"] == row["new"]:
        yield "old 与 new 相同", "old and new are the same"
    if SCIENTIFIC.fullmatch(row["new"]):
        yield (
            "new 一栏的长号码已被表格软件截断，请以文本重新填写",
            "the long number in `new` was cut short by a spreadsheet; type it again as text",
        )
