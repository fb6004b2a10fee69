"""The CSV files beside plan.yaml: areas, the distribution table of a year, the towns' matching money."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from pipelines.plan.mistakes import Said, did_you_mean, say, unknown
from pipelines.plan.model import Area, AreaFigure, Inputs, Matching

Row = TypeVar("Row", bound=BaseModel)
Errors = list[tuple[str, str | Said]]
"""(file:line, message)"""
LISTS = {"also"}  # cells that hold several values, split at semicolons


class Lines(NamedTuple):
    name: str
    header: list[str]
    rows: list[tuple[int, list[str]]]


def read_areas(folder: Path) -> tuple[list[Area], Errors]:
    """The areas, in the order of the file, and every mistake in it."""
    errors: Errors = []
    rows = _rows(folder / "areas.csv", "areas.csv", Area, errors)
    if not rows and not errors:
        errors.append(("areas.csv:1", Said("没有任何地区", "lists no area")))
    _once("areas.csv", [(line, name) for line, a in rows for name in {a.code, a.name_zh, *a.also}], errors)
    return [area for _, area in rows], errors


def read_yearly(
    folder: Path, years: list[int], inputs: Inputs, areas: list[str] | None, standards: list[str]
) -> tuple[dict[str, Any], list[Path], Errors]:
    """The fields of `Plan` that stand in the files of its years, the files read, and every mistake in them."""
    errors: Errors = []
    known = {"area_code": ("areas.csv", areas), "standard": ("plan.yaml", standards)}
    sources: list[Path] = []
    figures: dict[int, list[AreaFigure]] = {}
    matching: dict[int, list[Matching]] = {}
    for year in years:
        if inputs.stated_by_area:
            sources.append(folder / str(year) / inputs.stated_by_area)
            name = f"{year}/{inputs.stated_by_area}"
            stated = _rows(sources[-1], name, AreaFigure, errors, known)
            _once(name, [(line, f"{f.area_code} {f.standard or ''}".rstrip()) for line, f in stated], errors)
            figures[year] = [figure for _, figure in stated]
        if inputs.matching:
            sources.append(folder / str(year) / inputs.matching)
            name = f"{year}/{inputs.matching}"
            added = _rows(sources[-1], name, Matching, errors, known)
            _once(name, [(line, m.area_code) for line, m in added], errors)
            matching[year] = [money for _, money in added]
    return {"area_figures": figures, "matching": matching}, sources, errors


def _rows(
    path: Path,
    name: str,
    row: type[Row],
    errors: Errors,
    known: dict[str, tuple[str, list[str] | None]] | None = None,
) -> list[tuple[int, Row]]:
    """The rows with their line numbers; a blank cell is one not given."""
    lines = _lines(path, name, row, errors)
    rows = []
    for number, cells in lines.rows:
        if len(cells) != len(lines.header):
            zh = f"有 {len(cells)} 格，表头有 {len(lines.header)} 格"
            errors.append((f"{name}:{number}", Said(zh, f"has {len(cells)} cells, the header {len(lines.header)}")))
            continue
        given: dict[str, Any] = {key: cell for key, cell in zip(lines.header, cells, strict=True) if cell.strip()}
        for key in LISTS & given.keys():
            given[key] = [part.strip() for part in given[key].split(";") if part.strip()]
        try:
            rows.append((number, row.model_validate(given)))
        except ValidationError as invalid:
            errors += [(f"{name}:{number}", say(e, str(e["loc"][0]))) for e in invalid.errors()]
            continue
        for column, (where, codes) in (known or {}).items():
            if codes is not None and column in given and given[column] not in codes:
                errors.append((f"{name}:{number}", unknown(given[column], where, codes)))
    return rows


def _lines(path: Path, name: str, row: type[BaseModel], errors: Errors) -> Lines:
    nothing = Lines(name, [], [])
    try:
        reader = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), strict=True)
        lines = [(reader.line_num, line) for line in reader if any(cell.strip() for cell in line)]
    except OSError as wrong:
        errors.append((name, Said(f"无法读取（{wrong.strerror}）", f"cannot be read ({wrong.strerror})")))
        return nothing
    except UnicodeDecodeError:
        errors.append((name, Said("不是 UTF-8 文本；请另存为 CSV UTF-8", "is not UTF-8 text; save it as CSV UTF-8")))
        return nothing
    except csv.Error as wrong:
        errors.append((name, Said(f"不是有效的 CSV：{wrong}", f"is not valid CSV: {wrong}")))
        return nothing
    if not lines:
        errors.append((f"{name}:1", Said("是空文件", "is empty")))
        return nothing
    header, columns = [cell.strip() for cell in lines[0][1]], list(row.model_fields)
    wrong_columns: Errors = []
    for column in header:
        if column not in columns or header.count(column) > 1:
            hint = did_you_mean(column, columns)
            zh, en = f"列 `{column}` 多余{hint.zh}", f"column `{column}` is not expected{hint.en}"
            wrong_columns.append((f"{name}:{lines[0][0]}", Said(zh, en)))
    for column, field in row.model_fields.items():
        if field.is_required() and column not in header:
            said = Said(f"缺少列 `{column}`", f"column `{column}` is missing")
            wrong_columns.append((f"{name}:{lines[0][0]}", said))
    errors += wrong_columns
    return nothing if wrong_columns else Lines(name, header, lines[1:])


def _once(name: str, keys: Iterable[tuple[int, str]], errors: Errors) -> None:
    """Every key once in the file; the second standing is the error."""
    first: dict[str, int] = {}
    for line, key in keys:
        if first.setdefault(key, line) != line:
            zh, en = f"{key} 在第 {first[key]} 行已有", f"{key} stands already in line {first[key]}"
            errors.append((f"{name}:{line}", Said(zh, en)))
