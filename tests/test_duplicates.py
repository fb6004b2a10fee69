"""Duplicates: everybody planted is found, nobody who only looks alike is, and a cluster's key is its content."""

from __future__ import annotations

import re
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipelines.duplicates import Duplicates, find_duplicates, listings, stakes, submitted
from pipelines.duplicates.names import compared, folded, reading
from pipelines.identity import check_digit
from pipelines.ledger import Ledger
from pipelines.tables import TABLES
from tests.bench_duplicates import Score, score
from tests.builders import full
from tests.duplicates_world import EXACT, KINDS, LOOKALIKES, NEAR, World, world

WANG = "99068119530712" + "123"
OTHER = "99068219530712" + "357"
PHONE, ACCOUNT = "19900001234", "6299990681000000012"


def sound(first17: str) -> str:
    return first17 + check_digit(first17)


def changed(number: str, at: int, *, mend: bool = False) -> str:
    """Another digit at a place counted from 1; `mend` works out the check digit again."""
    other = number[: at - 1] + str((int(number[at - 1]) + 3) % 10) + number[at:]
    return sound(other[:17]) if mend else other


def swapped(number: str, at: int) -> str:
    return number[: at - 1] + number[at] + number[at - 1] + number[at + 1 :]


def row(name: str | None, id_no: str | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "id_no": id_no, "area_code": "A", "village": "东风村", "list": "general", **more}


def found(*rows: dict[str, Any], base: list[dict[str, Any]] | None = None, renews: bool = False) -> Duplicates:
    def placed(given: list[dict[str, Any]]) -> pl.DataFrame:
        full = [{"file": "a.xlsx", "sheet": "s", "row_no": number, **each} for number, each in enumerate(given, 5)]
        return pl.DataFrame(full, infer_schema_length=None)

    against = listings(placed(base), "last_year" if renews else "upper", renews=renews) if base else None
    return find_duplicates(listings(placed(list(rows))), against)


def kinds(duplicates: Duplicates) -> list[str]:
    return duplicates.core_duplicate["kind"].to_list()


# --- one person, by kind -------------------------------------------------------------------------------------------

OLD = WANG[:6] + WANG[8:]
SAME = [
    ("same_number", row("王秀英", sound(WANG)), row("王秀英", sound(WANG), area_code="B", village="西河村")),
    ("same_number", row("王秀英", sound(WANG)), row("王秀英", " ９９０６８１ 19530712-" + sound(WANG)[14:].lower())),
    ("same_number", row("王秀英", sound(WANG)), row("王秀英", sound(WANG) + "43")),  # a disability card's number
    ("same_number", row("王秀英", changed(sound(WANG), 9)), row("王秀英", changed(sound(WANG), 9))),  # wrong twice
    ("same_number", row("国华", sound(WANG)), row("國 華", sound(WANG))),
    ("old_number", row("王秀英", sound(WANG)), row("王秀英", OLD)),
    ("same_number", row("王秀英", sound(WANG)), row("王秀", sound(WANG))),
    ("number_of_another", row("王秀英", sound(WANG)), row("李建国", sound(WANG))),
    ("digit", row("王秀英", sound(WANG)), row("王秀英", changed(sound(WANG), 3), village="西河村")),
    ("digit", row("王秀英", sound(WANG)), row("王秀英", changed(sound(WANG), 10))),
    ("digit", row("王秀英", sound(WANG)), row("王秀英", changed(sound(WANG), 15))),
    ("digit", row("王秀英", sound(WANG)), row("王秀英", sound(WANG)[:17])),  # a digit lost
    ("digit", row("王秀英", sound(WANG)), row("王秀英", sound(WANG)[:4] + "7" + sound(WANG)[4:])),  # one too many
    ("digit", row("王秀英", sound(WANG)), row("王秀英", changed(sound(WANG), 6, mend=True))),
    ("digit", row("王秀英", sound(WANG)), row("王秀英", changed(OLD, 5))),
    ("close", row("王秀英", sound(WANG)), row("王秀莢", changed(sound(WANG), 10))),
    *[
        ("swap", row("王秀英", sound(OTHER)), row("王秀英", swapped(sound(OTHER), at)))
        for at in (5, 6, 9, 13, 14, 15, 16)
    ],
    ("ending", row("王秀英", WANG[:16] + "16"), row("王秀英", WANG[:16] + "26", village="西河村")),
    ("ending", row("王秀英", sound(WANG)), row("王秀英", WANG[:16] + "26", area_code="B", village="西河村")),
    ("cut", row("王秀英", sound(WANG)), row("王秀英", WANG[:15] + "000", village=None)),
    ("variant", row("张国华", sound(WANG)), row("張國華", changed(sound(WANG), 12))),
    ("variant", row("钟淼", None, stated_birth="1953-07-12"), row("锺 淼(户主)", sound(WANG))),
    ("homophone", row("张国华", sound(WANG)), row("张国桦", changed(sound(WANG), 12), village="西河村")),
    ("homophone", row("曾红", sound(WANG)), row("增宏", None, stated_birth="1953-07-12")),
    ("birth_village", row("王秀英", sound(WANG)), row("王秀英", "无", stated_birth="1953-07-12")),
    ("birth_village", row("王秀英", sound(WANG)), row("王秀英", None, stated_birth="1953-07", village="东风村委会")),
    ("birth_village", row("王秀英", sound(WANG)), row("王秀英", sound(OTHER))),
    ("birth_village", row("阿里木·热依木", sound(WANG)), row("阿里木热依木", sound(OTHER))),
    ("account", row("王秀英", None, account=ACCOUNT), row("王秀英", sound(WANG), account=ACCOUNT, village="西河村")),
    ("phone", row("王秀英", "1.10105E+17", phone=PHONE), row("王秀英", sound(WANG), phone=PHONE)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "one", "other"), SAME, ids=[f"{n}-{s[0]}" for n, s in enumerate(SAME)])
def test_one_person_listed_twice(kind: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    crowd = [
        row("王秀英", sound(f"99060219{year}0311{year}1"), village="远方村") for year in range(40, 50)
    ]  # no rare name
    assert kinds(found(one, other, *crowd)) == [kind]
    assert kinds(found(other, one, *crowd)) == [kind]
    if kind not in ("number_of_another",):
        assert kinds(found(one, base=[other])) == [kind]


# --- people who only look alike ------------------------------------------------------------------------------------

SON = "99068119780309" + "131"
ALIKE = {
    "twins": (row("王建国", sound(WANG)), row("王建军", sound(WANG[:14] + "125"))),
    "twins whose names sound alike": (row("王子涵", sound(WANG)), row("王子晗", sound(WANG[:14] + "124"), phone=PHONE)),
    "brother and sister, twins, one without a number": (
        row("王子轩", sound(WANG)), row("王子萱", None, sex="女", stated_birth="1953-07-12"),
    ),
    "a twin with a digit wrong": (row("王建国", changed(sound(WANG), 15)), row("王建军", sound(WANG[:14] + "125"))),
    "father and son of one name": (
        row("王建国", sound(WANG), phone=PHONE, account=ACCOUNT),
        row("王建国", sound(SON), phone=PHONE, account=ACCOUNT),
    ),
    "father and son, a digit wrong": (
        row("王建国", changed(sound(WANG), 4), phone=PHONE), row("王建国", sound(SON), phone=PHONE)
    ),
    "a couple on one account": (
        row("王建国", sound(WANG), phone=PHONE, account=ACCOUNT),
        row("李秀英", sound("99068119540817246"), phone=PHONE, account=ACCOUNT),
    ),
    "namesakes born on one day": (row("王秀英", sound(WANG)), row("王秀英", sound(OTHER), village="西河村")),
    "namesakes, numbers close by": (
        row("王秀英", sound(WANG)), row("王秀英", changed(sound(WANG), 15, mend=True), village="西河村"),
        row("王秀英", sound("99060219610311001")), row("王秀英", sound("99060219740826003")),
    ),
    "namesakes in one village": (row("王秀英", sound(WANG)), row("王秀英", sound("99068119610712124"))),
    "a twin whose wrong number is the other's but for a digit": (
        row("王建国", sound(WANG)), row("王建军", changed(sound(WANG), 18 if sound(WANG)[17] != "X" else 17)),
    ),
    "a filler for a number": (row("王建国", "1" * 18), row("王建国", "1" * 18), row("李秀英", "111111190001011111")),
    "a wrong number twice, names unlike": (
        row("王建国", changed(sound(WANG), 9)), row("李秀英", changed(sound(WANG), 9)),
    ),
    "numbers side by side": (row("王建国", sound(WANG)), row("李建军", sound(WANG[:14] + "125"), village="西河村")),
    "nothing but a name": (row("王秀英", None), row("王秀英", None)),
    "institutions": (row("敬老院", "A/敬老院"), row("敬老院", "A/敬老院")),
}  # fmt: skip


@pytest.mark.parametrize("rows", ALIKE.values(), ids=list(ALIKE))
def test_people_who_only_look_alike(rows: tuple[dict[str, Any], ...]) -> None:
    assert kinds(found(*rows)) == []


def test_the_village_clerks_telephone_makes_nobody_the_same() -> None:
    village = [
        row(name, None, phone=PHONE)
        for name in ("王一", "李二", "张三", "刘四", "陈五", "杨六", "黄七", "赵八", "吴九")
    ]
    assert kinds(found(*village, row("王一", sound(WANG), phone=PHONE))) == []
    assert kinds(found(*village[:3], row("王一", sound(WANG), phone=PHONE))) == ["phone"]


# --- generated rosters with an answer key --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built() -> World:
    return world(12_000, seed=5, share=0.06)


@pytest.fixture(scope="module")
def outcome(built: World) -> Score:
    return score(built, find_duplicates(built.people, built.base))


def test_every_exact_duplicate_is_found_and_no_other(outcome: Score) -> None:
    assert all(outcome.planted[kind] == 60 for kind in KINDS)
    assert outcome.recall(*EXACT) == outcome.precision(exact=True) == 1


def test_near_duplicates_are_found_by_kind(outcome: Score) -> None:
    assert outcome.recall(*NEAR) >= 0.98
    assert outcome.precision(exact=False) >= 0.98
    assert min(outcome.recall(kind) for kind in NEAR) >= 0.95


def test_nobody_alike_is_merged(built: World, outcome: Score) -> None:
    assert all(built.alike[kind] > 10 for kind in LOOKALIKES)
    assert not [pair for pair in outcome.wrong if built.people_at(*pair[1:]) in built.related]


# --- pairs, clusters, keys -----------------------------------------------------------------------------------------


def test_a_refused_row_is_found_against_an_accepted_one() -> None:
    wrong = changed(sound(WANG), 12)
    duplicates = found(row("王秀英", sound(WANG)), row("王秀英", wrong, village=None, account=None))
    (pair,) = duplicates.core_duplicate.to_dicts()
    assert pair["evidence_zh"] == "号码第12位不同；姓名相同；同一地区；此姓名很少见"
    assert pair["evidence_en"].startswith("digit 12 of the number differs; the same name")
    assert pair["score"] == 55 + 20 + 5 + 5
    assert not pair["exact"]


def test_evidence_shows_no_number(built: World) -> None:
    pairs = find_duplicates(built.people, built.base).core_duplicate
    said = "\n".join([*pairs["evidence_zh"], *pairs["evidence_en"]])
    assert not re.search(r"\d{6}", said)
    assert "{" not in said


def test_on_last_years_list_again_is_no_cluster() -> None:
    last_year = [row("王秀英", sound(WANG)), row("李红", sound(OTHER))]
    duplicates = found(row("王秀英", sound(WANG)), row("张伟", sound(OTHER)), base=last_year, renews=True)
    assert duplicates.core_duplicate.select("kind", "against", "score").rows() == [
        ("renewal", "last_year", 100), ("number_of_another", "last_year", 100),
    ]  # fmt: skip
    assert duplicates.core_duplicate["cluster"].is_null().to_list() == [True, False]
    assert duplicates.core_cluster["origin"].to_list() == ["", "last_year"]


def test_three_listings_by_two_pairs_are_one_cluster() -> None:
    third = row("王秀英", None, stated_birth="1953-07-12", area_code="B")
    duplicates = found(
        row("王秀英", sound(WANG)), row("王秀英", sound(OTHER)), row("王秀英", sound(OTHER), area_code="C"), third
    )
    assert duplicates.core_cluster.height == 3
    assert duplicates.core_cluster["cluster"].n_unique() == 1


def test_a_clusters_key_is_its_content(built: World) -> None:
    """Files by other names, rows in other places: the same keys over the same people. A member more: another key."""
    once = find_duplicates(built.people, built.base).core_cluster
    moved = built.people.sample(fraction=1, shuffle=True, seed=3).with_columns(
        file="z" + pl.col("file").str.reverse(), row_no=pl.int_range(pl.len()) + 9
    )
    again = find_duplicates(moved, built.base).core_cluster
    assert_frame_equal(once.group_by("cluster").len().sort("cluster"), again.group_by("cluster").len().sort("cluster"))
    assert once["cluster"].str.contains("^D-[A-Z2-7]{8}$").all()
    two = (row("王秀英", sound(WANG)), row("王秀英", sound(OTHER)))
    pair, three = found(*two), found(*two, row("王秀英", sound(WANG), area_code="B"))
    assert pair.core_cluster["cluster"][0] not in three.core_cluster["cluster"]


def test_the_tables_keep_their_contracts(built: World, tmp_path: Any) -> None:
    duplicates = find_duplicates(built.people, built.base)
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.save(**duplicates._asdict())
    for name, frame in duplicates._asdict().items():
        assert frame.select(TABLES[name].key).is_unique().all()
        assert not frame.select(TABLES[name].required()).null_count().sum_horizontal().item()
        assert_frame_equal(frame, frame.sort(TABLES[name].key))


def test_nobody_has_no_duplicates() -> None:
    nobody = listings(pl.DataFrame(schema={"file": pl.String, "sheet": pl.String, "row_no": pl.Int64}))
    for duplicates in (find_duplicates(nobody), find_duplicates(nobody, nobody)):
        assert duplicates.core_duplicate.is_empty()
        assert duplicates.core_cluster.is_empty()


def test_a_run_searches_refused_rows_and_compares_with_its_lists() -> None:
    def kept(table: str, *rows: dict[str, Any]) -> pl.DataFrame:
        return full(
            table, [{"file": "a.xlsx", "sheet": "s", "row_no": number, **each} for number, each in enumerate(rows, 5)]
        )

    people, base = submitted(
        kept("core_person", row("王秀英", sound(WANG)), row("李红", sound(OTHER), list="upper")),
        kept("core_rejected", row("王秀英", sound(WANG)[:17], village=None) | {"row_no": 9}),
        full("core_listed", [
            {"kind": kind, "source": f"{kind}.csv", "row_no": 2, "id_no": sound(WANG), "name": "王秀英"}
            for kind in ("deceased", "already_paid")
        ]),
        ["general"],
    )  # fmt: skip
    assert (people.height, base.height) == (2, 3)
    assert set(find_duplicates(people, base).core_duplicate.select("kind", "against").rows()) == {
        ("digit", ""), ("same_number", "deceased"), ("digit", "deceased"), ("renewal", "already_paid"),
        ("digit", "already_paid"),
    }  # fmt: skip


def test_money_at_stake_is_what_one_person_draws_under_several_numbers(tmp_path: Any) -> None:
    place = [{"file": "a.xlsx", "sheet": "s", "row_no": number} for number in (5, 6, 7)]
    people = [{**at, **who} for at, who in zip(place, (
        row("王秀英", sound(WANG)), row("王秀英", sound(WANG), area_code="B"), row("王秀英", sound(OTHER))
    ), strict=True)]  # fmt: skip
    awards = [
        {**at, "standard_id": "s", "status": "awarded", "amount_fen": fen}
        for at, fen in zip(place, (30000, 20000, 7000), strict=True)
    ]
    duplicates = find_duplicates(listings(pl.DataFrame(people)))
    with Ledger(tmp_path / "ledger.duckdb") as ledger:
        ledger.save(
            core_person=full("core_person", people), core_award=full("core_award", awards), **duplicates._asdict()
        )
        (stake,) = stakes(ledger).to_dicts()
    assert stake == {
        "cluster": duplicates.core_cluster["cluster"][0], "kinds": "birth_village; same_number", "exact": False,
        "score": 65, "against": None, "listings": 3, "numbers": 2, "money_fen": 7000,
    }  # fmt: skip


# --- names ---------------------------------------------------------------------------------------------------------


def test_names_are_compared_by_letters() -> None:
    names = pl.Series(["张 三（已故）", "阿里木•热依木", "", None, "*李四1"])
    assert compared(names)["name"].to_list() == ["张三", "阿里木热依木", None, None, "李四"]


def test_variants_and_readings() -> None:
    assert folded("張國榮鍾堃喆龍") == "张国荣钟坤哲龙"
    assert reading("曾静") == reading("增婧") != reading("层静")
    assert reading("单国") == reading("山帼")
    assert reading("程芳") == reading("陈芳")  # cheng, chen
