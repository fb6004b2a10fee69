"""The cases of the corpus: what a clerk sees in each file, and what the program made of it, in the same words.

A case of `expected/*.yaml` says, for its one file or for each of its `files`:
    kind, encoding, status, problem      as in raw_file; `problem` alone means the file is refused for it
    sheets                               in the order of the tabs; empty ones are counted by `empty_sheets`
and for each sheet what it wants to be compared:
    name, status, hidden, hidden_rows, hidden_columns, tables (how many)
    roles        of the rows from the top: `title*2 header person*3 total`
    columns      `A seq, B -`: letter and field, `-` for a column that names none; likewise units, suggestions, headers
    people       a line for each accepted row: row, name, village, category, yuan in cash (`-`: none stated), then
                 what else is compared (goods, birth, sex, …; `hh` tells households apart). The identity number is the
                 one that `cast.csv` gives the name, or `id=…`
    refused      a line for each reason: row, cell, reason code
    totals       a line for each subtotal and total row: row, role, persons, yuan
What people, refusals and totals a sheet does not name, it must not have. `stops` means the run ends in a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

import polars as pl
from ruamel.yaml import YAML

from pipelines.clean import Cleaned
from pipelines.ingest.gather import Raw
from tests.corpus.make import CASES, CAST, FILES, HERE, UNKEPT

Spec = dict[str, Any]
PLACED = ("name", "status", "hidden", "hidden_rows", "hidden_columns")


class Done(NamedTuple):
    raw: Raw
    cleaned: Cleaned


def cases() -> dict[str, Spec]:
    found: dict[str, Spec] = {}
    for path in sorted((HERE / "expected").glob("*.yaml")):
        found |= YAML(typ="safe").load(path)["cases"]
    return found


def files_of(name: str, case: Spec) -> dict[str, Spec]:
    """Name of each file a case comes to → what is expected of it."""
    if "files" in case:
        return dict(case["files"])
    paths = CASES[name]() if name in UNKEPT else {path.name: b"" for path in (FILES / name).iterdir()}
    (file,) = paths.keys() - {"columns.csv", "corrections.csv"}
    return {file: case}


def only(done: Done, name: str) -> Done:
    """The case's own part of what was read."""
    mine = pl.col("file").str.starts_with(f"{name}/")
    raw = Raw(*(table.filter(mine) for table in done.raw))
    return Done(raw, Cleaned(*(table.filter(mine) for table in done.cleaned)))


# expected


def expected(file: Spec) -> list[str]:
    refused = "problem" in file
    lines = [
        f"status {file.get('status', 'refused' if refused else 'read')}",
        f"problem {file.get('problem', file.get('problem_code', '-'))}",
    ]
    lines += [f"{key} {file[key]}" for key in ("kind", "encoding") if key in file]
    lines.append(f"empty sheets {file.get('empty_sheets', 0)}")
    lines.append(f"sheets {len(file.get('sheets', []))}")
    for number, sheet in enumerate(file.get("sheets", []), 1):
        lines += [f"{number} {line}" for line in _expected(sheet)]
    return lines


def _expected(sheet: Spec) -> Iterator[str]:
    yield from (
        f"{key} {value}" for key, value in {"status": "read", "hidden": False, **sheet}.items() if key in PLACED
    )
    yield f"roles {' '.join(compressed(expanded(sheet['roles'])))}"
    if "tables" in sheet:
        yield f"tables {sheet['tables']}"
    for key in ("columns", "units", "suggestions", "headers"):
        yield from (f"{key} {part.strip()}" for part in sheet.get(key, "").split(",") if part)
    if "count" in sheet:
        yield f"people {sheet['count']}"
    else:
        yield from sorted(f"person {_person(line, extras(sheet))}" for line in rows_of(sheet, "people"))
    yield from sorted(f"refused {line}" for line in rows_of(sheet, "refused"))
    if "totals" in sheet:
        for line in rows_of(sheet, "totals"):
            row, role, persons, yuan = line.split(" ")
            yield f"total {row} {role} {persons} {money(yuan)}"


def rows_of(sheet: Spec, key: str) -> list[str]:
    return [" ".join(line.split()) for line in str(sheet.get(key, "")).splitlines() if line.strip()]


def extras(sheet: Spec) -> list[str]:
    """What else the sheet compares of each person."""
    words = [word.partition("=")[0] for line in rows_of(sheet, "people") for word in line.split(" ")[5:]]
    return [key for key in dict.fromkeys(words) if key != "id"]


def _person(line: str, keys: list[str]) -> str:
    row, name, village, category, cash, *rest = line.split(" ")
    name = re.sub(r"\\u(\w{4})", lambda code: chr(int(code[1], 16)), name)  # for characters without a shape
    said = dict(word.split("=", 1) for word in rest)
    number = said.get("id") or CAST[name]["id_no"]
    more = [f"{key}={money(said[key]) if key == 'goods' else said.get(key, '')}" for key in keys if key in said]
    return " ".join([row, name, number, village, category, money(cash), *more])


def money(yuan: str) -> str:
    return "-" if yuan == "-" else f"{Decimal(yuan):.2f}"


def expanded(roles: str) -> list[str]:
    return [role for word in roles.split() for role in [word.split("*")[0]] * int((word + "*1").split("*")[1])]


def compressed(roles: list[str]) -> list[str]:
    runs = [(role, len(list(run))) for role, run in groupby(roles)]
    return [role if length == 1 else f"{role}*{length}" for role, length in runs]


# found


def found(done: Done, name: str, file: Spec) -> list[str]:
    """What the program made of the file called `name`, so far as `file` expects something of it."""
    row = done.cleaned.raw_file.filter(file=name)
    if row.height != 1:
        return [f"no file {name}; there are: {', '.join(done.cleaned.raw_file['file'])}"]
    about = row.row(0, named=True)
    lines = [f"status {about['status']}", f"problem {about['problem'] or '-'}"]
    lines += [f"{key} {about[key]}" for key in ("kind", "encoding") if key in file]
    sheets = done.raw.raw_sheet.filter(file=name).sort("sheet_no", "sheet")
    wanted = file.get("sheets", [])
    if "problem" in file:
        sheets = sheets.clear()
    empty = sheets.filter(status="empty")
    sheets = sheets.filter(pl.col("status") != "empty")
    lines += [f"empty sheets {empty.height}", f"sheets {sheets.height}"]
    for number, sheet in enumerate(sheets.iter_rows(named=True), 1):
        spec = wanted[number - 1] if number <= len(wanted) else {}
        lines += [f"{number} {line}" for line in _found(done, sheet, spec)]
    return lines


def _found(done: Done, about: Spec, spec: Spec) -> Iterator[str]:
    here = {"file": about["file"], "sheet": about["sheet"]}
    said = about | {"name": about["sheet"]}
    yield from (f"{key} {said[key]}" for key in {"status": "", "hidden": "", **spec} if key in PLACED)
    yield f"roles {' '.join(compressed(done.raw.raw_row.filter(**here).sort('row_no')['role'].to_list()))}"
    if "tables" in spec:
        yield f"tables {done.raw.raw_table.filter(**here).height}"
    yield from _columns(done.raw.raw_column.filter(table_no=1, **here), spec)
    people = done.cleaned.core_person.filter(**here).sort("row_no")
    if "count" in spec:
        yield f"people {people.height}"
    else:
        flags = done.cleaned.core_flag.filter(**here)
        yield from sorted(f"person {line}" for line in _people(people, flags, spec))
    refusals = done.cleaned.core_refusal.filter(**here)
    yield from sorted(f"refused {r['row_no']} {r['cell'] or '-'} {r['reason']}" for r in refusals.iter_rows(named=True))
    if "totals" in spec:
        for r in done.cleaned.core_sheet_total.filter(**here).sort("row_no").iter_rows(named=True):
            yield f"total {r['row_no']} {r['role']} {_or_dash(r['stated_persons'])} {fen(r['stated_fen'])}"


def _columns(columns: pl.DataFrame, spec: Spec) -> Iterator[str]:
    named = {letters(r["col_no"]): r for r in columns.iter_rows(named=True)}
    for key, field in (("columns", "field"), ("units", "unit"), ("suggestions", "suggestion"), ("headers", "header")):
        wanted = [part.split()[0] for part in spec.get(key, "").split(",") if part]
        if key == "columns" and wanted:
            wanted = list(named)
        yield from (f"{key} {letter} {_or_dash(named.get(letter, {}).get(field))}" for letter in wanted)


def _people(people: pl.DataFrame, flags: pl.DataFrame, spec: Spec) -> Iterator[str]:
    labels: dict[int, str] = {}
    lines = {line.split(" ")[0]: line for line in rows_of(spec, "people")}
    for r in people.iter_rows(named=True):
        asked = [word.partition("=")[0] for word in lines.get(str(r["row_no"]), "").split(" ")[5:]]
        told = {
            "hh": labels.setdefault(r["household_no"], "abcdefghijklmnopqrstuvwxyz"[len(labels) % 26]),
            "goods": fen(r["claimed_goods_fen"]),
            "birth": r["stated_birth"] or "",
            "group": r["group_name"] or "",
            "flags": ",".join(flags.filter(row_no=r["row_no"])["flag"].sort()),
            **{key: r[key] or "" for key in ("sex", "list", "account")},
        }
        more = [f"{key}={told[key]}" for key in extras(spec) if key in asked]
        known = [
            str(r["row_no"]),
            r["name"],
            r["id_no"],
            r["village"] or "-",
            r["category"],
            fen(r["claimed_cash_fen"]),
        ]
        yield " ".join([*known, *more])


def fen(amount: int | None) -> str:
    return "-" if amount is None else f"{Decimal(amount) / 100:.2f}"


def letters(column: int) -> str:
    head, last = divmod(column - 1, 26)
    return (letters(head) if head else "") + chr(65 + last)


def _or_dash(value: Any) -> str:
    return "-" if value is None else str(value)


def checklist() -> list[str]:
    groups: dict[str, list[str]] = YAML(typ="safe").load(HERE / "checklist.yaml")
    return [tag for tags in groups.values() for tag in tags]
