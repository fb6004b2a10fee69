"""What a look through a workbook's parts finds before, and beside, the reading of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.ingest.grid import Merges
from pipelines.ingest.readers.sheets import Ranges, check_extent

Errors = dict[int, dict[int, str]]  # row → column → what Excel shows, e.g. #N/A; from 0

# As the old binary formats number them.
ERROR_WORDS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


@dataclass
class Scan:
    """One sheet. Rows and columns count from 0."""

    errors: Errors = field(default_factory=dict)  # the cell reader shows these as empty
    hidden_rows: Ranges = field(default_factory=list)
    hidden_columns: Ranges = field(default_factory=list)
    merges: Merges | None = None  # where the cell reader does not know them
    rows: int = 0
    columns: int = 0

    def cell(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)

    def error(self, row: int, column: int, code: int) -> None:
        self.errors.setdefault(row, {})[column] = ERROR_WORDS.get(code, "#N/A")

    def check(self, name: str) -> None:
        """Raises Problem for a sheet whose cells lie too far apart to hold."""
        check_extent(name, self.rows, self.columns)
