"""What is wrong with a plan, said in Chinese and in English, so that its author can mend it without asking."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, NamedTuple

from pipelines.problems import Problem

Place = tuple[Any, ...]
"""Path into the YAML tree."""
LONGEST_SHOWN = 60


class Said(NamedTuple):
    zh: str
    en: str


class Wrong(ValueError):
    """A value the plan language refuses."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.said = Said(zh, en)


class Mistake(NamedTuple):
    place: Place
    said: Said


class PlanProblems(Problem):
    """Every error of a plan at once; `errors` holds (file:line, what is wrong) in file order."""

    def __init__(self, errors: list[tuple[str, str | Said]]) -> None:
        self.errors = [(place, Said(said, said) if isinstance(said, str) else said) for place, said in errors]
        zh, en = ("\n".join(f"  {place}: {said[at]}" for place, said in self.errors) for at in (0, 1))
        super().__init__(
            "plan_invalid",
            f"方案文件有 {len(errors)} 处错误，未运行任何内容。请按行修改后重试：\n{zh}",
            f"The plan has {len(errors)} error(s); nothing was run. Mend these lines and try again:\n{en}",
            3,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return PlanProblems, (self.errors,)


def did_you_mean(word: object, known: Iterable[object]) -> Said:
    names = [str(name) for name in known if name != word]  # right elsewhere, wrong here
    if close := difflib.get_close_matches(str(word), names, 1):
        return Said(f"；是否应为 `{close[0]}`？", f"; did you mean `{close[0]}`?")
    if 0 < len(names) < 8:
        return Said(f"；现有 {'、'.join(names)}", f"; there are {', '.join(names)}")
    return Said("", "")


def unknown(word: object, kind: str, known: Iterable[object]) -> Said:
    hint = did_you_mean(word, known)
    return Said(f"`{word}` 不在 {kind} 之中{hint.zh}", f"`{word}` is not among the {kind}{hint.en}")


# pydantic's kinds of error, as plans meet them; {…} is the error's own context.
KINDS = {
    "missing": Said("缺少，请补上", "is missing; add it"),
    "string_type": Said("应为文字，请加引号", "is text: write it in quotes"),
    "string_too_short": Said("不能为空", "may not be empty"),
    "too_short": Said("不能为空", "may not be empty"),
    "int_type": Said("应为整数", "is a whole number"),
    "int_parsing": Said("应为整数", "is a whole number"),
    "bool_type": Said("应为 true 或 false", "is true or false"),
    "greater_than_equal": Said("不得小于 {ge}", "may not be less than {ge}"),
    "less_than_equal": Said("不得大于 {le}", "may not be more than {le}"),
    "literal_error": Said("应为 {expected} 之一", "is one of {expected}"),
    "list_type": Said("应为列表，如 [一, 二]", "is a list such as [one, two]"),
    "dict_type": Said("应为映射，如 {{键: 值}}", "is a mapping such as {{key: value}}"),
    "model_type": Said("应为映射，如 {{键: 值}}", "is a mapping such as {{key: value}}"),
    "invalid_key": Said("键应为文字，请加引号", "is a key and must be text: write it in quotes"),
}
CODE, TEXT, AREA_CODE = r"^[A-Za-z][A-Za-z0-9_]*$", r"\S", r"^[0-9]{12}$"
INPUT_FILE = r"^[A-Za-z0-9_-]+\.csv$"
PATTERNS = {
    CODE: Said(
        "代码以字母开头，只含字母、数字和下划线", "is a code: a letter, then letters, digits and underscores only"
    ),
    TEXT: Said("不能为空", "may not be empty"),
    AREA_CODE: Said('地区代码为加引号的 12 位数字', "is an area code: 12 digits, in quotes"),
    INPUT_FILE: Said(
        "应为年份文件夹中的文件名，如 stated.csv，不得带路径", "is the name of a file in the year's folder, such as "
        "stated.csv, never a path"
    ),
}  # fmt: skip


def say(error: Any, where: str, words: Iterable[str] = ()) -> Said:
    """One pydantic error as an author would want to read it. `words`: the words known at that place."""
    kind, context, given = error["type"], error.get("ctx") or {}, error["input"]
    if kind == "extra_forbidden":
        hint = did_you_mean(error["loc"][-1], words)
        said = Said(f"不是方案语言里的词{hint.zh}", f"is not a word of the plan language{hint.en}")
    elif isinstance(wrong := context.get("error"), Wrong):
        said = wrong.said
    elif given is None and kind != "missing":
        said = Said("为空，请填写或删去", "is empty; fill it in or leave it out")
    elif kind == "string_pattern_mismatch":
        said = PATTERNS.get(context["pattern"], Said(error["msg"], error["msg"]))
    else:
        said = KINDS.get(kind, Said(error["msg"], error["msg"]))
        said = Said(*(words.format(**context) for words in said)) if kind in KINDS else said
    shown = kind not in ("missing", "extra_forbidden") and not isinstance(given, dict | list | None)
    found = f"{given!r}"[:LONGEST_SHOWN]
    zh, en = (f"（现为 {found}）", f" (found {found})") if shown else ("", "")
    name = f"`{where}` " if where else ""
    return Said(f"{name}{said.zh}{zh}", f"{name}{said.en}{en}")
