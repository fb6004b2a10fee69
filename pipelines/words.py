"""Codes of the tables → the words users see, in Chinese and English: one place, so that every report says the same."""

from __future__ import annotations

Words = tuple[str, str]
"""(zh, en)"""

CAUSE: dict[str, Words] = {
    "claimed": ("各地申报", "Claimed by the towns"),
    "sheet_total": ("合计与明细不符", "Sheet totals unlike their rows"),
    "subtotal_in_total": ("小计重复计入合计", "Subtotals counted twice"),
    "sheet_total_missing": ("名单缺合计行", "Lists without a total"),
    "refused": ("拒收的行", "Refused rows"),
    "ineligible": ("不符合条件", "Not eligible"),
    "duplicate": ("同一项重复", "Repeated in one line"),
    "excluded": ("跨项重复享受", "Held under another line"),
    "outranked": ("就高未采用", "Outranked by a higher standard"),
    "over_quota": ("超出名额", "Beyond the quota"),
    "in_household": ("已随户计发", "Counted with the household"),
    "no_standard": ("方案无此标准", "No such standard"),
    "lump": ("方案定额", "The plan's lump sums"),
    "amount_differs": ("申报金额与标准不同", "Amounts unlike the standard"),
    "computed": ("核定应发", "Computed"),
    "missing_area": ("地区未报名单", "Areas without a roster"),
    "short_of_plan": ("少于列明人数", "Fewer than stated"),
    "above_plan": ("多于列明人数", "More than stated"),
    "plan_arithmetic": ("方案自身算术差", "The plan's own arithmetic"),
    "unexplained": ("未能解释", "Unexplained"),
    "stated": ("方案列明", "Stated by the plan"),
}
"""Steps of `out_bridge`, in order."""

LEVEL: dict[str, Words] = {
    "total": ("总计", "Grand total"),
    "section": ("部分", "Section"),
    "line": ("项目", "Line"),
    "area": ("地区", "Area"),
    "area_line": ("地区分项", "Area's line"),
}

SEVERITY: dict[str, Words] = {
    "error": ("错误", "Error"),
    "warning": ("警告", "Warning"),
    "note": ("提示", "Note"),
}
"""In order of weight."""

FAMILY: dict[str, Words] = {
    "identity": ("身份", "Identity"),
    "duplicates": ("重复", "Duplicates"),
    "eligibility": ("资格", "Eligibility"),
    "household": ("家庭", "Household"),
    "amounts": ("金额", "Amounts"),
    "totals": ("合计", "Totals"),
    "quotas": ("名额与额度", "Quotas and envelopes"),
    "funding": ("出资", "Funding"),
    "schedule": ("日程", "Schedule"),
    "plan": ("方案自身", "The plan itself"),
    "ingest": ("读取", "Reading"),
}
"""Families of checks, in the order in which they are listed."""

OFF: Words = ("停用", "Off")

ICON: dict[str, str] = {"error": "✘", "warning": "▲", "note": "●"}

STATUS: dict[str, Words] = {
    # files and sheets
    "read": ("已读取", "Read"),
    "partly": ("部分读取", "Partly read"),
    "refused": ("拒收", "Refused"),
    "unread": ("未识别", "Not recognised"),
    "empty": ("空表", "Empty"),
    # awards
    "awarded": ("发放", "Awarded"),
    "ineligible": ("不符合条件", "Not eligible"),
    "duplicate": ("同一项重复", "Repeated"),
    "excluded": ("跨项重复享受", "Held under another line"),
    "outranked": ("就高未采用", "Outranked by a higher standard"),
    "over_quota": ("超出名额", "Beyond the quota"),
}

PER: dict[str, Words] = {
    "person": ("每人", "Person"),
    "household": ("每户", "Household"),
    "institution": ("每个机构", "Institution"),
    "lump": ("定额", "Lump sum"),
}
"""What one award of a standard is for."""

SENTENCE: dict[str, Words] = {
    "standard": ("标准", "Standards"),
    "stacking": ("并存", "Stacking"),
    "quota": ("名额", "Quotas"),
    "payer": ("出资", "Payers"),
    "delivery": ("发放方式", "Delivery"),
    "schedule": ("日程", "Schedule"),
    "paper": ("表册", "Papers"),
    "check": ("检查", "Checks"),
}
"""Kinds of rule in `plan_sentence`."""

FIELD: dict[str, Words] = {
    **LEVEL,
    "id_no": ("身份证号", "Identity number"),
    "name": ("姓名", "Name"),
    "sex": ("性别", "Sex"),
    "birth": ("出生日期", "Birth"),
    "category": ("类别", "Category"),
    "cash": ("金额", "Cash"),
    "goods": ("物资", "Goods"),
    "amount": ("金额", "Amount"),
    "persons": ("人数", "Persons"),
    "count": ("人数", "Headcount"),
    "total": ("合计", "Total"),
    "subtotal": ("小计", "Subtotal"),
    "age": ("年龄", "Age"),
    "disability": ("残疾证", "Disability certificate"),
    "account": ("账号", "Account"),
    "payee": ("收款人", "Payee"),
    "payer": ("出资方", "Payer"),
    "relation": ("与户主关系", "Relation"),
    "household": ("户", "Household"),
    "hh_size": ("家庭人口", "Household size"),
    "covered": ("保障人口", "People covered"),
    "standard": ("标准", "Rate"),
    "remark": ("备注", "Remark"),
    "group": ("单位（小组）", "Enterprise or group"),
    "title": ("标题", "Title"),
    "file": ("文件", "File"),
    "hidden": ("隐藏", "Hidden"),
}
"""What a finding is about: a roster column, or the level of a figure."""

REASON: dict[str, Words] = {
    "area_unknown": ("地区不明", "area unknown"),
    "category_unknown": ("类别不明", "category unknown"),
    "name_missing": ("缺姓名", "name missing"),
    "amount_unreadable": ("金额无法识别", "amount cannot be read"),
    "id_missing": ("缺身份证号", "identity number missing"),
    "id_length": ("身份证号位数不对", "identity number too short or long"),
    "id_characters": ("身份证号含非法字符", "identity number has other characters"),
    "id_birth_date": ("身份证号出生日期不存在", "identity number has no such birth date"),
    "id_check_digit": ("身份证号校验码不符", "identity number fails its check digit"),
}
"""Why a person row was refused (`core_rejected.reasons`)."""

KIND: dict[str, Words] = {"cash": ("现金", "Cash"), "goods": ("物资", "Goods")}
COUNTED: Words = ("只计数", "Counted only")

ROLE: dict[str, Words] = {
    "title": ("标题", "title"),
    "header": ("表头", "header"),
    "person": ("人员", "person"),
    "subtotal": ("小计", "subtotal"),
    "total": ("合计", "total"),
    "note": ("注", "note"),
    "footer": ("落款", "footer"),
    "unread": ("未读", "unread"),
}

STAGE: dict[str, Words] = {
    "plan": ("读取方案", "reading the plan"),
    "read": ("读取名册", "reading rosters"),
    "clean": ("清洗", "cleaning"),
    "load": ("入库", "loading"),
    "duplicates": ("查重", "looking for duplicates"),
    "decide": ("核定", "deciding awards"),
    "close": ("结账", "closing the books"),
    "check": ("检查", "checking"),
    "gate": ("发布前检查", "the gate"),
    "reports": ("生成报告", "making reports"),
}
