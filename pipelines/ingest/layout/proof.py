"""What the cells of a column prove when its header says nothing, or something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pipelines.ingest.grid import Row
from pipelines.ingest.headers import normal, squeeze
from pipelines.ingest.layout.heads import Head
from pipelines.ingest.layout.labels import label
from pipelines.ingest.layout.shape import Column
from pipelines.ingest.naming import Naming

SAMPLE = 100  # rows of a table that are looked at
LEAST = 2  # filled cells that can prove something
PROOF = 0.9
SOUND = 0.5
CERTAIN = 3  # rows, all alike, that prove a swap of columns however many numbers are mistyped
NO_WORD = re.compile(r"[\W_]+")
RELATIONS = frozenset(
    [
        "户主",
        "本人",
        "配偶",
        "妻",
        "夫",
        "妻子",
        "丈夫",
        "子",
        "女",
        "儿子",
        "女儿",
        "长子",
        "次子",
        "三子",
        "长女",
        "次女",
        "三女",
        "父",
        "母",
        "父亲",
        "母亲",
        "孙",
        "孙子",
        "孙女",
        "外孙",
        "外孙女",
        "儿媳",
        "女婿",
        "兄",
        "弟",
        "姐",
        "妹",
        "哥哥",
        "弟弟",
        "姐姐",
        "妹妹",
        "岳父",
        "岳母",
        "公公",
        "婆婆",
        "祖父",
        "祖母",
        "其他",
        "之妻",
        "之夫",
        "之子",
        "之女",
    ]
)
NAME = re.compile(r"[㐀-鿿𠀀-𯿿]{2,4}|[㐀-鿿𠀀-𯿿]+(?:[·•・‧∙⋅．.][㐀-鿿𠀀-𯿿]+)+")
BESIDE_NAME = re.compile(r"\(.*?\)|^\d{0,2}\)|^\W+|\W+$")
PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
ACCOUNT = re.compile(r"\d{12,23}")
DISABILITY = re.compile(r"\d{17}[\dXx][1-7][1-4](?:[Bb]\d?)?")
CERTIFICATE = re.compile(r"(?=.*\d{4})[A-Za-z0-9一-鿿()\-]{6,}")


def sample(rows: list[Row], head: Head, naming: Naming) -> list[Row]:
    """Rows below a header that may be people, up to another one; the same printed again is passed over."""
    people = []
    own = {row.line for row in rows[head.first : head.last + 1]}
    for row in rows[head.last + 1 : head.last + 1 + SAMPLE]:
        texts = [cell for cell in row.cells if cell]
        if len(texts) > 2:
            if row.line in own:
                continue
            if not any(map(str.isdigit, texts)) and naming.is_header(texts):
                break
            people.append(row)
    return people


def by_content(columns: list[Column], people: list[Row]) -> list[Column]:
    """The columns with their fields, where need be, by what stands in them."""
    if len(people) < LEAST:
        return columns
    columns = columns + _headless(columns, people)
    fields = {column.field: column for column in columns if column.field}
    if "id_no" not in fields or not _looks_right(fields["id_no"], people):
        people = [row for row in people if label(row.cells) is None]
        columns = _find_numbers(columns, people)
    return _find_words(columns, people)


def head_by_content(rows: list[Row]) -> Head | None:
    """The row right above a column of identity numbers, when no header is known by its words."""
    from pipelines.ingest.layout.numbers import is_like  # noqa: PLC0415 - seldom needed

    for i, row in enumerate(rows[:400]):
        at = next((n for n, cell in enumerate(row.cells) if len(cell) >= 15 and is_like(cell)), None)
        if at is None:
            continue
        below = [r.cells[at] for r in rows[i : i + SAMPLE] if r.cells[at].strip()]
        words = {n: [c] for n, c in enumerate(rows[i - 1].cells) if c.strip()} if i else {}
        proven = holds_numbers(below)
        if proven and at in words and len(words) > 2 and not any(c[0][:1].isdigit() for c in words.values()):
            return Head(i - 1, i - 1, words, set())
        return None
    return None


def holds_numbers(cells: list[str]) -> bool:
    """Nine cells in ten look like identity numbers, and every other one is sound."""
    from pipelines.ingest.layout.numbers import is_like, is_sound  # noqa: PLC0415 - seldom needed

    return _share(cells, is_like) >= PROOF and _share(cells, is_sound) >= SOUND


def _share(cells: Iterable[str], test: Callable[[str], object]) -> float:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return sum(bool(test(cell)) for cell in filled) / len(filled) if len(filled) >= LEAST else 0.0


def _cells(column: Column, people: list[Row]) -> list[str]:
    return [row.cells[column.at] for row in people]


def _looks_right(column: Column, people: list[Row]) -> bool:
    return _share(_cells(column, people[:40]), lambda cell: len(cell) >= 15 and cell[:14].isdigit()) > 0.5 and not (
        _share(_cells(column, people[:40]), DISABILITY.fullmatch) >= PROOF
    )


def _headless(columns: list[Column], people: list[Row]) -> list[Column]:
    """Columns without a header that are filled in half of the rows or more."""
    headed = {column.at for column in columns}
    return [
        Column(at, "", None, None, None, None)
        for at in range(len(people[0].cells))
        if at not in headed and 2 * sum(bool(row.cells[at].strip()) for row in people) >= len(people)
    ]


def _find_numbers(columns: list[Column], people: list[Row]) -> list[Column]:
    """Reads the identity numbers where they stand: in an unknown column, or one that changed places with another."""
    stated = next((column for column in columns if column.field == "id_no"), None)
    if stated and stated.how == "override":
        return columns
    if stated and (name := _swapped_name(stated, columns, people)):
        places = {stated.at: (stated, name.field), name.at: (name, "id_no")}
        changed = {at: column._replace(field=field, how="content") for at, (column, field) in places.items()}
        return [changed.get(column.at, column) for column in columns]
    real = [
        column
        for column in columns
        if column is not stated
        and column.field not in {"head_id"}
        and column.how != "override"
        and not (column.how and column.field is None)  # a payee's or guardian's number
        and holds_numbers(_cells(column, people))
    ]
    if len(real) != 1:
        return columns
    found = real[0]
    swapped = stated and found.field and _fits(found.field, _cells(stated, people))
    if found.field and not swapped:
        return columns
    changed = {found.at: found._replace(field="id_no", how="content")}
    if stated:
        is_card = _share(_cells(stated, people), DISABILITY.fullmatch) >= PROOF
        field = found.field if swapped else "disability" if is_card else None
        taken = {column.field for column in columns}
        changed[stated.at] = stated._replace(
            field=None if field == "disability" and field in taken else field,
            how="content" if field else None,
        )
    return [changed.get(column.at, column) for column in columns]


def _swapped_name(stated: Column, columns: list[Column], people: list[Row]) -> Column | None:
    """The column of names, when every row has a name where its number belongs and something like a number there."""
    from pipelines.ingest.layout.numbers import is_like  # noqa: PLC0415 - seldom needed

    name = next((c for field in ("name", "head_name") for c in columns if c.field == field), None)
    if name is None or name.how == "override":
        return None
    pairs = [(row.cells[stated.at], row.cells[name.at]) for row in people]
    pairs = [(number, names) for number, names in pairs if number.strip() or names.strip()]
    is_all = all(_is_name(number) and is_like(NO_WORD.sub("", names)) for number, names in pairs)
    return name if len(pairs) >= CERTAIN and is_all else None


def _is_name(cell: str) -> bool:
    return bool(NAME.fullmatch(BESIDE_NAME.sub("", squeeze(cell))))


def _fits(field: str, cells: list[str]) -> bool:
    if field in {"name", "head_name"}:
        return _share(cells, _is_name) >= PROOF
    pattern = {"phone": PHONE, "account": ACCOUNT}.get(field)
    return bool(pattern) and _share((squeeze(cell) for cell in cells), pattern.fullmatch) >= PROOF  # type: ignore[union-attr]


def _find_words(columns: list[Column], people: list[Row]) -> list[Column]:
    """Relations and sexes under a header of no use; certificate numbers under 编号."""
    taken = {column.field for column in columns}
    changed = []
    for column in columns:
        field = None
        if column.field is None and column.how is None:
            cells = _cells(column, people)
            if "relation" not in taken and _share(cells, RELATIONS.__contains__) >= PROOF:
                field = "relation"
            elif "sex" not in taken and _share(cells, {"男", "女"}.__contains__) >= PROOF:
                field = "sex"
        if normal(column.header) in {"编号", "证号"} and column.how != "override" and "cert_no" not in taken:
            cells = _cells(column, people)
            if _share(cells, CERTIFICATE.fullmatch) >= PROOF and len(set(cells)) > len(cells) / 2:
                field = "cert_no"
        if field:
            taken.add(field)
        changed.append(column._replace(field=field, how="content", suggestion=None) if field else column)
    return changed
