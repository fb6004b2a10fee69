"""The published books, read-only: any figure by name or code, its steps, the figures below it, the rows of a step."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.ledger import Ledger
from pipelines.problems import Problem
from pipelines.words import CAUSE, LEVEL, REASON

SQL = Path(__file__).parent
Row = dict[str, Any]
NODES = ("area", "line", "section", "payer", "sheet")
"""By what a figure may be asked for; nothing asks for the grand total, area and line together for the area's line."""
BELOW: dict[str, Callable[[Row, Row], bool]] = {
    "total": lambda _, row: row["level"] in ("section", "payer", "area"),
    "section": lambda of, row: row["level"] == "line" and row["section"] == of["section"],
    "line": lambda of, row: row["level"] == "area_line" and row["standard_id"] == of["standard_id"],
    "area": lambda of, row: row["level"] in ("area_line", "sheet") and row["area_code"] == of["area_code"],
    "area_line": lambda *_: False,
    "payer": lambda *_: False,
    "sheet": lambda *_: False,
}


# What the ledger says of an award (`core_award.because`), in Chinese.
SPOKEN: list[tuple[str, str]] = [
    (r": listed before$", "：前已列报"),
    (r": (\w+) stands$", r"：\1 保留"),
    (r": age (\d+) on (\S+?)(,|$)", r"：\2 满 \1 岁\3"),
    (r", from (\d+)", r"，应满 \1 岁"),
    (r", to (\d+)", r"，不超过 \1 岁"),
    (r"^decision: ", "决定："),
    (r" \(groups\)$", "（单位数）"),
    (r" \(group\)$", "（本单位）"),
    (r" \(area\)$", "（本地区）"),
]


class Books:
    """One ledger's figures. Money in fen; names in both languages; of people only what is masked."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @cached_property
    def figures(self) -> list[Row]:
        """Every figure as `out_reconciliation` has it, with name_zh, name_en, line_no; in the order of the plan."""
        return self.ledger.query((SQL / "figures.sql").read_text("utf-8")).to_dicts()

    def figure(self, **asked: str | None) -> Row:
        """The figure asked for by `area`, `line`, `section`, `payer`, `sheet`: a code, a name, a line's number.

        Raises Problem (exit code 2) for a name nothing or several things have, and for two that make no figure.
        """
        given = {kind: words for kind, words in asked.items() if words}
        if given.keys() == {"area", "line"}:
            area, line = self._named("area", given["area"]), self._named("line", given["line"])
            return self._at("area_line", f"{area['node']}/{line['node']}")
        if given.keys() == {"area", "sheet"}:
            area = self._named("area", given["area"])
            return self._named("sheet", given["sheet"], area["area_code"])
        if len(given) > 1:
            raise Problem(
                "figure_of_two",
                f"{'、'.join(given)} 合在一起不是一个数字；可以同时写 area 和 line，或 area 和 sheet",
                f"{' and '.join(given)} together are no figure; area and line may be, or area and sheet",
                2,
            )
        return next((self._named(kind, words) for kind, words in given.items()), None) or self._at("total", "")

    def steps(self, figure: Row) -> list[Row]:
        """The bridge of a figure: step_no, cause, is_level, rows, amount_fen, with words_zh and words_en."""
        rows = self.ledger.query(
            "select step_no, cause, is_level, rows, amount_fen from out_bridge where level = ? and node = ? "
            "order by step_no",
            figure["level"],
            figure["node"],
        )
        return [row | dict(zip(("words_zh", "words_en"), CAUSE[row["cause"]], strict=True)) for row in rows.to_dicts()]

    def below(self, *figures: Row) -> list[Row]:
        """The figures one level below; below an area's line the sheets on which it is claimed."""
        lines = [figure["node"] for figure in figures if figure["level"] == "area_line"]
        found = self.ledger.query((SQL / "sheets.sql").read_text("utf-8"), lines) if lines else None
        sheets = set() if found is None else set(found["node"])
        return [
            row
            for row in self.figures
            if (row["level"] == "sheet" and row["node"] in sheets)
            or any(BELOW[figure["level"]](figure, row) for figure in figures)
        ]

    def all_below(self, figure: Row) -> list[Row]:
        """The figures below it, all the way down, each once."""
        found: dict[tuple[str, str], Row] = {}
        level = self.below(figure)
        while level:
            new = [row for row in level if (row["level"], row["node"]) not in found]
            found |= {(row["level"], row["node"]): row for row in new}
            level = self.below(*new) if new else []
        return list(found.values())

    def cause(self, figure: Row, words: str) -> str:
        """The step of a figure's bridge by code or name. Raises Problem (exit code 2) naming those it has."""
        here = [step["cause"] for step in self.steps(figure)]
        found: list[str] = [
            cause for cause in here if words.strip().casefold() in (cause, *(w.casefold() for w in CAUSE[cause]))
        ]
        if not found:
            zh = "、".join(f"{CAUSE[cause][0]}（{cause}）" for cause in here)
            raise Problem(
                "step_unknown",
                f"「{figure['name_zh']}」没有「{words}」这一步；有：{zh}",
                f"“{figure['name_en']}” has no step “{words}”; it has: {', '.join(here)}",
                2,
            )
        return found[0]

    def rows(self, figure: Row, cause: str) -> list[Row]:
        """The rows behind one step; their amount_fen adds up to it (`rows.sql`).

        Each has where_zh and where_en (`file ▸ sheet ▸ row`, or the stated figure), because_zh and because_en.
        """
        rows = self.rows_of([(figure["level"], figure["node"], cause)])
        names = {(row["level"], row["node"]): (row["name_zh"], row["name_en"]) for row in self.figures}
        return [row | _where(row, names) | _because(row) for row in rows.to_dicts()]

    def rows_of(self, steps: list[tuple[str, str, str]]) -> pl.DataFrame:
        """The rows behind several steps (level, node, cause) at once, as the ledger has them (`rows.sql`)."""
        return self.ledger.query((SQL / "rows.sql").read_text("utf-8"), *map(list, zip(*steps, strict=True)))

    def _at(self, level: str, node: str) -> Row:
        found = next((row for row in self.figures if (row["level"], row["node"]) == (level, node)), None)
        if found is None:
            raise Problem(
                "figure_unknown",
                f"账本里没有{LEVEL[level][0]}「{node}」：没有列明，也没有核定",
                f"the books have no {LEVEL[level][1].lower()} “{node}”: nothing is stated or computed for it",
                2,
            )
        return found

    def _named(self, level: str, words: str, area_code: str | None = None) -> Row:
        """The one figure of a level that is called so: exactly, else the only one with all these words in its name."""
        here = [row for row in self.figures if row["level"] == level and area_code in (None, row["area_code"])]
        wanted = words.strip().casefold()
        exact = [row for row in here if wanted in _names(row)]
        close = [row for row in here if any(all(w in name for w in wanted.split()) for name in _names(row)[:3])]
        found = exact or close
        if len(found) == 1:
            return found[0]
        shown = [row["node"] if level == "sheet" else f"{row['node']} {row['name_zh']}" for row in found[:10]]
        more = " …" if len(found) > len(shown) else ""
        if found:
            raise Problem(
                "figure_ambiguous",
                f"「{words}」可指 {len(found)} 个{LEVEL[level][0]}，请写代码或全名：{'、'.join(shown)}{more}",
                f"“{words}” may be {len(found)} of level {level}; write the code or the whole name: "
                f"{', '.join(shown)}{more}",
                2,
            )
        from pipelines.plan.mistakes import did_you_mean  # noqa: PLC0415 - only for a name that is wrong

        hint = did_you_mean(words, [name for row in here for name in (row["name_zh"], row["name_en"], row["node"])])
        raise Problem(
            "figure_unknown",
            f"账本里没有{LEVEL[level][0]}「{words}」{hint.zh}",
            f"the books have no {LEVEL[level][1].lower()} “{words}”{hint.en}",
            2,
        )


def _names(row: Row) -> list[str]:
    """Code and names first; a line's number only as the whole of what is asked."""
    named = [str(row["node"]), str(row["name_zh"]), str(row["name_en"])]
    if row["level"] == "line":
        named.append(str(row["line_no"]))
    return [name.casefold() for name in named]


def _where(row: Row, names: dict[tuple[str, str], tuple[str, str]]) -> Row:
    if row["file"] is not None:
        place = " ▸ ".join(str(part) for part in (row["file"], row["sheet"], row["row_no"]) if part not in ("", None))
        return {"where_zh": place, "where_en": place}
    zh, en = names.get((row["level"], row["node"]), (row["node"], row["node"]))
    level_zh, level_en = LEVEL[row["level"]]
    part = f" · {row['component']}" if row["component"] else ""
    return {"where_zh": f"{level_zh} {zh}{part}", "where_en": f"{level_en} {en}{part}"}


def _because(row: Row) -> Row:
    """What the ledger says of it; else the words of its reasons or of its outcome."""
    if row["reasons"]:
        words = [REASON.get(code, (code, code)) for code in row["reasons"].split("; ")]
        return {"because_zh": "；".join(zh for zh, _ in words), "because_en": "; ".join(en for _, en in words)}
    zh, en = CAUSE.get(row["outcome"], ("", ""))
    said: str | None = row["because"]
    if said is None:
        return {"because_zh": zh, "because_en": en}
    spoken = said
    for pattern, chinese in SPOKEN:
        spoken = re.sub(pattern, chinese, spoken)
    return {"because_zh": spoken, "because_en": said}
