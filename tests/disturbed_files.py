"""A world as real files, and what a run makes of them, up to the closed books."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from ruamel.yaml import YAML

from pipelines.clean import clean_rosters
from pipelines.duplicates import find_duplicates, submitted
from pipelines.engine import CLOSE, DECIDE
from pipelines.folders import Folders
from pipelines.ingest.decisions import COLUMNS, decided, read_decisions
from pipelines.ingest.draft import Parsed
from pipelines.ingest.gather import gather
from pipelines.ingest.reading import read_file
from pipelines.ledger import Ledger
from pipelines.plan import Plan, load_plan, plan_tables
from pipelines.tables import TABLES
from tests.builders import full
from tests.disturbed_world import NAMES, YEAR, Person, Sheet, World, yuan


def write(world: World, folder: Path) -> Folders:
    """The world as files below `folder`."""
    folders = Folders(folder / "raw", folder / "out", world.plan["plan"], YEAR)
    folders.rosters.mkdir(parents=True)
    plan: dict[str, Any] = world.plan | {"stated": []}
    cells = ["area_code,standard,count,amount"]
    key = {"line": "standard", "section": "section", "total": "total"}
    for (level, node), (count, fen) in world.stated.items():
        if level == "area_line":
            cells.append(f"{node.replace('/', ',')},{'' if count is None else count},{yuan(fen)}")
        else:
            figure = {"count": count, "amount": None if fen is None else yuan(fen)}
            figure = {name: value for name, value in figure.items() if value is not None}
            plan["stated"].append({"year": YEAR, key[level]: node or True, "clause": "§6"} | figure)
    for payer, fen in world.payers_stated().items():
        plan["stated"].append({"year": YEAR, "payer": payer, "amount": yuan(fen), "clause": "§6"})
    YAML(typ="safe").dump(plan, folders.plan_folder / "plan.yaml")
    areas = [f"{code},{name},{name},town" for code, name in NAMES.items()]
    (folders.plan_folder / "areas.csv").write_text("\n".join(["code,name_zh,name_en,kind", *areas]), "utf-8")
    (folders.plan_folder / str(YEAR) / "stated.csv").write_text("\n".join(cells), "utf-8")
    for (file, area), sheets in world.rosters.items():
        content = tuple((tab, tuple(_rows(NAMES.get(area, area), sheet))) for tab, sheet in sheets.items())
        (folders.rosters / file).write_bytes(world.damaged.get(file) or _workbook(content))
    if world.dropped:
        _decide(world, folders)
    return folders


HEADER = [
    "序号", "村（社区）", "姓名", "身份证号", "户主姓名", "户主身份证号", "人员类别", "慰问金（元）", "物资折价（元）",
]  # fmt: skip


def _rows(town: str, sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    """Title, header, people (and a subtotal under each village), total; then the table below."""
    width = len(HEADER) if sheet.amounts else len(HEADER) - 2
    yield (f"{town}2023年春节慰问花名册（{sheet.category}）",)
    if sheet.header:
        yield tuple(HEADER[:width])
    for n, person in enumerate(sheet.people, 1):
        about = (person.serial or n, person.village, person.name, person.id_no, *(person.head or (None, None)))
        yield (*about, person.category, _cell(person.cash), _cell(person.goods))[:width]
        ends = n == len(sheet.people) or sheet.people[n].village != person.village
        if sheet.subtotals and ends:
            yield _sum("小计", [p for p in sheet.people if p.village == person.village], 0)
    if sheet.total:
        yield _sum("合计", sheet.people, sheet.total_off)[:width]
    if sheet.below:
        yield from _rows(town, sheet.below)


def _sum(word: str, people: list[Person], off: int) -> tuple[Any, ...]:
    cash = sum(p.cash for p in people if isinstance(p.cash, int))
    goods = sum(p.goods or 0 for p in people)
    return (word, None, f"{len(people)}人", None, None, None, None, _cell(cash + off), _cell(goods))


def _cell(amount: int | str | None) -> Decimal | str | None:
    return Decimal(amount) / 100 if isinstance(amount, int) else amount


@cache
def _workbook(content: tuple[tuple[str, tuple[tuple[Any, ...], ...]], ...]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for tab, rows in content:
        sheet = book.create_sheet(tab)
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _decide(world: World, folders: Folders) -> None:
    """decisions.csv as the bureau's answers make it: each row against which it decided, by the cluster it is in."""
    lines = [",".join(COLUMNS)]
    clusters = _found(folders).core_cluster
    for file, tab, index in world.dropped:
        row_no = index + 3  # below title and header; such a sheet has no subtotals
        (cluster,) = clusters.filter(file=file, sheet=tab, row_no=row_no)["cluster"]
        lines.append(f"{cluster},{file},{tab},{row_no},drop,周明,同一人,2023-01-10")
    folders.decisions.write_text("\n".join(lines), "utf-8")


# --- what a run does with them, in this process ----------------------------------------------------------------------


# Files read once are not read again: most worlds differ in one of them.
_PARSED: dict[tuple[str, bytes], list[Parsed]] = {}
_PLANS: dict[bytes, Plan] = {}


def _plan(folders: Folders) -> Plan:
    files = ("plan.yaml", "areas.csv", f"{YEAR}/stated.csv")
    key = b"".join((folders.plan_folder / name).read_bytes() for name in files)
    if key not in _PLANS:
        _PLANS[key] = load_plan(folders.plan_folder)
    return _PLANS[key]


def _read(folders: Folders) -> Any:
    parsed = []
    for path in sorted(folders.rosters.iterdir()):
        key = (path.name, path.read_bytes())
        if key not in _PARSED:
            _PARSED[key] = read_file(str(path), path.name)
        parsed += _PARSED[key]
    return gather(parsed)


def _found(folders: Folders) -> Any:
    cleaned = clean_rosters(_read(folders), _plan(folders))
    return find_duplicates(*submitted(cleaned.core_person, cleaned.core_rejected, full("core_listed", []), ["roster"]))


@contextmanager
def closed(world: World) -> Iterator[Ledger]:
    """The decided and closed ledger of a world, gone when the block ends."""
    with TemporaryDirectory() as place:
        folders = write(world, Path(place))
        plan = _plan(folders)
        raw = _read(folders)
        cleaned = clean_rosters(raw, plan)
        given = {**plan_tables(plan, YEAR), **raw.kept(), **cleaned._asdict()}
        if world.dropped:
            given["core_decision"] = decided(read_decisions(folders.decisions), _found(folders).core_cluster)
        made_here = {*DECIDE, *CLOSE}
        loaded = [name for name in TABLES if name not in made_here and not name.startswith("out_")]
        ledger = Ledger(Path(place) / "ledger.duckdb")
        try:
            ledger.save(**{name: given[name] if name in given else full(name, []) for name in loaded})
            ledger.build(*DECIDE, *CLOSE)
            yield ledger
        finally:
            ledger.connection.close()  # nothing is kept: writing it out would take longer than the rest
