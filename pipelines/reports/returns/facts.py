"""What goes into which return: the files, tabs and findings of each town, and the words of each finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from pipelines.reports.returns.cells import place
from pipelines.reports.returns.tabs import Place, Row, Tab, place_of, tabs_of, unlike
from pipelines.reports.workbook.book import both
from pipelines.words import CONVERSION, FIELD, ICON, REASON, SEVERITY, Words

ROW = ["file", "sheet", "row_no"]
BLANK: Words = ("（空）", "blank")
CODES = REASON | CONVERSION


@dataclass
class Return:
    """One workbook to be sent back. `sheets` (file, sheet, tab) are those of the tables that its tabs are made of."""

    name: str
    area: Words
    files: list[str]
    sheets: list[tuple[str, str, str]]
    tabs: list[Tab]
    findings: list[Row]


class Facts:
    """The tables of a run, looked up once for all returns."""

    def __init__(self, tables: dict[str, pl.DataFrame], raw_row: pl.DataFrame) -> None:
        self.tables, self.raw_row = tables, raw_row
        gravest = pl.col("severity").replace_strict({code: n for n, code in enumerate(SEVERITY)})
        self.found = tables["out_finding"].sort(gravest, pl.col("file").is_null(), "finding_no")
        self.rules = {row["rule"]: row for row in tables["out_rule"].to_dicts()}
        lines = tables["plan_standard"].select("standard_id", "name_zh", "name_en").iter_rows()
        self.lines: dict[str, Words] = {line: (zh, en) for line, zh, en in lines}
        tops = tables["raw_table"].filter(pl.col("table_no") == 1)
        self.heads = {(row["file"], row["sheet"]): row for row in tops.to_dicts()}
        self.sheets = tables["raw_sheet"].filter(pl.col("status") != "answers").sort("file", "sheet_no", "sheet")
        offers = tables["core_refusal"].filter(pl.col("suggested").is_not_null())
        self.offers = {(*(row[name] for name in ROW), row["field"]): row for row in offers.to_dicts()}

    def returns(self) -> list[Return]:
        """One for each area with a finding in a file of its own, and one for each such file of no area."""
        files = self.tables["raw_file"].select("file", "area_code").sort("file")
        marked = files.filter(pl.col("file").is_in(self.found["file"].drop_nulls().unique().implode()))
        taken: set[str] = set()
        books = []
        for area in self.tables["plan_area"].sort("area_no").to_dicts():
            code = area["area_code"]
            if code in marked["area_code"]:
                own = files.filter(pl.col("area_code") == code)["file"].to_list()
                mine = self.found.filter((pl.col("area_code") == code) | pl.col("file").is_in(own))
                books.append(self._return((area["name_zh"], area["name_en"]), own, mine, taken))
        for file in marked.filter(pl.col("area_code").is_null())["file"]:
            stem = PurePosixPath(file).stem
            books.append(self._return((stem, stem), [file], self.found.filter(pl.col("file") == file), taken))
        return books

    def _return(self, area: Words, files: list[str], found: pl.DataFrame, taken: set[str]) -> Return:
        sheets = self.sheets.filter(pl.col("file").is_in(files)).to_dicts()
        tabs = tabs_of(sheets, self.heads)
        on_tab = {(row["file"], row["sheet"]): tabs[row["file"], row["tab"]] for row in sheets}
        said = self.tables["raw_answer"].filter(pl.col("file").is_in(files))
        answers = {row["finding_key"]: {name: row[name] for name in ("answer", "because")} for row in said.to_dicts()}
        texts = self._texts(found, on_tab)
        listed = []
        for no, finding in enumerate(found.to_dicts(), 1):
            tab = on_tab.get((finding["file"], finding["sheet"]))
            at = tab.anchor(place_of(finding["cell"])) if tab and finding["cell"] else None
            told = {
                **{name: finding[name] for name in ("severity", "file", "cell", "rule", "finding_key")},
                "no": no,
                "tab": tab and tab.name,
                "observed": _observed(finding, at, texts),
                "expected": self._expected(finding, files),
                **_worded(finding, self.rules[finding["rule"]], self.lines.get(finding["standard_id"])),
                **answers.get(finding["finding_key"], {"answer": None, "because": None}),
            }
            listed.append(told)
            if tab and at:
                _comment(tab, at, told)
        keys = [(row["file"], row["sheet"], row["tab"]) for row in sheets]
        return Return(unlike(taken, area[0]), area, files, keys, list(tabs.values()), listed)

    def _texts(self, found: pl.DataFrame, on_tab: dict[tuple[str, str], Tab]) -> dict[tuple[str, str, int], list[str]]:
        """The rows that findings are about, as they stand: (file, sheet, row) → texts of its cells."""
        wanted = {
            (file, sheet, on_tab[file, sheet].anchor(place_of(cell))[0])
            for file, sheet, cell in found.select("file", "sheet", "cell").drop_nulls().iter_rows()
            if (file, sheet) in on_tab
        }
        kinds = {"file": pl.String, "sheet": pl.String, "row_no": pl.Int64}
        places = pl.DataFrame(sorted(wanted), schema=kinds, orient="row")
        rows = self.raw_row.join(places, on=ROW, how="semi").select(*ROW, "cells")
        return {(file, sheet, row_no): cells for file, sheet, row_no, cells in rows.iter_rows()}

    def _expected(self, finding: Row, files: list[str]) -> str:
        """As the finding says; a number that stands in the town's own files is shown in full."""
        offer = self.offers.get((*(finding[name] for name in ROW), finding["field"]))
        if offer and any(str(offer["basis"]).startswith(f"{file} ▸ ") for file in files):
            return f"？{offer['suggested']} ← {offer['basis']}"
        expected = finding["expected"] or ""
        if expected in FIELD:
            return both(FIELD[expected], " ")
        return re.sub(r"\b(id_no|name|birth)\b", lambda code: both(FIELD[code[0]], " "), expected)


def numbered(books: list[Return]) -> pl.DataFrame:
    """The sheets that the tabs of these returns are made of: file, sheet, number of the `block` and of the `tab`."""
    tabs = {(tab.file, tab.tab): number for number, tab in enumerate(tab for book in books for tab in book.tabs)}
    blocks = [(file, sheet, tabs[file, tab]) for book in books for file, sheet, tab in book.sheets]
    kinds = {"file": pl.String, "sheet": pl.String, "tab": pl.Int64}
    return pl.DataFrame(blocks, schema=kinds, orient="row").with_row_index("block")


def marked(books: list[Return]) -> tuple[pl.DataFrame, pl.Series]:
    """The cells to colour (`at`, severity), and those where others are merged on to the right."""
    tabs = [tab for book in books for tab in book.tabs]
    bad = [(no, *at, severity) for no, tab in enumerate(tabs) for at, (severity, _) in tab.comments.items()]
    wide = {(no, top, left) for no, tab in enumerate(tabs) for top, left, _, right in tab.merges if right > left}
    kinds: dict[str, Any] = {"tab": pl.Int64, "row_no": pl.Int64, "col_no": pl.Int64}
    at = place("tab", "row_no", "col_no").alias("at")
    return (
        pl.DataFrame(bad, schema=kinds | {"severity": pl.String}, orient="row").select("severity", at),
        pl.DataFrame(sorted(wide), schema=kinds, orient="row").select(at)["at"],
    )


def _observed(finding: Row, at: Place | None, texts: dict[tuple[str, str, int], list[str]]) -> str:
    """What stands in the cell is the town's own, and is shown as it stands; else what the finding says."""
    if at:
        cells = texts.get((finding["file"], finding["sheet"], at[0]), [])
        return (cells[at[1] - 1] if at[1] <= len(cells) else "") or both(BLANK, " ")
    return "" if finding["file"] and not finding["sheet"] else finding["observed"] or ""


def _worded(finding: Row, rule: Row, line: Words | None) -> Row:
    """The rule's title with what it is about: the reasons that the finding gives in codes, the line of a figure."""
    codes = (finding["observed"] or "").split("; ") if finding["row_no"] else []
    about = [CODES[code] for code in codes if code in CODES] + [line for line in [line] if line and not codes]
    titles = {
        "title_zh": "：".join(part for part in (rule["title_zh"], "、".join(zh for zh, _ in about)) if part),
        "title_en": ": ".join(part for part in (rule["title_en"], ", ".join(en for _, en in about)) if part),
    }
    return titles | {name: rule[name] for name in ("mend_zh", "mend_en")}


def _comment(tab: Tab, at: Place, told: Row) -> None:
    severity = told["severity"]
    words: dict[str, tuple[str, str, str]] = {"zh": ("：", "应为", "改法"), "en": (": ", "Expected", "To mend")}
    lines = []
    for (lang, (colon, expected, mend)), word in zip(words.items(), SEVERITY[severity], strict=True):
        lines.append(f"{ICON[severity]} {word}{colon}{told[f'title_{lang}']}")
        lines += [f"{expected}{colon}{told['expected']}"] if told["expected"] else []
        lines.append(f"{mend}{colon}{told[f'mend_{lang}']}")
    gravest, before = tab.comments.get(at, (severity, ""))  # findings come gravest first
    tab.comments[at] = gravest, "\n\n".join(part for part in (before, "\n".join(lines)) if part)
