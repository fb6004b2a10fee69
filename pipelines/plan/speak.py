"""Every rule of a plan in plain language, Chinese and English, for its author to read and sign."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipelines.money import yuan
from pipelines.plan.model import Plan
from pipelines.plan.rules import Give, Standard

Sentence = tuple[str, str, str]
"""(clause, Chinese, English)"""
KINDS = ("standard", "stacking", "quota", "payer", "upper_money", "delivery", "schedule", "paper", "check")

PER = {"person": ("每人", "each person"), "household": ("每户", "each household"),
       "institution": ("每个机构", "each institution"), "lump": ("合计一笔", "in one sum")}  # fmt: skip
STACKS = {
    "exclusive": (
        "只享受一项，保留金额高者，重复列报视为差错",
        "draws one standard, the higher; listing both is a mistake",
    ),
    "highest": ("符合多项的，按最高标准执行", "draws the highest standard met"),
    "add": ("各项相加，逐一列出供决定", "draws all of them; each overlap is listed for a decision"),
}
WITHIN = {"person": ("同一人", "One person"), "household": ("同一户", "One household")}
WEIGHED = {
    "error": ("按错误处理", "counts as an error"),
    "warning": ("按警告处理", "counts as a warning"),
    "note": ("按提示处理", "counts as a note"),
    "off": ("停用", "is off"),
}
HOW = {"goods": ("发放实物", "as goods"), "cash": ("折发现金，价值不变", "as cash of the same value"),
       "card": ("凭救助卡到爱心超市领取实物", "as goods on a shop card")}  # fmt: skip


def sentences(plan: Plan, year: int) -> list[tuple[str, Sentence]]:
    """(kind, sentence): the rules of one year, a sentence a rule, in the order of the file."""
    told = (
        _standards(plan, year),
        _stacking(plan),
        _quotas(plan),
        _payers(plan),
        _upper_money(plan, year),
        _delivery(plan),
        _schedule(plan, year),
        ((p.clause, f"{p.name.zh}。", f"{p.name.en}.") for p in plan.papers),
        _checks(plan),
    )
    return [(kind, sentence) for kind, spoken in zip(KINDS, told, strict=True) for sentence in spoken]


def speak(plan: Plan, year: int) -> list[Sentence]:
    """Every rule and every open question with its reading."""
    return [sentence for _, sentence in sentences(plan, year)] + [
        (q.clause, f"未决：{q.question.zh}。现按：{q.reading.zh}", f"Open: {q.question.en}. Read as: {q.reading.en}")
        for q in plan.open_questions
    ]


def _standards(plan: Plan, year: int) -> Iterator[Sentence]:
    for standard in plan.standards:
        give = plan.give(standard, year)
        if give is None:
            continue
        name, per = plan.name_of(standard), PER[standard.per]
        who = _whom(plan, standard)
        what = _gives(plan, give)
        floor_zh = f"，不低于 {yuan(standard.floor)} 元" if standard.floor is not None else ""
        floor_en = f", at least {yuan(standard.floor)} yuan" if standard.floor is not None else ""
        zh = f"{standard.line}. {name.zh}{who[0]}：{per[0]}{what[0]}{floor_zh}。"
        en = f"{standard.line}. {name.en}{who[1]}: {per[1]} {what[1]}{floor_en}."
        yield standard.clause, zh, en


def _whom(plan: Plan, standard: Standard) -> tuple[str, str]:
    asked = standard.for_
    zh, en = [], []
    if asked.flags:
        flags = [flag for flag in plan.flags if flag.id in asked.flags]
        zh.append("须为" + "或".join(flag.name.zh for flag in flags))
        en.append("who is " + " or ".join(flag.name.en for flag in flags))
    if asked.min_age is not None:
        zh.append(f"基准日满 {asked.min_age} 周岁")
        en.append(f"aged {asked.min_age} or over on the reference day")
    if asked.max_age is not None:
        zh.append(f"基准日不超过 {asked.max_age} 周岁")
        en.append(f"aged {asked.max_age} or under on the reference day")
    return f"（{'，'.join(zh)}）" if zh else "", f" ({', '.join(en)})" if en else ""


def _gives(plan: Plan, give: Give) -> tuple[str, str]:
    if give.counted_only:
        return "只计数，未列明金额", "is counted; no amount is stated"
    zh, en = [], []
    if give.cash is not None:
        zh.append(f"现金 {yuan(give.cash)} 元" + ("（一般标准，可在额度内调剂）" if give.varies else ""))
        en.append(
            f"{yuan(give.cash)} yuan cash" + (" (the norm; it may vary within the allotment)" if give.varies else "")
        )
    for item, good in give.goods.items():
        goods = next(g for g in plan.goods if g.id == item)
        priced_zh = "未定价" if good.value is None else f"价值 {yuan(good.value)} 元"
        priced_en = "not priced" if good.value is None else f"worth {yuan(good.value)} yuan"
        many = "" if (good.quantity, goods.unit) == (1, "份") else f" {good.quantity} {goods.unit}"
        zh.append(f"{goods.name.zh}{many}（{priced_zh}）")
        en.append(f"{goods.name.en}{many} ({priced_en})")
    once = (
        ("；同户物资只发一份，其余折发现金", "; goods once a household, the rest in cash")
        if give.once_per_household
        else ("", "")
    )
    return "、".join(zh) + once[0], " and ".join(en) + once[1]


def _stacking(plan: Plan) -> Iterator[Sentence]:
    names = {s.id: plan.name_of(s) for s in plan.standards}
    sections = {s.id: s.name for s in plan.sections}
    within, otherwise = WITHIN[plan.stacking.within], STACKS[plan.stacking.otherwise]
    yield plan.stacking.clause, f"{within[0]}{otherwise[0]}。", f"{within[1]} {otherwise[1]}."
    groups: dict[str, list[str]] = {}
    for standard in plan.standards:
        if standard.group:
            groups.setdefault(standard.group, []).append(standard.id)
    for members in groups.values():
        zh, en = "、".join(names[m].zh for m in members), ", ".join(names[m].en for m in members)
        yield plan.stacking.clause, f"{zh}合为一项比较。", f"{en} compete as one standard."
    for rule in plan.stacking.together:
        if rule.always:
            name = names[rule.always]
            yield rule.clause, f"{name.zh}始终另加。", f"{name.en} always adds."
        else:
            parts = [names[s] for s in rule.standards] or [sections[s] for s in rule.sections]
            zh, en = "与".join(p.zh for p in parts), " and ".join(p.en for p in parts)
            yield rule.clause, f"{zh}可以并存。", f"{en} may be held together."


def _quotas(plan: Plan) -> Iterator[Sentence]:
    names = {s.id: plan.name_of(s) for s in plan.standards}
    for quota in plan.quotas:
        zh, en = "、".join(names[s].zh for s in quota.standards), ", ".join(names[s].en for s in quota.standards)
        for limit, words_zh, words_en in (
            (quota.each_area, "每个地区 {} 名（户）", "{} in each area"),
            (quota.groups_each_area, "每个地区 {} 个单位", "{} groups in each area"),
            (quota.each_group, "每个单位 {} 户", "{} in each group"),
            (quota.exactly, "全部恰为 {} 名（户）", "exactly {} in all"),
        ):
            if limit is not None:
                yield quota.clause, f"{zh}：{words_zh.format(limit)}。", f"{en}: {words_en.format(limit)}."


def _payers(plan: Plan) -> Iterator[Sentence]:
    for payer in plan.payers:
        whole = payer.share == Fraction(1)
        zh_share, en_share = ("全部", "all") if whole else (str(payer.share), str(payer.share))
        zh, en = _names(plan, payer.standards)
        open_zh, open_en = ("", "") if payer.stated else ("（方案未写明）", " (the plan does not say)")
        yield (
            payer.clause,
            f"{zh}：{payer.name.zh}承担{zh_share}{open_zh}。",
            f"{payer.name.en} pays {en_share} of {en}{open_en}.",
        )


def _upper_money(plan: Plan, year: int) -> Iterator[Sentence]:
    for fund in plan.upper_money:
        granted = fund.in_year(year)
        if granted is not None:
            zh, en = _names(plan, fund.standards)
            yield (
                fund.clause,
                f"{zh}：先用{fund.name.zh} {yuan(granted)} 元，余下部分由各方按份额分担，用不完的列为结余。",
                f"{fund.name.en} pays first for {en}, up to {yuan(granted)} yuan; the shares split what remains, and "
                "money left over is reported.",
            )


def _names(plan: Plan, standards: list[str] | str) -> tuple[str, str]:
    if standards == "*":
        return "各项", "every standard"
    names = {s.id: plan.name_of(s) for s in plan.standards}
    return "、".join(names[s].zh for s in standards), ", ".join(names[s].en for s in standards)


def _delivery(plan: Plan) -> Iterator[Sentence]:
    areas = {a.code: a for a in plan.areas}
    for rule in plan.delivery:
        zh = "、".join([*(areas[code].name_zh for code in rule.areas), *rule.kinds])
        en = ", ".join([*(areas[code].name_en for code in rule.areas), *rule.kinds])
        yield rule.clause, f"{zh}：物资{HOW[rule.how][0]}。", f"{en}: goods are given {HOW[rule.how][1]}."


def _schedule(plan: Plan, year: int) -> Iterator[Sentence]:
    for step in plan.schedule:
        if step.year == year:
            days_zh = f"，不少于 {step.days} 天" if step.days else ""
            days_en = f", at least {step.days} days" if step.days else ""
            days_zh += f"，不少于 {step.working_days} 个工作日" if step.working_days else ""
            days_en += f", at least {step.working_days} working days" if step.working_days else ""
            days_zh += "，名单届时报齐" if step.lists_due else ""
            days_en += "; lists are due by its end" if step.lists_due else ""
            lunar = f"（{step.lunar}）" if step.lunar else ""
            until = "" if step.first == step.last else f" — {step.last}"
            yield (
                step.clause,
                f"{step.first}{until}{lunar} {step.name.zh}{days_zh}。",
                f"{step.first}{until}: {step.name.en}{days_en}.",
            )


def _checks(plan: Plan) -> Iterator[Sentence]:
    """Checks the plan weighs otherwise than the catalogue does, and the ledgers it is compared with."""
    for rule, setting in plan.checks.items():
        weighed = WEIGHED[setting.severity] if setting.severity else None
        zh = [weighed[0]] if weighed else []
        en = [weighed[1]] if weighed else []
        if setting.tolerance_fen:
            zh.append(f"不超过 {yuan(setting.tolerance_fen)} 元的不列")
            en.append(f"findings of up to {yuan(setting.tolerance_fen)} yuan are let pass")
        why_zh, why_en = (f"（{setting.reason}）", f" ({setting.reason})") if setting.reason else ("", "")
        yield f"checks.{rule}", f"检查 {rule}：{'，'.join(zh)}{why_zh}。", f"Check {rule}: {', '.join(en)}{why_en}."
    for one in plan.compare:
        zh_what, en_what = (
            f"与 {one.plan} {one.year} 年已发人员比对",
            f"Compared with those paid by {one.plan} {one.year}",
        )
        yield "compare", f"{zh_what}。", f"{en_what}."
