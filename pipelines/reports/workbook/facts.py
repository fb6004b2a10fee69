"""What the sheets say, looked up from the ledger's tables once. Money in fen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from pipelines.money import yuan
from pipelines.reconcile import books_agree, unexplained_fen
from pipelines.tables import TABLES
from pipelines.words import Words

Row = dict[str, Any]
Node = tuple[str, str]
"""(level, node) of `out_reconciliation`."""


@dataclass(frozen=True)
class Facts:
    """The tables with the look-ups every sheet needs, all in the order of the plan."""

    tables: dict[str, pl.DataFrame]
    setting: Row
    sections: list[Row]
    lines: list[Row]
    areas: list[Row]
    payers: list[Row]
    figures: dict[Node, Row]
    bridge: dict[Node, dict[str, Row]]
    balanced: bool
    unexplained_fen: int

    @classmethod
    def of(cls, tables: dict[str, pl.DataFrame]) -> Facts:
        sections = tables["plan_section"].sort("section_no").to_dicts()
        place = {row["section"]: row["section_no"] for row in sections}
        lines = sorted(tables["plan_standard"].to_dicts(), key=lambda row: (place[row["section"]], row["line_no"]))
        figures = tables["out_reconciliation"]
        unexplained = unexplained_fen(tables["out_bridge"].select("level", "cause", "amount_fen").iter_rows())
        kept = figures.filter(~pl.col("level").is_in(["area_line", "sheet"]) | ~pl.col("agrees")).select(
            "level", "node"
        )
        bridge: dict[Node, dict[str, Row]] = {}
        for row in tables["out_bridge"].join(kept, on=["level", "node"]).sort(TABLES["out_bridge"].key).to_dicts():
            bridge.setdefault((row["level"], row["node"]), {})[row["cause"]] = row
        return cls(
            tables=tables,
            setting=tables["plan_setting"].row(0, named=True),
            sections=sections,
            lines=lines,
            areas=tables["plan_area"].sort("area_no").to_dicts(),
            payers=tables["plan_payer"].sort("payer_no", "standard_id").unique("payer", maintain_order=True).to_dicts(),
            figures={(row["level"], row["node"]): row for row in figures.to_dicts()},
            bridge=bridge,
            balanced=books_agree(figures) and not unexplained and bool((tables["raw_file"]["status"] == "read").all()),
            unexplained_fen=unexplained,
        )

    @property
    def total(self) -> Row:
        return self.figures["total", ""]

    @property
    def verdict(self) -> Words:
        """Whether the books close, with its mark; what nobody can explain is said at once."""
        if self.unexplained_fen:
            fen = yuan(self.unexplained_fen)
            return f"✘ 账不平，其中 {fen} 元未能解释", f"The books do not balance; {fen} yuan are unexplained"
        return ("✔ 账平", "The books balance") if self.balanced else ("✘ 账不平", "The books do not balance")

    def lines_of(self, section: str) -> list[Row]:
        return [line for line in self.lines if line["section"] == section]

    def is_stated(self, level: str) -> bool:
        """Whether anybody stated a figure at this level."""
        stated = [row for (at, _), row in self.figures.items() if at == level]
        return any(row["stated_fen"] is not None or row["stated_count"] is not None for row in stated)

    def varies(self, figure: Row) -> bool:
        """Whether amounts may vary in a line of the figure: its places then share money out, and need not be met."""
        lines = [line for line in self.lines if line["varies"]]
        if figure["level"] == "payer":
            paid = self.tables["plan_payer"].filter(payer=figure["node"])["standard_id"].to_list()
            return any(line["standard_id"] in paid for line in lines)
        return any(
            figure["section"] in (None, line["section"]) and figure["standard_id"] in (None, line["standard_id"])
            for line in lines
        )

    def sums(self, table: str, *by: str) -> dict[tuple[Any, ...], int]:
        """`amount_fen` of a table summed by some of its columns."""
        summed = self.tables[table].group_by(by).agg(pl.col("amount_fen").sum())
        return {tuple(key): fen for *key, fen in summed.select(*by, "amount_fen").iter_rows()}

    def kinds(self) -> dict[tuple[str, str], str]:
        """(standard, component) → cash | goods."""
        parts = self.tables["out_allocation"].select("standard_id", "component", "kind")
        return {(standard, component): kind for standard, component, kind in parts.iter_rows()}

    def names(self) -> dict[str, Words]:
        """Area code, section or standard → its names."""
        named = [("area_code", self.areas), ("section", self.sections), ("standard_id", self.lines)]
        return {row[key]: (row["name_zh"], row["name_en"]) for key, rows in named for row in rows}
