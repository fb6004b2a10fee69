"""YAML text → a tree of plain values that knows the line of each.

A plan is data, never code: tags, anchors, aliases, merge keys and directives are refused before anything is built.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from pipelines.plan.mistakes import Place, PlanProblems, Said

MAX_BYTES = 1_000_000
MAX_DEPTH = 50
SUSPECT = re.compile(r"[&*!][^\s\"']|<<")  # may be an anchor, an alias, a tag or a merge: look closer
DIRECTIVE = re.compile(r"^%", re.MULTILINE)
BRACKET = re.compile(r"[\[\]{}]")
NOTHING = object()
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _Data(RoundTripConstructor):
    """Dates stay text, so that a wrong one is an error beside the others; what cannot be built says its line."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as wrong:
            raise ConstructorError(problem=str(wrong), problem_mark=node.start_mark) from None


_Data.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: str(node.value))


def read_tree(path: Path) -> Any:
    """The mapping in a YAML file.

    Raises PlanProblems (exit code 3) with the line.
    """
    name = path.name
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as wrong:
        said = Said(f"无法读取（{wrong.strerror}）", f"cannot be read ({wrong.strerror})")
        raise PlanProblems([(name, said)]) from None
    if size > MAX_BYTES:
        said = Said(f"有 {size:,} 字节，上限 {MAX_BYTES:,}", f"is {size:,} bytes; at most {MAX_BYTES:,} are read")
        raise PlanProblems([(name, said)])
    tree = _parse(name, _decode(name, data))
    if not isinstance(tree, dict):
        said = Said(
            "应为映射，以 `plan: 名称` 开头" if tree else "没有内容，应以 `plan: 名称` 开头",
            f"{'is not a mapping' if tree else 'is empty'}; a plan begins with `plan: name`",
        )
        raise PlanProblems([(f"{name}:1", said)])
    return tree


def plain(node: Any) -> Any:
    """The same values without ruamel's types."""
    if isinstance(node, dict):
        return {plain(key): plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return type(node)(map(plain, node)) if isinstance(node, tuple) else [plain(value) for value in node]
    if isinstance(node, bool):
        return bool(node)
    return next((kind(node) for kind in (str, int, float) if isinstance(node, kind)), node)


def line_of(tree: Any, place: Place) -> int:
    """The 1-based line of a place: the deepest key or item there is. Steps that name no place are passed over."""
    line = 1
    for step in place:
        if (below := _below(tree, step)) is not NOTHING:
            line, tree = tree.lc.data[step][0] + 1, below
    return int(line)


def where(tree: Any, place: Place) -> str:
    """A place as its author would say it: `standards[dibao].give[1].cash`."""
    words = ""
    for step in place:
        below = _below(tree, step)
        if below is NOTHING and not (isinstance(tree, dict) and step is place[-1] and step != "[key]"):
            continue
        named = below.get("id") if isinstance(below, dict) else None
        words += f"[{named or step + 1}]" if isinstance(tree, list) else f".{step}"
        tree = below
    return words.removeprefix(".")


def _below(tree: Any, step: Any) -> Any:
    if isinstance(tree, dict):
        return tree.get(step, NOTHING)
    return tree[step] if isinstance(tree, list) and isinstance(step, int) and step < len(tree) else NOTHING


def _decode(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        zh, en = (
            ("是 UTF-16 文本", "is UTF-16 text") if data.startswith(UTF16) else ("不是 UTF-8 文本", "is not UTF-8 text")
        )
        line = data[: wrong.start].count(b"\n") + 1
        said = Said(f"{zh}；请另存为 UTF-8", f"{en}; save it as UTF-8")
        raise PlanProblems([(f"{name}:{line}", said)]) from None


def _parse(name: str, text: str) -> Any:
    _refuse_depth(name, text)
    if directive := DIRECTIVE.search(text):
        line = text[: directive.start()].count("\n") + 1
        raise PlanProblems([(f"{name}:{line}", Said("方案不用 % 指令", "directives (%) are not used in plans"))])
    try:
        if SUSPECT.search(text):
            _refuse_code(name, text)
        yaml = YAML(typ="rt", pure=True)
        yaml.Constructor = _Data
        return yaml.load(text)
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        hint = (
            Said("；缩进只用空格，不用制表符", "; indent with blanks, never tabs")
            if "\\t" in str(wrong.problem)
            else Said("", "")
        )
        said = Said(f"不是有效的 YAML：{wrong.problem}{hint.zh}", f"is not valid YAML: {wrong.problem}{hint.en}")
        raise PlanProblems([(f"{name}:{mark.line + 1 if mark else 1}", said)]) from None
    except ReaderError as wrong:
        line = text[: wrong.position].count("\n") + 1
        said = Said("含有不可用的控制字符", "has a control character that text may not have")
        raise PlanProblems([(f"{name}:{line}", said)]) from None
    except RecursionError:
        raise PlanProblems([(f"{name}:1", Said("嵌套过深", "is nested too deeply"))]) from None
    except YAMLError as wrong:
        said = Said(f"不是有效的 YAML：{wrong}", f"is not valid YAML: {wrong}")
        raise PlanProblems([(f"{name}:1", said)]) from None


def _refuse_depth(name: str, text: str) -> None:
    """Before the parser sees it, which takes long over deep nesting."""
    depth = 0
    for bracket in BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > MAX_DEPTH:
            line = text[: bracket.start()].count("\n") + 1
            raise PlanProblems([(f"{name}:{line}", Said("嵌套过深", "is nested too deeply"))])


def _refuse_code(name: str, text: str) -> None:
    errors: list[tuple[str, str | Said]] = []
    for event in YAML(typ="rt", pure=True).parse(text):
        said = None
        if getattr(event, "anchor", None) is not None:
            said = Said(
                "方案不用锚点和别名，请把值写全", "anchors and aliases are not used in plans; write the value out"
            )
        elif getattr(event, "tag", None) not in (None, "!"):
            said = Said(
                f"标签 {event.tag} 被拒绝：方案只是数据", f"the tag {event.tag} is refused: a plan is data only"
            )
        elif getattr(event, "value", None) == "<<" and event.style is None:
            said = Said("方案不用合并键 <<，请把值写全", "the merge key << is not used in plans; write the values out")
        if said:
            errors.append((f"{name}:{event.start_mark.line + 1}", said))
    if errors:
        raise PlanProblems(errors[:20])
