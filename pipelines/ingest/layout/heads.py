"""Header rows: where they are, how many levels they have, and the words over each column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from itertools import pairwise
from typing import NamedTuple

from pipelines.ingest.grid import Merges, Row
from pipelines.ingest.headers import field_of, normal, squeeze, whole
from pipelines.ingest.layout.labels import FOOTER
from pipelines.ingest.naming import Naming

MAX_LEVELS = 4
SHORT = 16  # letters; a header of one of several levels is no longer
UNIT_WORDS = {"元", "万元", "人", "户", "袋", "桶", "床", "份", "公斤", "斤", "岁"}
FORM_LINE = re.compile(
    r"(单位|填报单位|填表单位|报送单位|填报日期|填表日期|填报时间|日期|时间|\(?盖章\)?)[:(]|^单位[:]|\d年\d+月|年月日"
)
TITLED = re.compile(r"(花名册|名册|名单|统计表|汇总表|登记表|发放表|明细表|一览表|附件|附表|样表|分配表)")
NO_GROUP = re.compile(f"{FORM_LINE.pattern}|{TITLED.pattern}")
ABOUT = re.compile("(信息|情况|资料)$")
WORDS = re.compile("[一-鿿]{3}")
COLUMN_NUMBERS = {"甲", "乙", "丙", "丁", "栏次", "列次"}
GROUPS = re.compile(
    r"(信息|情况|资料|户主|对象|明细|标准|金额|发放|补助|慰问|物资|账户|银行|合计|人数|成员|开户|收款|地址|住址|所在地|款物)"
)

Span = tuple[int, int, int, int]  # top, left, bottom, right, from 0


class Spans:
    """Merged ranges by their first row."""

    def __init__(self, merges: Merges) -> None:
        self.by_top: dict[int, list[Span]] = {}
        for (top, left), (bottom, right) in merges:
            self.by_top.setdefault(top, []).append((top, left, bottom, right))

    def over(self, row: int) -> list[Span]:
        """Those that touch a row and begin in it or in one of the few above it."""
        if not self.by_top:
            return []
        return [
            span for top in range(row - MAX_LEVELS + 1, row + 1) for span in self.by_top.get(top, ()) if span[2] >= row
        ]

    def width(self, row: int) -> int:
        """Columns of the widest range that begins in a row."""
        return max((right - left + 1 for _, left, _, right in self.by_top.get(row, ())), default=1)


class Head(NamedTuple):
    first: int  # index of its first row
    last: int
    paths: dict[int, list[str]]  # column → its words, from the top
    stretched: set[int]  # columns that have no words of their own, only a merged neighbour's


def find_head(rows: list[Row], at: int, naming: Naming, spans: Spans, floor: int = 0) -> tuple[Head, str] | None:
    """The header that has its first telling row here, none of it above `floor`, and the kind of table it heads."""
    texts = [cell for cell in rows[at].cells if cell]
    if len(texts) < 2 or any(map(str.isdigit, texts)) or not any(f is not None for f in naming.fields(texts)):
        return None
    if naming.is_header(texts):
        return read_head(rows, at, spans, floor), "people"
    if any(_is_figure(cell.strip()) or FORM_LINE.search(squeeze(cell)) for cell in texts) or _is_footer(texts):
        return None
    head = read_head(rows, at, spans, floor)
    words = ["".join(path) if len(path) > 1 and field_of("".join(path)) else path[-1] for path in head.paths.values()]
    if head.last > head.first and naming.is_header(words):
        return head, "people"
    return (head, "summary") if naming.is_summary(words) and _counts_follow(rows, head) else None


def _counts_follow(rows: list[Row], head: Head) -> bool:
    below = rows[head.last + 1 : head.last + 3]
    return any(any(c.isdigit() for c in "".join(row.cells)) and sum(map(bool, row.cells)) >= 2 for row in below)


def read_head(rows: list[Row], at: int, spans: Spans, floor: int = 0) -> Head:
    """All levels of the header around a row of it."""
    first = last = at
    while last + 1 < len(rows) and last - first + 1 < MAX_LEVELS and _is_level(rows, first, last, spans):
        last += 1
    while first > floor and last - first + 1 < MAX_LEVELS and _is_group(rows, first, last, spans):
        first -= 1
    paths, stretched = _paths(rows[first : last + 1], spans)
    if last + 1 < len(rows) and _is_numbering(rows[last + 1]):
        last += 1
    return Head(first, last, paths, stretched)


def same_columns(one: Head, other: Head) -> bool:
    """Whether a header is the earlier one printed again."""
    mine, theirs = ({at: normal("".join(path)) for at, path in head.paths.items()} for head in (one, other))
    return sum(mine[at] == theirs.get(at) for at in mine) >= 0.8 * len(mine.keys() | theirs.keys())


def same_leaves(rows: list[Row], one: Head, other: Head) -> bool:
    """Whether the lowest levels of two headers are the same, whatever stands above them."""
    mine, theirs = (
        [squeeze(cell) for cell in next(row for row in rows[head.last :: -1] if not _is_numbering(row)).cells]
        for head in (one, other)
    )
    return mine == theirs


def _is_level(rows: list[Row], first: int, last: int, spans: Spans) -> bool:
    """Whether the row below the header so far is one more level of it."""
    above, below = rows[last], rows[last + 1]
    if below.row_no != above.row_no + 1:
        return False
    filled = {at: squeeze(cell) for at, cell in enumerate(below.cells) if cell.strip()}
    if not filled or any(len(text) > SHORT or _is_figure(text) for text in filled.values()):
        return False
    if all(text.strip("()") in UNIT_WORDS for text in filled.values()):
        return True
    row = below.row_no - 1
    reach = spans.over(row)
    if any(top < row and above.cells[left] for top, left, _, _ in reach if top >= rows[first].row_no - 1):
        return True
    groups = {at for _, left, bottom, right in spans.over(row - 1) if left < right and bottom < row
              for at in range(left, right + 1)}  # fmt: skip
    blank = {at for at, cell in enumerate(above.cells) if not cell.strip()}
    if groups:
        return len(filled) > 1 and filled.keys() <= groups | blank and bool(filled.keys() & groups)
    return _is_level_unmerged(rows, last, filled.keys(), blank)


def _is_level_unmerged(rows: list[Row], last: int, filled: Set[int], blank: set[int]) -> bool:
    """Words under a group's first column and the empty ones right of it."""
    above, below = rows[last], rows[last + 1]
    inner = {at for at in blank if any(above.cells[:at])}
    starts = {at - 1 for at in inner if at and above.cells[at - 1].strip()}
    if len(filled) == 1:  # one word between a group and its columns, over the first of them
        return filled <= starts and last + 2 < len(rows) and _is_under(rows[last + 2], below, *filled)
    return filled <= inner | starts and bool(filled & inner)


def _is_under(row: Row, above: Row, at: int) -> bool:
    """Whether a row has nothing but words, under one column and the empty ones right of it."""
    filled = {n: cell for n, cell in enumerate(row.cells) if cell.strip()}
    return (
        row.row_no == above.row_no + 1
        and len(filled) > 1
        and min(filled) == at
        and not any(_is_figure(squeeze(cell)) or len(squeeze(cell)) > SHORT for cell in filled.values())
    )


def _is_group(rows: list[Row], first: int, last: int, spans: Spans) -> bool:
    """Whether the row above the header so far holds the names of its groups, and is no title or form line."""
    above, below = rows[first - 1], rows[first]
    filled = {at: squeeze(cell) for at, cell in enumerate(above.cells) if cell.strip()}
    if not filled or below.row_no != above.row_no + 1 or _is_footer(filled.values()):
        return False
    if any(len(text) > SHORT or NO_GROUP.search(text) for text in filled.values()):
        return False
    row = above.row_no - 1
    heads = sorted({at for level in rows[first : last + 1] for at, cell in enumerate(level.cells) if cell.strip()})
    here = [span for span in spans.over(row) if span[0] == row]
    widest = max((right - left + 1 for _, left, _, right in here), default=1)
    if any(bottom > row for _, _, bottom, _ in here):
        return widest < max(heads[-1] - heads[0] + 1, 2) or len(filled) > 1
    if any(_is_figure(text) for text in filled.values()):
        return False
    at, text = next(iter(filled.items()))
    if widest > 1:
        return len(filled) > 1 or (widest < len(heads) - 1 and (at > heads[0] or bool(ABOUT.search(text))))
    return _is_group_unmerged(filled, below, heads[0])


def _is_group_unmerged(filled: dict[int, str], below: Row, first: int) -> bool:
    """Names of columns that have none below; or words over the first of several columns each."""
    if any(not below.cells[at].strip() and field_of(text) is not None for at, text in filled.items()):
        return True
    is_like = [bool(GROUPS.search(text)) for text in filled.values()]
    if first in filled:
        return all(is_like) and len(filled) > 1
    return len(filled) > 1 or is_like[0]


def _is_footer(texts: Iterable[str]) -> bool:
    """Words for those who sign, each ending in a colon, in half of the cells: a header may have one too."""
    signs = [bool(FOOTER.match(text)) and text.endswith(":") for text in map(squeeze, texts)]
    return any(signs) and 2 * sum(signs) >= len(signs)


def _is_figure(text: str) -> bool:
    return text[:1].isdigit() and not WORDS.search(text)


def _is_numbering(row: Row) -> bool:
    """A line that only numbers the columns (1 2 3 …), or says them again in Latin letters."""
    texts = [squeeze(cell).strip("()") for cell in row.cells if cell.strip()]
    numbers = [text for text in texts if text not in COLUMN_NUMBERS]
    if len(texts) >= 3 and all(text.isascii() and text.replace(".", "").isalpha() for text in texts):
        return True
    return (
        len(numbers) >= 3
        and all(text.isdecimal() and len(text) < 3 for text in numbers)
        and all(int(b) == int(a) + 1 for a, b in pairwise(numbers))
    )


def _paths(levels: list[Row], spans: Spans) -> tuple[dict[int, list[str]], set[int]]:
    if len(levels) == 1:
        cells = levels[0].cells
        paths = {at: [text] for at, text in enumerate(cells) if text.strip()}
        stretched = {
            at: paths[left]
            for top, left, _, right in spans.by_top.get(levels[0].row_no - 1, ())
            if left in paths
            for at in range(left + 1, min(right, len(cells) - 1) + 1)
        }
        return dict(sorted((stretched | paths).items())), stretched.keys() - paths.keys()
    top_row = levels[0].row_no - 1
    grid = [[cell.strip() for cell in row.cells] for row in levels]
    own = [list(row) for row in grid]
    merged = {row.row_no - 1: False for row in levels}
    for row in range(top_row, levels[-1].row_no):
        for top, left, bottom, right in spans.over(row):
            if top < top_row or top != row:
                continue
            merged[row] |= left < right
            for i in range(top - top_row, min(bottom - top_row, len(grid) - 1) + 1):
                for at in range(left, min(right, len(grid[i]) - 1) + 1):
                    grid[i][at] = grid[i][at] or grid[top - top_row][left]
    for i, line in enumerate(grid[:-1]):  # a group written once over its columns, without a merge
        for at in range(1, len(line)):
            if not line[at] and not merged[top_row + i] and any(below[at] for below in own[i + 1 :]):
                line[at] = line[at - 1] if any(below[at - 1] for below in own[i + 1 :]) else ""
    paths, lone = {}, set()
    for at in range(len(grid[0])):
        words = [line[at] for line in grid if line[at]]
        path = [word for i, word in enumerate(words) if i == 0 or whole(word) != whole(words[i - 1])]
        if path:
            paths[at] = path
            if not any(line[at] for line in own):
                lone.add(at)
    return paths, lone
