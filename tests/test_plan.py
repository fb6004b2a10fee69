"""Plan files: their own examples run through the engine, their arithmetic, and every way to get one wrong."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pipelines.plan import PlanProblems, load_plan, plan_tables
from pipelines.plan.lint import arithmetic
from pipelines.plan.model import Example
from tests.builders import CITYWIDE, RAW, identity_no, ledger

PLANS = sorted(path.parent for path in RAW.glob("*/plan.yaml"))
EXAMPLES = [(folder, example) for folder in PLANS for example in load_plan(folder).examples]
ADULT = date(1970, 6, 1)
TEXT = (CITYWIDE / "plan.yaml").read_text("utf-8")


def test_there_are_plans_and_each_has_examples() -> None:
    assert CITYWIDE in PLANS
    assert {folder for folder, _ in EXAMPLES} == set(PLANS)


@pytest.mark.parametrize(("folder", "example"), EXAMPLES, ids=lambda x: x.name if isinstance(x, Path) else x.name.en)
def test_a_plan_gives_what_its_examples_say(folder: Path, example: Example) -> None:
    plan = load_plan(folder)
    births = {row.birth or ADULT for row in example.rows}
    assert len(births - {ADULT}) <= 1, "an example is about one person"
    birth = min(births - {ADULT}, default=ADULT)
    rows = [
        {
            "area": plan.areas[0].code, "file": "f", "sheet": row.list or plan.lists[0].id, "sheet_no": 1,
            "row_no": number, "list": row.list or plan.lists[0].id, "category": row.category,
            "id_no": identity_no(1, birth), "birth": birth, "claimed": 0,
        }
        for number, row in enumerate(example.rows)
    ]  # fmt: skip
    with ledger(plan_tables(plan, example.year), rows) as made:
        given = dict(made.query("select kind, sum(amount_fen)::bigint from out_allocation group by kind").iter_rows())
    assert (given.get("cash", 0), given.get("goods", 0)) == (example.cash, example.goods)


@pytest.mark.parametrize("folder", PLANS, ids=lambda folder: folder.name)
def test_shipped_plans_add_up(folder: Path) -> None:
    assert [remark["en"] for remark in arithmetic(load_plan(folder)) if not remark["holds"]] == []


def copied(target: Path, old: str = "", new: str = "", file: str = "plan.yaml") -> Path:
    """The shipped plan in `target`, with one text of one file changed."""
    folder = target / "citywide"
    shutil.copytree(CITYWIDE, folder, ignore=shutil.ignore_patterns("rosters"))
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1 or not old, old
    (folder / file).write_text(text.replace(old, new) if old else text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("count: 3726, amount: 372600", "count: 3726, amount: 372500", "372,600.00 ≠ 372,500.00 (§3(1)1)"),
        ("section: general, amount: 2776000", "section: general, amount: 2776001", "2,776,000.00 ≠ 2,776,001.00"),
        ("total: true, amount: 2813500", "total: true, amount: 2813400", "2,813,500.00 ≠ 2,813,400.00 (§3(3))"),
    ],
)
def test_lint_works_the_figures_out_again(tmp_path: Path, old: str, new: str, said: str) -> None:
    wrong = [remark["en"] for remark in arithmetic(load_plan(copied(tmp_path, old, new))) if not remark["holds"]]
    assert any(said in remark for remark in wrong), wrong


def line_of(text: str) -> int:
    return TEXT[: TEXT.index(text)].count("\n") + 1


def problems(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(PlanProblems) as raised:
        load_plan(folder)
    assert raised.value.exit_code == 3
    for place, message in raised.value.errors:
        assert f"{place}: {message}" in raised.value.zh
        assert f"{place}: {message}" in raised.value.en
    return raised.value.errors


PAYER = '  - {id: city, name: {zh: 市级, en: City}, standards: "*", share: 1, clause: §3}'
LEADERS = "  - {standards: [leader_key_entitled, leader_urban_dibao, leader_rural_dibao], each_area: 1, clause: §3(2)}"
ORPHAN = "{id: orphan, line: 5, section: general"
DAY = "    reference_day: 2023-01-22"
RATE = "clause: §3(1)5, give: [{from: 2022, cash: 100}]"
TOTAL = "  - {year: 2023, total: true, amount: 2813500, clause: §3(3)}"
WRONG: dict[str, tuple[str, str, str]] = {  # what: old text, new text, what the message at that very line must say
    "unknown key": (ORPHAN, "{id: orphan, lin: 5, section: general", "did you mean `line`?"),
    "missing key": (ORPHAN, "{id: orphan, section: general", "`standards.4.line` is missing"),
    "missing clause": (PAYER, PAYER.replace(", clause: §3", ""), "`payers.0.clause` is missing"),
    "empty clause": (PAYER, PAYER.replace("§3", '""'), "payers.0.clause"),
    "unknown category": ("for: {category: orphan}", "for: {category: orphans}", "did you mean `orphan`?"),
    "unknown section": (ORPHAN, ORPHAN.replace("general", "generals"), "did you mean `general`?"),
    "unknown goods": (RATE, RATE.replace("cash: 100", "goods: {gifts: 100}"), "did you mean `gift`?"),
    "unknown standard in a quota": (LEADERS, LEADERS.replace("[leader_key", "[leader_kee"), "leader_key_entitled`?"),
    "unknown year": (TOTAL, TOTAL.replace("2023", "2024"), "`2024` is not among the years"),
    "shares not one": (f"payers:\n{PAYER}", f"payers:\n{PAYER}".replace("share: 1", "share: 2/3"), "add to 2/3, not 1"),
    "share a decimal": (PAYER, PAYER.replace("share: 1", "share: 0.5"), "never a decimal"),
    "share by zero": (PAYER, PAYER.replace("share: 1", "share: 1/0"), "payers.0.share"),
    "code unquoted": (ORPHAN, ORPHAN.replace("id: orphan", "id: 01"), "write it in quotes"),
    "negative amount": (RATE, RATE.replace("100", "-100"), "may not be negative"),
    "decimal amount": (RATE, RATE.replace("100", "100.5"), "quoted text"),
    "amount beyond all money": (RATE, RATE.replace("100", "1" + "0" * 20), "cash"),
    "amount a word": (RATE, RATE.replace("100", "lots"), "is not an amount of money"),
    "amount yes": (RATE, RATE.replace("100", "true"), "quoted text"),
    "no such day": (DAY, DAY.replace("01-22", "02-30"), "day"),
    "rule of another kind": (RATE, RATE.replace("clause", "per: shelter, clause"), ""),
    "a tag that would run": (RATE, RATE.replace("100", "!!python/object/apply:os.system [touch ran]"), "data only"),
    "a local tag": (RATE, RATE.replace("100", "!env HOME"), "data only"),
    "an anchor": (RATE, RATE.replace("100", "&hundred 100"), "anchors and aliases are not used"),
    "not YAML": (ORPHAN, ORPHAN.replace("orphan,", "orphan}},"), "is not valid YAML"),
    "a key twice": (PAYER, PAYER.replace("share: 1", "share: 1, share: 1"), "is not valid YAML"),
    "an id twice": ("{id: one_off, line: 7", "{id: orphan, line: 7", "`orphan` stands twice"),
    "a line twice": (ORPHAN, ORPHAN.replace("line: 5", "line: 4"), "line 4 is used twice"),
    "a payer twice": (PAYER, f"{PAYER}\n{PAYER}".replace("share: 1", "share: 1/2"), "twice"),
    "a quota twice": (LEADERS, f"{LEADERS}\n{LEADERS}", "twice"),
    "a figure twice": (TOTAL, f"{TOTAL}\n{TOTAL}", "twice"),
    "a rate twice": (RATE, RATE.replace("cash: 100}", "cash: 100}, {from: 2022, cash: 200}"), "twice"),
    "a path": ("  matching: matching.csv", "  matching: ../matching.csv", "inputs.matching"),
    "a path of Windows": ("  matching: matching.csv", r"  matching: ..\matching.csv", "inputs.matching"),
    "a path in a name": ("plan: citywide", "plan: ../citywide", "plan"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_plan_is_refused_at_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    old, new, said = WRONG[what]
    monkeypatch.chdir(tmp_path)
    found = problems(copied(tmp_path, old, new))
    at = {f"plan.yaml:{line_of(old) + n}" for n in range(new.count("\n") + 1)}
    at |= {"plan.yaml"} if what == "no such day" else set()  # the YAML reader does not tell where
    assert any(place in at and said in message for place, message in found), found
    assert not (tmp_path / "ran").exists()


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    folder = copied(tmp_path, ORPHAN, ORPHAN.replace("line: 5", "lin: 5"))
    (folder / "plan.yaml").write_text((folder / "plan.yaml").read_text("utf-8").replace(PAYER, "  - 7"), "utf-8")
    found = {place for place, _ in problems(folder)}
    assert {f"plan.yaml:{line_of(ORPHAN)}", f"plan.yaml:{line_of(PAYER)}"} <= found


WHOLE: dict[str, tuple[bytes, str, str]] = {  # what: the file's bytes, the place, the message
    "empty": (b"", "plan.yaml:1", "mapping"),
    "a list": (b"- 1\n- 2\n", "plan.yaml:1", "mapping"),
    "GBK": ("plan: 全市".encode("gbk"), "plan.yaml", "save it as UTF-8"),
    "a zip": (b"PK\x03\x04\xff\xfe", "plan.yaml", "UTF-8"),
    "control characters": (b"plan: \x00\x01", "plan.yaml", "is not valid YAML"),
    "too deep": (b"[" * 30_000, "plan.yaml", "is not valid YAML"),
    "too big": (b"# " + b"x" * 1_000_001, "plan.yaml", "1,000,000"),
    "a bomb": (b"a: &a [1,1]\nb: &b [*a,*a]\nc: [*b,*b]\n", "plan.yaml:1", "anchors and aliases"),
}


@pytest.mark.parametrize("what", WHOLE)
def test_a_file_that_is_no_plan_is_refused(tmp_path: Path, what: str) -> None:
    data, place, said = WHOLE[what]
    folder = copied(tmp_path)
    (folder / "plan.yaml").write_bytes(data)
    assert [(at, said in message) for at, message in problems(folder)] == [(place, True)]


BESIDE: dict[str, tuple[str, str, str, str, str]] = {  # what: file, old, new, place, message
    "an area's code": ("areas.csv", "990681001000,", "99068100100,", "areas.csv:2", "column `code`"),
    "an area twice": ("areas.csv", "990681002000,", "990681001000,", "areas.csv", "990681001000 stands twice"),
    "an unknown area": ("2023/stated.csv", "990681001000,key_entitled,132", "990681009000,key_entitled,132",
                        "2023/stated.csv:2", "990681009000 is not in areas.csv"),
    "an unknown standard": ("2023/stated.csv", "990681001000,key_entitled,132", "990681001000,key,132",
                            "2023/stated.csv:2", "key is not in the standards"),
    "a count of words": ("2023/stated.csv", "990681001000,key_entitled,132", "990681001000,key_entitled,some",
                         "2023/stated.csv:2", "column `count`"),
    "an amount of words": ("2023/matching.csv", "990681002000,36500.00", "990681002000,lots",
                           "2023/matching.csv:2", "is not an amount of money"),
    "a cell too many": ("2023/stated.csv", "990681001000,key_entitled,132,", "990681001000,key_entitled,132,0,",
                        "2023/stated.csv:2", ""),
}  # fmt: skip


@pytest.mark.parametrize("what", BESIDE)
def test_a_wrong_file_beside_the_plan_is_refused_at_its_line(tmp_path: Path, what: str) -> None:
    file, old, new, place, said = BESIDE[what]
    found = problems(copied(tmp_path, old, new, file))
    assert any(at == place and said in message for at, message in found), found


def test_a_missing_file_beside_the_plan_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "2023" / "stated.csv").unlink()
    assert [place for place, _ in problems(folder)] == ["2023/stated.csv"]
