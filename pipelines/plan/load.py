"""plan.yaml and the files beside it → a validated `Plan`; every error at once, each with file and line."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipelines.folders import EXPECTATIONS
from pipelines.plan.inputs import read_areas, read_yearly
from pipelines.plan.mistakes import Place, PlanProblems, Said, say
from pipelines.plan.model import Inputs, Plan, PlanFile
from pipelines.plan.order import clashes
from pipelines.plan.refs import cross_references, items
from pipelines.plan.scalars import Strict
from pipelines.plan.tree import line_of, plain, read_tree, where

__all__ = ["PlanProblems", "load_plan", "mistakes_in"]


def load_plan(folder: Path) -> Plan:
    """The plan of `folder`.

    Raises PlanProblems (exit code 3) naming file and line of every error.
    """
    path = folder / "plan.yaml"
    if not path.is_file():
        said = Said("没有这个文件；方案是含 plan.yaml 和 areas.csv 的文件夹",
                    "there is no such file; a plan is a folder with plan.yaml and areas.csv")  # fmt: skip
        raise PlanProblems([(str(path), said)])
    tree = read_tree(path)
    data = plain(tree)
    found: list[tuple[Place, Said]] = []
    try:
        stated = PlanFile.model_validate(data)
    except ValidationError as invalid:
        found += mistakes_in(tree, invalid)
    areas, errors = read_areas(folder)
    kinds = {} if errors else {area.code: area.kind for area in areas}  # no second error for an area misspelt there
    known = {} if errors else {"areas": list(kinds), "kinds of area": sorted(set(kinds.values()))}
    known["rules"] = sorted(rule.stem for rule in EXPECTATIONS.glob("*.sql"))
    found += [*cross_references(data, known), *clashes(data, kinds)]
    yearly, sources, more = read_yearly(folder, _years(data), _inputs(data), known.get("areas"), _standards(data))
    lines = sorted({(line_of(tree, place), said) for place, said in found}, key=lambda error: error[0])
    wrong: list[tuple[str, str | Said]] = [(f"{path.name}:{line}", said) for line, said in lines]
    if wrong + errors + more:
        raise PlanProblems(wrong + errors + more)
    read = [path, folder / "areas.csv", *sources]
    sha256 = hashlib.sha256(b"".join(source.read_bytes() for source in read)).hexdigest()
    return Plan(**{name: getattr(stated, name) for name in PlanFile.model_fields}, areas=areas, **yearly, sha256=sha256)


def mistakes_in(tree: Any, invalid: ValidationError) -> list[tuple[Place, Said]]:
    """pydantic's errors, as an author would want to read them."""
    words = {field.alias or name for model in Strict.__subclasses__() for name, field in model.model_fields.items()}
    return [(e["loc"], say(e, where(tree, e["loc"]), sorted(words))) for e in invalid.errors()]


def _years(data: dict[str, Any]) -> list[int]:
    years = data.get("years")
    return [year for year in years if isinstance(year, int)] if isinstance(years, dict) else []


def _inputs(data: dict[str, Any]) -> Inputs:
    """None when they are misspelt, which is an error already: no file is opened on a guess."""
    try:
        return Inputs.model_validate(data.get("inputs", {}))
    except ValidationError:
        return Inputs()


def _standards(data: dict[str, Any]) -> list[str]:
    return [name for _, item in items(data, "standards") if isinstance(name := item.get("id"), str)]
