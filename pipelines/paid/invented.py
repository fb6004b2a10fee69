"""Paid files as banks and villages would send them back, invented for what a ledger says is due; and their answer key.

Persons are paid by banks, a result file an area in three kinds of file; households sign a register in their village.
Some of it is wrong, on purpose. Same ledger, same seed: same bytes.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from pipelines.ledger import Ledger
from pipelines.money import yuan
from pipelines.paid.papers import Paper, as_text, row_no_of, total_row, write
from pipelines.sample.names import full_name

ANSWER = ("rule", "file", "sheet", "row_no", "area_code", "money_fen", "note")
REASONS = ("账号不存在", "账户已销户", "户名与账号不符", "久悬户", "社保卡未激活", "账户冻结")
BANK = ("序号", "账号", "户名", "金额", "处理结果", "失败原因", "日期")
REGISTER = ("序号", "村", "户主姓名", "身份证号", "金额（元）", "领取人签字", "代领人签字", "备注")
TWICE, FAILED, AGAIN, STRANGERS, OVER, BACK, UNSENT = 37, 12, 5, 3, 2, 4, 3
LATE, WRONG = 7, 4  # areas: approved too late, with a wrong total

DUE = """
    select due.area_code, area.name_zh as area, due.payee_key, due.name, due.account, due.due_fen
    from core_due as due
    join plan_area as area on area.area_code = due.area_code
    where due.payee_kind <> 'lump'
    order by area.area_no, due.payee_key
"""
Row = dict[str, Any]


def write_paid(ledger: Path, out: Path, seed: int) -> None:
    """Write `out/paid/*` and `out/paid_answers.csv`, a line a finding to come out. Raises Problem without a ledger."""
    with Ledger(ledger, read_only=True) as opened:
        dues = opened.query(DUE).to_dicts()
        households = opened.query("select 1 from core_due where payee_kind = 'person'").is_empty()
        setting = opened.table("plan_setting").row(0, named=True)
    rng = Random(f"{seed} {setting['plan']} {setting['year']} paid")  # noqa: S311 - invented people
    maker = _Registers if households else _Banks
    made = maker(dues, setting["reference_day"], setting["year"], rng)
    made.make()
    folder = out / "paid"
    folder.mkdir(parents=True, exist_ok=True)
    for number, paper in enumerate(made.papers):
        write(folder / paper.name, paper, number, setting["reference_day"])
    if made.steps:
        steps = as_text([("what", "state", "on", "by", "note"), *made.steps])
        (folder / "steps.csv").write_text(steps, "utf-8-sig", newline="")
    answers = sorted(made.answers, key=lambda row: [str(row[name]) for name in ANSWER])
    table = [ANSWER, *([str(row[name]) for name in ANSWER] for row in answers)]
    (out / "paid_answers.csv").write_text(as_text(table), "utf-8", newline="")


class _Maker:
    def __init__(self, dues: list[Row], festival: date, year: int, rng: Random) -> None:
        self.dues, self.festival, self.year, self.rng = dues, festival, year, rng
        self.papers: list[Paper] = []
        self.answers: list[Row] = []
        self.steps: list[tuple[str, ...]] = []
        self.areas = list(dict.fromkeys((row["area_code"], row["area"]) for row in dues))

    def day(self, after: int) -> date:
        return self.festival + timedelta(days=after)

    def answer(self, rule: str, where: tuple[Paper | None, object], area: str, money_fen: int, note: str) -> None:
        """`where`: the paper and its row, None for the line added last."""
        paper, row_no = where
        found = row_no_of(paper, len(paper.rows)) if paper and row_no is None else row_no
        sheet = "" if paper is None else paper.sheet
        file = "" if paper is None else f"paid/{paper.name}"
        values = (rule, file, sheet, found, area, money_fen, note)
        self.answers.append(dict(zip(ANSWER, values, strict=True)))

    def step(self, what: str, state: str, day: date, note: str = "") -> None:
        self.steps.append((what, state, day.isoformat(), "民政科", note))


class _Banks(_Maker):
    def make(self) -> None:
        accounts = [row["account"] for row in self.dues]
        sure = [n for n, row in enumerate(self.dues) if row["account"] and accounts.count(row["account"]) == 1]
        town = self.areas[2][0]
        mine = [n for n in sure if self.dues[n]["area_code"] == town]
        apart = {town, self.areas[LATE][0]}
        rest = self.rng.sample([n for n in sure if self.dues[n]["area_code"] not in apart], 60)
        take = iter(rest)
        twice = self.rng.sample(mine, TWICE - 12) + [next(take) for _ in range(12)]
        failed, over = [next(take) for _ in range(FAILED)], [next(take) for _ in range(OVER)]
        unsent, unknown = [next(take) for _ in range(UNSENT)], next(take)
        self.first_batch(failed, over, unsent, unknown)
        self.second_batch([n for n in twice if n in mine], [n for n in twice if n not in mine], failed[:AGAIN])
        self.recovered(twice[:BACK])
        self.bureau(failed[:AGAIN])

    def first_batch(self, failed: list[int], over: list[int], unsent: list[int], unknown: int) -> None:
        stranger_at = self.rng.sample([n for n in range(len(self.areas)) if n != LATE], STRANGERS)
        for number, (code, area) in enumerate(self.areas):
            paper = self.paper(number, f"{area}{self.year}年春节慰问金代发回盘", self.day(-9), area)
            for n, row in enumerate(self.dues):
                if row["area_code"] != code or n in unsent:
                    continue
                fen = row["due_fen"] * 10 if n in over else row["due_fen"]
                result, reason = ("失败", REASONS[failed.index(n) % len(REASONS)]) if n in failed else ("成功", "")
                self.line(paper, row, fen, "" if n == unknown else result, reason)
                if n in over:
                    self.answer("paid_over", (paper, None), code, fen - row["due_fen"], "金额多一位")
                if n in failed[AGAIN:]:
                    self.answer("payment_failed", (paper, None), code, fen, reason)
                if n == unknown:
                    self.answer("payment_unknown_result", (paper, None), code, fen, "结果空白")
            if number in stranger_at:
                account = f"62999999{self.rng.randrange(10**10):011d}"
                stranger = {"account": account, "name": full_name(self.rng, "男", 1965)}
                self.line(paper, stranger, 10000, "成功", "")
                self.answer("paid_not_listed", (paper, None), code, 10000, "名单外的人")
            if number == WRONG:
                paper.stated_fen += 10000
                row_no = total_row(paper, number)
                self.answer("payment_file_total", (paper, row_no), code, 10000, "总金额多一百元")
        for code in sorted({self.dues[n]["area_code"] for n in unsent}):
            missing = [n for n in unsent if self.dues[n]["area_code"] == code]
            fen = sum(self.dues[n]["due_fen"] for n in missing)
            self.answer("payment_not_yet", (None, ""), code, fen, f"{len(missing)} 人未报盘")

    def second_batch(self, town: list[int], others: list[int], again: list[int]) -> None:
        at = len(self.papers)
        sent_again = self.paper(
            at, f"{self.areas[2][1]}{self.year}年春节慰问金代发回盘（第二批）", self.day(-4), "第二批"
        )
        for n in town:
            self.line(sent_again, self.dues[n], self.dues[n]["due_fen"], "成功", "")
        more = self.paper(at + 1, f"{self.year}年春节慰问金退票补发回盘", self.day(-3), "补发")
        for n in sorted([*again, *others]):
            self.line(more, self.dues[n], self.dues[n]["due_fen"], "成功", "")
        self.places = {
            n: (paper, 1 + i)
            for paper, some in ((sent_again, town), (more, sorted([*again, *others])))
            for i, n in enumerate(some)
        }
        self.twice = [*town, *others]

    def recovered(self, back: list[int]) -> None:
        paper = self.paper(len(self.papers), f"{self.year}年春节慰问金追回明细", self.day(12), "追回")
        for n in back:
            self.line(paper, self.dues[n], -self.dues[n]["due_fen"], "追回", "")
        for n in [n for n in self.twice if n not in back]:
            of, line = self.places[n]
            row = self.dues[n]
            self.answer("paid_twice", (of, row_no_of(of, line)), row["area_code"], row["due_fen"], "重复报盘")

    def bureau(self, again: list[int]) -> None:
        self.step("", "公示", self.day(-20))
        self.step("", "公示结束", self.day(-13))
        late = self.areas[LATE]
        for code, _ in self.areas:
            if code != late[0]:
                self.step(code, "审定", self.day(-12))
        self.step(late[0], "审定", self.day(-6), "补办审定手续")
        values = ("payment_out_of_order", "paid/steps.csv", "", len(self.steps) + 1, late[0], 0, "先发放后审定")
        self.answers.append(dict(zip(ANSWER, values, strict=True)))
        self.step("", "报盘", self.day(-10))
        for n in again:
            self.step(self.dues[n]["payee_key"], "核实", self.day(-5), "更正账户")

    def paper(self, number: int, title: str, day: date, word: str) -> Paper:
        kind = ("csv", "txt", "xlsx")[number % 3]
        name = f"{number + 1:02d} {word}回盘{day:%m%d}.{kind}".replace("追回回盘", "追回")
        told = f"{title} 处理日期：{day:%Y年%m月%d日}"
        self.papers.append(Paper(name, told, BANK[:-1], "金额"))
        return self.papers[-1]

    def line(self, paper: Paper, row: Row, fen: int, result: str, reason: str) -> None:
        amount = yuan(fen).replace(",", "")
        paper.rows.append([str(len(paper.rows) + 1), row["account"] or "", row["name"], amount, result, reason])
        paper.stated_fen += fen


class _Registers(_Maker):
    def make(self) -> None:
        for number, (code, area) in enumerate(self.areas):
            mine = [row for row in self.dues if row["area_code"] == code]
            kind = "csv" if number % 4 == 3 else "xlsx"
            paper = Paper(
                f"{number + 1:02d} {area}签领表.{kind}", f"{area}{self.year}年春节慰问金签领表", REGISTER, "金额（元）"
            )
            self.papers.append(paper)
            unsigned = {2: 2, 10: 1}.get(number, 0)
            for n, row in enumerate(mine):
                fen = row["due_fen"] - (10000 if (number, n) == (6, 1) else 0)
                sign = "" if n < unsigned else "按手印" if self.rng.random() < 0.2 else row["name"]
                proxy = full_name(self.rng, "女", 1990) if (number, n) == (4, 3) else ""
                amount = yuan(fen).replace(",", "")
                paper.rows.append([str(n + 1), area, row["name"], row["payee_key"], amount, sign, proxy, ""])
                paper.stated_fen += fen
                if fen < row["due_fen"]:
                    self.answer("paid_short", (paper, None), code, row["due_fen"] - fen, "少发一百元")
                if proxy:
                    self.answer("payment_by_proxy", (paper, None), code, fen, "代领")
            if unsigned:
                fen = sum(row["due_fen"] for row in mine[:unsigned])
                self.answer("payment_not_yet", (None, ""), code, fen, f"{unsigned} 户未签字")
