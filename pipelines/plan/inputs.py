"""The CSV files beside plan.yaml: areas, the distribution table of a year, the towns' matching money."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from pipelines.plan.model import Area, AreaFigure, Matching, Plan

Row = TypeVar("Row", bound=BaseModel)
Errors = list[tuple[str, str]]
"""(file:line, message)"""


def read_inputs(folder: Path, plan: Plan) -> tuple[dict[str, Any], list[Path], Errors]:
    """The fields of `Plan` that stand in files, the files read, and every mistake in them."""
    errors: Errors = []
    sources = [folder / "areas.csv"]
    areas = _rows(sources[0], Area, errors)
    known = {"area_code": {a.code for a in areas}, "standard": {s.id for s in plan.standards}}
    _once(sources[0], [(a.code,) for a in areas], errors)
    figures: dict[int, list[AreaFigure]] = {}
    matching: dict[int, list[Matching]] = {}
    for year in plan.years:
        if plan.inputs.stated_by_area:
            sources.append(folder / str(year) / plan.inputs.stated_by_area)
            figures[year] = _rows(sources[-1], AreaFigure, errors, known)
            _once(sources[-1], [(f.area_code, f.standard) for f in figures[year]], errors)
        if plan.inputs.matching:
            sources.append(folder / str(year) / plan.inputs.matching)
            matching[year] = _rows(sources[-1], Matching, errors, known)
            _once(sources[-1], [(m.area_code,) for m in matching[year]], errors)
    return {"areas": areas, "area_figures": figures, "matching": matching}, sources, errors


def _rows(path: Path, row: type[Row], errors: Errors, known: dict[str, set[str]] | None = None) -> list[Row]:
    name = path.name if path.name == "areas.csv" else f"{path.parent.name}/{path.name}"
    try:
        reader = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        lines = [(reader.line_num, line) for line in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        errors.append((name, f"cannot be read ({type(wrong).__name__}); it must be a CSV file in UTF-8"))
        return []
    rows = []
    for number, line in lines:
        cells: dict[str, Any] = {key: value for key, value in line.items() if key and value is not None}
        if "also" in cells:
            cells["also"] = [other for other in cells["also"].split(";") if other]
        try:
            rows.append(row.model_validate(cells))
        except ValidationError as invalid:
            errors += [(f"{name}:{number}", f"column `{e['loc'][0]}`: {e['msg']}") for e in invalid.errors()]
            continue
        for column, codes in (known or {}).items():
            if column in cells and cells[column] not in codes:
                where = "areas.csv" if column == "area_code" else "the standards of plan.yaml"
                errors.append((f"{name}:{number}", f"column `{column}`: {cells[column]} is not in {where}"))
    return rows


def _once(path: Path, keys: list[tuple[str, ...]], errors: Errors) -> None:
    for n, key in enumerate(keys):
        if key in keys[:n]:
            errors.append((path.name, f"{' '.join(key)} stands twice"))
