"""What the analyst wrote beside the rosters: columns named by hand, and corrected cells. Sent to every reader."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Named:
    """One line of `columns.csv`: in these files and sheets (patterns) this header means this field ('' = nothing)."""

    file: str
    sheet: str
    header: str
    field: str


@dataclass(frozen=True)
class Correction:
    """One line of `corrections.csv`: what stood in a cell and what is to stand there."""

    line_no: int
    file: str
    tab: str
    cell: str
    old: str
    new: str
    reason: str
    who: str
    day: str


@dataclass(frozen=True)
class Advice:
    columns: tuple[Named, ...] = ()
    corrections: tuple[Correction, ...] = field(default=())
