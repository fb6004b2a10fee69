"""plan.yaml and the files beside it → a validated `Plan`; every error at once, each with file and line.

The file is data, never code: tags, anchors and aliases are refused before anything is built from it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from pipelines.plan.inputs import read_inputs
from pipelines.plan.model import Plan
from pipelines.plan.refs import cross_references, did_you_mean
from pipelines.plan.scalars import Strict
from pipelines.problems import Problem

MAX_BYTES = 1_000_000
REFUSED = re.compile(r"[&*!][^\s\"']")  # may be an anchor, an alias or a tag: look closer


class PlanProblems(Problem):
    """Every error of a plan at once; `errors` holds (place, message) in file order."""

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        self.errors = errors
        lines = "\n".join(f"  {place}: {message}" for place, message in errors)
        super().__init__(
            "plan_invalid",
            f"方案文件有 {len(errors)} 处错误，未运行任何内容。请按行修改后重试：\n{lines}",
            f"The plan has {len(errors)} error(s); nothing was run. Mend these lines and try again:\n{lines}",
            3,
        )


def load_plan(folder: Path) -> Plan:
    """The plan of `folder`.

    Raises PlanProblems (exit code 3) naming file and line of every error.
    """
    path = folder / "plan.yaml"
    if not path.is_file():
        raise PlanProblems([(str(path), "there is no such file; a plan is a folder with plan.yaml and areas.csv")])
    data = path.read_bytes()
    tree = _parse(path, data)
    try:
        plan = Plan.model_validate(_plain(tree))
    except ValidationError as invalid:
        raise PlanProblems([(f"{path.name}:{_line(tree, e['loc'])}", _say(e)) for e in invalid.errors()]) from None
    errors = [(f"{path.name}:{_line(tree, place)}", message) for place, message in cross_references(plan)]
    inputs, sources, mistakes = read_inputs(folder, plan)
    if errors + mistakes:
        raise PlanProblems(errors + mistakes)
    sha256 = hashlib.sha256(b"".join(source.read_bytes() for source in (path, *sources))).hexdigest()
    return plan.model_copy(update={**inputs, "sha256": sha256})


def _parse(path: Path, data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise PlanProblems([(path.name, f"is {len(data):,} bytes; a plan file may have {MAX_BYTES:,}")])
    yaml = YAML(typ="rt", pure=True)
    try:
        text = data.decode("utf-8-sig")
        for event in YAML(typ="rt", pure=True).parse(text) if REFUSED.search(text) else []:
            if getattr(event, "anchor", None) is not None:
                raise PlanProblems(
                    [
                        (
                            f"{path.name}:{event.start_mark.line + 1}",
                            "anchors and aliases are not used in plans; write the value out",
                        )
                    ]
                )
            if getattr(event, "tag", None) not in (None, "!"):
                raise PlanProblems(
                    [
                        (
                            f"{path.name}:{event.start_mark.line + 1}",
                            f"the tag {event.tag} is refused: a plan is data only",
                        )
                    ]
                )
        tree = yaml.load(text)
    except UnicodeDecodeError as wrong:
        raise PlanProblems([(path.name, f"is not UTF-8 text (byte {wrong.start}); save it as UTF-8")]) from None
    except MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise PlanProblems([(f"{path.name}:{line}", f"is not valid YAML: {wrong.problem}")]) from None
    except (YAMLError, RecursionError) as wrong:
        raise PlanProblems([(path.name, f"is not valid YAML: {type(wrong).__name__}")]) from None
    if not isinstance(tree, dict):
        raise PlanProblems([(f"{path.name}:1", "a plan file is a mapping that begins with `plan: name`")])
    return tree


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, float):
        return float(node)
    return str(node) if type(node).__module__.startswith("ruamel") and isinstance(node, str) else node


def _line(tree: Any, place: tuple[Any, ...]) -> int:
    """The 1-based line of a place in the tree: the deepest key or item that exists."""
    line = 1
    for step in place:
        step = step.rstrip("_") if isinstance(step, str) else step  # noqa: PLW2901 - the model says for_, YAML for
        try:
            mark = tree.lc.data[step]
            line = mark[0] + 1
            tree = tree[step]
        except (AttributeError, KeyError, TypeError, IndexError):
            break
    return line


def _say(error: Any) -> str:
    where = ".".join(str(step) for step in error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        return f"`{where}` is not a word of the plan language{did_you_mean(str(error['loc'][-1]), _words())}"
    if kind == "missing":
        return f"`{where}` is missing; add it"
    message = error["msg"].removeprefix("Value error, ")
    shown = "" if isinstance(error["input"], dict | list) else f" (found {error['input']!r})"
    return f"`{where}`: {message}{shown}"


def _words() -> list[str]:
    models: list[type[Strict]] = [Plan, *Strict.__subclasses__()]
    return sorted({field.alias or name for model in models for name, field in model.model_fields.items()})
