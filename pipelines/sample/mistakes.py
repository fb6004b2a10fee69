"""Mistakes planted in clean books, and the answer key that says where each must be found.

Every planted row is an extra one: once the checks have set it aside, exactly the stated people remain.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from pipelines import identity
from pipelines.plan.model import Plan
from pipelines.plan.rules import Standard
from pipelines.sample.book import Book, Sheet
from pipelines.sample.people import Maker
from pipelines.sample.planter import Planted, Planter
from pipelines.sample.population import alone, profile_of

LATEST = {
    "duplicate_in_line": 6, "duplicate_across_towns": 5, "duplicate_across_lines": 6, "duplicate_of_dearer": 1,
    "age_eligible": 3, "identity_check_digit": 5, "identity_birth": 3, "identity_sex": 2, "sheet_total": 2,
    "subtotal_in_total": 2, "sheet_total_missing": 1, "over_quota": 2, "amount_differs": 3,
}  # fmt: skip
"""How many of each kind the plan's latest year gets; earlier years get a third."""


def plant(plan: Plan, year: int, books: list[Book], maker: Maker, rng: Random) -> list[Planted]:
    planter = Planter(plan, year, books, maker, rng)
    for kind, latest in LATEST.items():
        for _ in range(latest if year == max(plan.years) else -(-latest // 3)):
            KINDS[kind](planter)
    return planter.planted


def duplicate_in_line(p: Planter) -> None:
    """Listed again further down the same sheet, under another village where there is one."""
    if found := p.someone(lambda _: True, lambda s: p.plain(s) and len(s.villages()) > 1):
        book, sheet, genuine = found
        entry = p.list_again(book, sheet, genuine.person, after=genuine)
        p.planted.append(
            Planted("duplicate_in_line", book, sheet, entry, f"与本表「{genuine.village}」重复", entry.fen)
        )


def duplicate_across_towns(p: Planter) -> None:
    """Listed again on the same line of a later area."""
    found = p.someone(lambda _: True, p.plain)
    if not found:
        return
    book, sheet, genuine = found
    later = [(b, s) for b in p.books[p.books.index(book) + 1 :] for s in b.sheets if s.standards == sheet.standards]
    if later:
        other, there = p.rng.choice(later)
        entry = p.list_again(other, there, genuine.person)
        p.planted.append(
            Planted("duplicate_across_towns", other, there, entry, f"与{book.area.name_zh}重复", entry.fen)
        )


def _across(p: Planter, loses: Callable[[Standard, Standard], bool], where: Callable[[Sheet], bool]) -> None:
    found = p.someone(lambda _: True, where)
    if not found:
        return
    book, sheet, genuine = found
    near = [book] if p.rng.randrange(2) else p.books
    others = [
        (b, s) for b in near for s in b.sheets
        if p.plain(s) and not p.combinable(s.standards[0]) and loses(s.standards[0], genuine.standard)
    ]  # fmt: skip
    day = p.plan.years[p.year].reference_day
    likely = [x for x in others if profile_of(x[1].standards[0]).suits(genuine.person, day)]
    if others:
        other, there = p.rng.choice(likely or others)
        entry = p.list_again(other, there, genuine.person)
        p.planted.append(
            Planted(
                "duplicate_across_lines", other, there, entry, f"已在{book.area.name_zh}「{sheet.name}」", entry.fen
            )
        )


def duplicate_across_lines(p: Planter) -> None:
    """Also on a later line worth the same, here or in another area."""
    _across(
        p,
        lambda loser, winner: loser.line > winner.line and p.value(loser) == p.value(winner),
        lambda s: p.plain(s) and not p.combinable(s.standards[0]),
    )


def duplicate_of_dearer(p: Planter) -> None:
    """Also on an earlier line worth less: the dearer one stays although it comes later."""
    _across(
        p,
        lambda loser, winner: loser.line < winner.line and p.value(loser) < p.value(winner),
        lambda s: p.is_general(s) and s.standards[0].for_.min_age is not None,
    )


def age_eligible(p: Planter) -> None:
    """Too young for the line: by a year or two, and once by a single day."""
    sheets = [(b, s) for b in p.books for s in b.sheets if p.is_general(s) and s.standards[0].for_.min_age]
    if not sheets:
        return
    book, sheet = p.rng.choice(sheets)
    youngest = sheet.standards[0].for_.min_age or 0
    day = p.plan.years[p.year].reference_day
    if any(planted.rule == "age_eligible" for planted in p.planted):
        person = p.fresh(youngest - p.rng.randrange(1, 3), "女")
    else:
        person = p.maker.born(p.rng, date(day.year - youngest, day.month, day.day) + timedelta(days=1), "女")
    entry = p.list_again(book, sheet, person)
    p.planted.append(
        Planted("age_eligible", book, sheet, entry, f"{identity.age_on(person.birth, day)}周岁", entry.fen)
    )


def identity_check_digit(p: Planter) -> None:
    """Listed a second time with one digit of the number mistyped."""
    if found := p.someone(lambda _: True, p.plain):
        book, sheet, genuine = found
        entry = p.list_again(book, sheet, genuine.person, after=genuine)
        number = entry.id_text
        at = p.rng.choice((2, 3, 4, 5, 14, 15))  # neither birth nor sex, which other checks would catch
        typed = p.rng.choice("0123456789".replace(number[at], ""))
        entry.id_text = number[:at] + typed + number[at + 1 :]
        p.planted.append(
            Planted("identity_check_digit", book, sheet, entry, f"第{at + 1}位应为{number[at]}", entry.fen)
        )


def identity_birth(p: Planter) -> None:
    if found := p.someone(lambda e: (e.birth.month, e.birth.day) != (2, 29), p.plain):
        book, sheet, entry = found
        entry.birth = entry.birth.replace(year=entry.birth.year - p.rng.choice((1, 9, 10)))
        p.planted.append(Planted("identity_birth", book, sheet, entry, "出生日期与身份证号不符"))


def identity_sex(p: Planter) -> None:
    if found := p.someone(lambda _: True, p.plain):
        book, sheet, entry = found
        entry.sex = "女" if entry.sex == "男" else "男"
        p.planted.append(Planted("identity_sex", book, sheet, entry, "性别与身份证号不符"))


def _total(p: Planter, wanted: Callable[[Book, Sheet], bool]) -> tuple[Book, Sheet] | None:
    free = [(b, s) for b in p.books for s in b.sheets if s.total == "right" and p.is_general(s) and wanted(b, s)]
    return p.rng.choice(free) if free else None


def sheet_total(p: Planter) -> None:
    """Two digits of the total swapped."""
    if found := _total(p, lambda _, s: len(s.entries) > 20):
        found[1].total = "mistyped"
        p.planted.append(Planted("sheet_total", *found, None, "合计数与各行之和不符"))


def subtotal_in_total(p: Planter) -> None:
    """One village's subtotal counted twice in the total."""
    if found := _total(p, lambda b, s: b.style.subtotals and len(s.villages()) > 3 and len(s.entries) > 40):
        book, sheet = found
        sheet.total, sheet.doubled_village = "doubled", p.rng.choice(sheet.villages())
        p.planted.append(
            Planted("subtotal_in_total", book, sheet, None, f"合计多计「{sheet.doubled_village}小计」一次")
        )


def sheet_total_missing(p: Planter) -> None:
    if found := _total(p, lambda _, s: len(s.entries) > 1):
        found[1].total = "missing"
        p.planted.append(Planted("sheet_total_missing", *found, None, "缺合计行"))


def over_quota(p: Planter) -> None:
    """One person more on a line with limited places, from the same category's general line."""
    limited = {standard for quota in p.plan.quotas for standard in quota.standards}
    spots = [(b, s, e) for b, s, e in p.rows(lambda s: not p.is_general(s)) if e.standard.id in limited]
    spots = [x for x in spots if not any(q.sheet is x[1] and q.rule == "over_quota" for q in p.planted)]
    if not spots:
        return
    book, sheet, first = p.rng.choice(spots)
    category = first.standard.for_.category
    own = [s for s in book.sheets if p.is_general(s) and s.standards[0].for_.category == category]
    if found := p.someone(lambda _: True, lambda s: s in own):
        entry = book.entry(first.standard, alone(found[2].person, found[2].village), 0, p.rng)
        sheet.entries.append(entry)
        p.planted.append(Planted("over_quota", book, sheet, entry, f"{first.category}已有1人", entry.fen))


def amount_differs(p: Planter) -> None:
    """A genuine row that asks for twice the standard."""
    if found := p.someone(lambda e: e.cash_fen > 0, p.plain):
        book, sheet, entry = found
        entry.cash_fen *= 2
        p.planted.append(Planted("amount_differs", book, sheet, entry, "申报金额为标准的两倍", entry.cash_fen // 2))


KINDS: dict[str, Callable[[Planter], None]] = {
    kind.__name__: kind
    for kind in (
        duplicate_in_line, duplicate_across_towns, duplicate_across_lines, duplicate_of_dearer, age_eligible,
        identity_check_digit, identity_birth, identity_sex, sheet_total, subtotal_in_total, sheet_total_missing,
        over_quota, amount_differs,
    )
}  # fmt: skip
