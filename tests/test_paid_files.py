"""Paid files as they come: kinds, encodings, layouts and words; no row is lost, and one bad file stops nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import polars as pl
import pytest
import xlwt

from pipelines.ingest.gather import gather
from pipelines.ingest.reading import read_file
from pipelines.paid import Payments, no_payments, payments, read_payments
from pipelines.paid.steps import read_steps
from pipelines.plan import load_plan
from pipelines.problems import Problem
from tests.builders import RAW, identity_no
from tests.paid_world import FIRST

PLAN = load_plan(RAW / "shanting")
ID = identity_no(7, FIRST)
HEADER = ["序号", "账号", "户名", "金额", "处理结果", "失败原因", "日期"]
LINES = [
    ["1", "6299990000000000017", "赵某", "300.00", "成功", "", "20230116"],
    ["2", "6299990000000000025", "钱某", "1,200.50", "失败", "账户已销户", "2023-01-16"],
    ["3", "6299990000000000033", "孙某", "300", "", "", "2023/1/17"],
]
REGISTER = ["序号", "村", "户主姓名", "身份证号", "金额（元）", "领款人签字", "代领人", "备注"]


def read(folder: Path) -> Payments:
    files = [parsed for path in sorted(folder.iterdir()) for parsed in read_file(str(path), path.name)]
    found = read_payments(gather(files), PLAN)
    for sheet in found.core_paid_sheet.to_dicts():
        assert sheet["rows"] == sheet["payments"] + sheet["refused"] + sheet["aside"] + sheet["unread"], sheet
    return found


def text(path: Path, lines: list[list[str]], delimiter: str, encoding: str) -> None:
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))


def xlsx(path: Path, lines: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)


def xls(path: Path, lines: list[list[Any]]) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("回盘")
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    book.save(str(path))


KINDS: dict[str, Callable[[Path, list[list[str]]], None]] = {
    "bank.txt": lambda path, lines: text(path, lines, "|", "gb18030"),
    "bank.tsv": lambda path, lines: text(path, lines, "\t", "utf-8"),
    "bank.csv": lambda path, lines: text(path, [[f'"{cell}"' for cell in line] for line in lines], ",", "utf-8-sig"),
    "bank.xlsx": xlsx,
    "bank.xls": xls,
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_bank_file_says_the_same(name: str, tmp_path: Path) -> None:
    head = [["黄桥村代发回盘"], ["总笔数", "3", "总金额", "1800.50"]]
    KINDS[name](tmp_path / name, [*head, HEADER, *LINES, ["合计", "", "", "1800.50"]])
    found = read(tmp_path)
    shown = found.core_payment.select("account", "name", "amount_fen", "outcome", "reason").rows()
    assert shown == [
        ("6299990000000000017", "赵某", 30000, "paid", None),
        ("6299990000000000025", "钱某", 120050, "failed", "账户已销户"),
        ("6299990000000000033", "孙某", 30000, "unknown", None),
    ]
    assert [day.isoformat() for day in found.core_payment["paid_on"]] == ["2023-01-16", "2023-01-16", "2023-01-17"]
    assert set(found.core_payment["area_code"]) == {"990406102204"}
    assert found.core_paid_sheet.select("file", "kind", "rows", "payments", "aside").row(0) == (
        f"paid/{name}", "bank", 7, 3, 4,
    )  # fmt: skip
    totals = found.core_paid_total.select("row_no", "stated_count", "listed_count", "stated_fen", "listed_fen").rows()
    assert totals == [(2, 3, 3, 180050, 180050), (7, None, 3, 180050, 180050)]


def test_a_register_is_read_with_its_pages_parts_and_proxies(tmp_path: Path) -> None:
    xlsx(tmp_path / "签领表.xlsx", [
        ["2023年春节慰问金签领表"],
        REGISTER,
        ["前亭村"],
        [1, None, "赵某", ID, 300, "赵某", None, None],
        [2, None, "钱某", None, 200, None, None, None],
        ["本页小计", None, None, None, 500],
        REGISTER,
        ["黄桥村"],
        [3, None, "孙某", None, 300, "按手印", "李某", "女儿代领"],
        [4, None, "周某", None, 300, "未领", None, None],
        ["合计", None, "4户", None, 1100],
        ["制表人：王某", None, None, "审核人：吴某"],
        ["注：本表一式两份"],
    ])  # fmt: skip
    found = read(tmp_path)
    rows = found.core_payment.select("row_no", "area_code", "name", "outcome", "proxy").rows()
    assert rows == [
        (4, "990406102201", "赵某", "paid", None), (5, "990406102201", "钱某", "not_signed", None),
        (9, "990406102204", "孙某", "paid", "李某"), (10, "990406102204", "周某", "not_signed", None),
    ]  # fmt: skip
    assert found.core_payment["id_no"].to_list() == [ID, None, None, None]
    assert found.core_paid_sheet.select("kind", "payments", "refused", "aside").row(0) == ("register", 4, 0, 9)
    assert found.core_paid_total.select("stated_count", "listed_count", "stated_fen", "listed_fen").rows() == [
        (4, 4, 110000, 110000)
    ]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("成功", "paid"), ("交易成功", "paid"), ("已入账", "paid"), ("0000", "paid"), ("Ｓ", "paid"), ("s", "paid"),
        ("失败", "failed"), ("不成功", "failed"), ("F", "failed"), ("未成功", "failed"),
        ("非成功", "failed"), ("失败退回", "failed"),
        ("退票", "returned"), ("退汇", "returned"), ("银行退回", "returned"),
        ("冲正", "recovered"), ("已追回", "recovered"),
        ("", "unknown"), ("部分成功", "unknown"), ("处理中", "unknown"), ("9999", "unknown"), ("挂账", "unknown"),
    ],
)  # fmt: skip
def test_only_a_known_word_is_a_payment(said: str, outcome: str, tmp_path: Path) -> None:
    KINDS["bank.csv"](tmp_path / "b.csv", [HEADER, ["1", "6299990000000000017", "赵某", "300", said, "", ""]])
    assert read(tmp_path).core_payment["outcome"].to_list() == [outcome]


@pytest.mark.parametrize(
    ("sign", "by", "outcome", "proxy"),
    [
        ("赵某", "", "paid", None), ("√", "", "paid", None), ("是", "否", "paid", None), ("赵某", "本人", "paid", None),
        ("", "李某", "paid", "李某"), ("外出", "李某", "paid", "李某"), ("", "否", "not_signed", None),
        ("", "无", "not_signed", None), ("", "本人", "not_signed", None),
        *((no, "", "not_signed", None) for no in ("否", "N", "n", "X", "×", "0", "缺", "无", "未发", "没来", "死亡",
                                                  "已故", "（故）", "去世", "已退回")),
    ],
)  # fmt: skip
def test_what_says_that_nobody_signed_is_no_signature(
    sign: str, by: str, outcome: str, proxy: str | None, tmp_path: Path
) -> None:
    KINDS["bank.csv"](tmp_path / "签领表.csv", [REGISTER, ["1", "", "赵某", ID, "300", sign, by, ""]])
    assert read(tmp_path).core_payment.select("outcome", "proxy").row(0) == (outcome, proxy)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("20230116", "2023-01-16"),
        ("20230116102233", "2023-01-16"),
        ("2023-01-16 10:22:33", "2023-01-16"),
        ("2023年1月16日", "2023-01-16"),
        ("2023 年 1 月 16 日", "2023-01-16"),
        ("2023.1.6", "2023-01-06"),
        ("2023年12月", None),
        ("202312", None),
        ("2023/12", None),
        ("2023116", None),
        ("2023-13-16", None),
        ("230116", None),
        ("2023011610", None),
    ],
)
def test_a_day_is_a_whole_date(said: str, day: str | None, tmp_path: Path) -> None:
    KINDS["bank.csv"](tmp_path / "b.csv", [HEADER, [*LINES[0][:-1], said]])
    KINDS["bank.csv"](tmp_path / "titled.csv", [[f"慰问金回盘 {said}"], HEADER, [*LINES[0][:-1], ""]])
    assert [str(found) if found else None for found in read(tmp_path).core_payment["paid_on"]] == [day, day]


@pytest.mark.parametrize(
    ("heads", "cells", "fen", "outcome"),
    [
        (["金额", "成功标志"], ["300", "1"], 30000, "paid"), (["金额", "成功标志"], ["300", "0"], 30000, "failed"),
        (["金额", "成功标志"], ["300", "00"], 30000, "unknown"), (["金额", "成功标志"], ["300", "Y"], 30000, "paid"),
        (["应发金额", "实发金额", "结果"], ["300", "200", "成功"], 20000, "paid"),
        (["实发金额", "应发金额", "结果"], ["200", "300", "成功"], 20000, "paid"),
        (["代发金额", "入账金额", "结果"], ["300", "200", "成功"], 20000, "paid"),
        (["慰问金", "实领金额", "结果"], ["300", "200", "成功"], 20000, "paid"),
        (["应发金额", "金额", "结果"], ["300", "200", "成功"], 20000, "paid"),
        (["应发金额", "实发金额", "结果"], ["300", "0", "失败"], 30000, "failed"),
        (["应发金额", "实发金额", "结果"], ["300", "", "失败"], 30000, "failed"),
        (["应发金额", "结果"], ["300", "成功"], 30000, "paid"),
    ],
)  # fmt: skip
def test_columns_say_what_was_paid_and_whether(
    heads: list[str], cells: list[str], fen: int, outcome: str, tmp_path: Path
) -> None:
    KINDS["bank.csv"](tmp_path / "b.csv", [["账号", *heads], ["6299990000000000017", *cells]])
    assert read(tmp_path).core_payment.select("amount_fen", "outcome").rows() == [(fen, outcome)]


def test_a_sum_below_nothing_came_back(tmp_path: Path) -> None:
    lines = [
        ["1", "6299990000000000017", "赵某", fen, "成功", "", ""] for fen in ("-300.00", "（300）", "−300", "－300.-")
    ]
    KINDS["bank.txt"](tmp_path / "b.txt", [HEADER, *lines, ["总笔数", "4", "总金额", "-1200.00"]])
    found = read(tmp_path)
    assert found.core_payment.select("amount_fen", "outcome").rows() == [(30000, "recovered")] * 4
    assert found.core_paid_total.select("stated_fen", "listed_fen").rows() == [(-120000, -120000)]


@pytest.mark.parametrize(
    ("amount", "result", "remark", "outcome"),
    [
        ("300.-", "成功", "", "paid"), ("300.-", "失败", "", "failed"), ("-300.-", "", "", "recovered"),
        ("-300", "失败", "余额不足", "not_recovered"), ("-300", "扣款失败", "", "not_recovered"),
        ("-300", "退票", "", "returned"), ("-300", "冲正", "", "recovered"), ("-300", "", "", "recovered"),
        ("-300", "处理中", "", "unknown"), ("300", "冲正失败", "", "failed"),
        ("300", "成功", "前次退回，本次补发", "paid"), ("300", "成功", "已追回", "paid"),
        ("300", "失败", "追回", "failed"),
        ("300", "", "已追回", "recovered"), ("300", "挂账", "退回", "returned"), ("300", "", "已发", "unknown"),
    ],
)  # fmt: skip
def test_the_line_s_own_result_goes_before_its_remark(
    amount: str, result: str, remark: str, outcome: str, tmp_path: Path
) -> None:
    header = ["账号", "金额", "处理结果", "备注"]
    KINDS["bank.csv"](tmp_path / "b.csv", [header, ["6299990000000000017", amount, result, remark]])
    assert read(tmp_path).core_payment.select("amount_fen", "outcome").rows() == [(30000, outcome)]


def test_a_failed_taking_back_is_in_the_file_s_count_and_not_in_its_sum(tmp_path: Path) -> None:
    lines = [["6299990000000000017", "300", "成功"], ["6299990000000000017", "-300", "失败"]]
    head = [["总笔数", "2", "总金额", "300"], ["成功笔数", "1", "失败笔数", "1"]]
    KINDS["bank.csv"](tmp_path / "b.csv", [*head, ["账号", "金额", "处理结果"], *lines])
    totals = read(tmp_path).core_paid_total.select("about", "stated_count", "listed_count", "stated_fen", "listed_fen")
    assert totals.rows() == [
        ("all", 2, 2, 30000, 30000), ("paid", 1, 1, None, 30000), ("failed", 1, 1, None, 30000)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason", "stood"),
    [
        (["4", "", "", "300", "成功"], "payee_missing", None),
        (["4", "6299990000000000017", "赵某", "五百多", "成功"], "amount_unreadable", "五百多"),
        (["4", "6299990000000000017", "赵某", "", "成功"], "amount_missing", None),
        (["4", "6299990000000000017", "赵某", "0.00", "成功"], "amount_missing", "0.00"),
        (["4", "", "", "", "成功"], "payee_missing", None),
        (["4", "6299990000000000017", "赵某", "300-", "成功"], "amount_unreadable", "300-"),
        (["4", "6299990000000000017", "赵某", "-300-", "成功"], "amount_unreadable", "-300-"),
        (["4", "6299990000000000017", "赵某", "0", "成功"], "amount_missing", "0"),
    ],
)
def test_a_line_that_is_no_payment_is_refused_with_its_place(
    line: list[str], reason: str, stood: str | None, tmp_path: Path
) -> None:
    KINDS["bank.csv"](tmp_path / "b.csv", [HEADER, *LINES, line])
    found = read(tmp_path)
    refused = found.core_payment_refused.select("file", "sheet", "row_no", "reason", "stood").rows()
    assert refused == [("paid/b.csv", "b", 5, reason, stood)]
    assert found.core_payment.height == 3


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    KINDS["bank.csv"](tmp_path / "a.csv", [HEADER, *LINES])
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4")
    xlsx(tmp_path / "d.xlsx", [["汇总"], ["村", "户数", "金额"], ["前亭村", 18, 5400]])
    (tmp_path / "steps.csv").write_text("what,state,on,by,note\n", "utf-8")
    found = read(tmp_path)
    status = dict(found.core_paid_sheet.select("file", "status").rows())
    assert status == {"paid/a.csv": "read", "paid/b.xlsx": "refused", "paid/c.pdf": "refused", "paid/d.xlsx": "unread"}
    assert found.core_paid_sheet["detail_en"].drop_nulls().len() == 3
    assert found.core_payment.height == 3


def test_a_file_laid_in_twice_counts_once(tmp_path: Path) -> None:
    for name in ("a.csv", "a (2).csv", "b.csv"):
        KINDS["bank.csv"](tmp_path / name, [HEADER, *LINES[: 1 if name == "b.csv" else 3]])
    for name in ("c.xlsx", "d.xlsx"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 not a workbook")
    found = read(tmp_path)
    told = {row["file"]: (row["status"], row["detail_en"] or "") for row in found.core_paid_sheet.to_dicts()}
    assert {file: status for file, (status, _) in told.items()} == {
        "paid/a (2).csv": "read", "paid/a.csv": "refused", "paid/b.csv": "read", "paid/c.xlsx": "refused",
        "paid/d.xlsx": "refused",
    }  # fmt: skip
    assert '"paid/a (2).csv"' in told["paid/a.csv"][1]
    assert told["paid/c.xlsx"] == told["paid/d.xlsx"]  # each for its own fault
    assert found.core_payment.height == 4


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("\ufeff\r\n,,,\r\n".encode())
    xlsx(tmp_path / "b.xlsx", [])
    KINDS["bank.xlsx"](tmp_path / "c.xlsx", [HEADER, *LINES])
    status = read(tmp_path).core_paid_sheet.select("file", "status", pl.col("detail_zh").is_null()).rows()
    assert status == [("paid/a.csv", "empty", False), ("paid/b.xlsx", "empty", False), ("paid/c.xlsx", "read", True)]


@pytest.mark.parametrize("seed", range(6))
def test_no_row_is_lost_whatever_stands_in_it(seed: int, tmp_path: Path) -> None:
    """`read` counts: every row of every sheet is a payment, refused, or stands aside."""
    rng = Random(f"rows {seed}")
    cells = ["", "", "1", "赵某", "300", "-5", "成功", "失败", "合计", "小计", "注：", "总笔数", "黄桥村", "制表：",
             "x|y", "6299990000000000017", ID, "12人", "金额", "户名", "2023-01-16"]  # fmt: skip
    lines = [[rng.choice(cells) for _ in HEADER] for _ in range(60)]
    xlsx(tmp_path / "a.xlsx", [["标题"], HEADER, *lines])
    text(tmp_path / "b.txt", [HEADER, *lines], "\t", "gb18030")
    found = read(tmp_path)
    filled = sum(any(line) for line in lines)
    assert found.core_paid_sheet["rows"].to_list() == [filled + 2, filled + 1]
    placed = (
        found.core_payment.select("file", "row_no").rows() + found.core_payment_refused.select("file", "row_no").rows()
    )
    assert len(placed) == len(set(placed))
    assert found.core_payment.height > 5 and found.core_payment_refused.height > 5


def test_steps_are_read_by_area_payee_and_all(tmp_path: Path) -> None:
    path = tmp_path / "steps.csv"
    lines = [",公示,2023-01-02,张某,", "黄桥村,approved,2023/1/8,,", f"{ID},核实,2023-01-18,,换卡"]
    path.write_text("\n".join(["what,state,on,by,note", *lines]), "utf-8")
    rows = [(r["line_no"], r["area_code"], r["payee_key"], r["state"], str(r["day"])) for r in read_steps(path, PLAN)]
    assert rows == [
        (2, None, None, "notice", "2023-01-02"), (3, "990406102204", None, "approved", "2023-01-08"),
        (4, None, ID, "verified", "2023-01-18"),
    ]  # fmt: skip


def test_a_payee_of_a_step_is_read_as_identity_numbers_are(tmp_path: Path) -> None:
    ends_x = next(number for n in range(60) if (number := identity_no(n, FIRST)).endswith("X"))
    written = (ends_x.lower(), f"{ends_x[:6]} {ends_x[6:]}", ends_x.replace("X", "Ｘ"))
    path = tmp_path / "steps.csv"
    path.write_text("what,state,on\n" + "".join(f"{number},核实,2023-01-18\n" for number in written), "utf-8")
    assert [row["payee_key"] for row in read_steps(path, PLAN)] == [ends_x] * 3


def test_wrong_steps_are_all_told_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "steps.csv"
    path.write_text(
        "what,state,on\n,已付款,2023-01-02\n黄桥乡,sent,2023-01-02\n,sent,一月\n"
        f"{ID[:16]},sent,2023-01-02\n{ID}1,sent,2023-01-02\n",
        "utf-8",
    )
    with pytest.raises(Problem) as told:
        read_steps(path, PLAN)
    assert told.value.code == "payment_steps"
    assert [f"steps.csv:{n}:" in told.value.en for n in (2, 3, 4, 5, 6)] == [True] * 5
    assert ID[:16] not in told.value.en


def test_without_a_folder_there_is_nothing() -> None:
    found = payments(None, None, PLAN)
    assert all(table.is_empty() for table in found)
    assert [table.schema for table in found] == [table.schema for table in no_payments()]
