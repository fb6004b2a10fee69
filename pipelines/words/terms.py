"""Codes of runs, books and checks → their words."""

from __future__ import annotations

Words = tuple[str, str]
"""(zh, en)"""

CAUSE: dict[str, Words] = {
    "claimed": ("各地申报", "Claimed by the towns"),
    "sheet_total": ("合计与明细不符", "Sheet totals unlike their rows"),
    "subtotal_in_total": ("小计重复计入合计", "Subtotals counted twice"),
    "sheet_total_missing": ("名单缺合计行", "Lists without a total"),
    "refused": ("拒收的行", "Refused rows"),
    "decided": ("按决定不发", "Dropped by decision"),
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
    "rate_differs": ("列明的标准与执行标准不同", "Stated at another rate"),
    "plan_arithmetic": ("方案自身算术差", "The plan's own arithmetic"),
    "share_differs": ("出资比例不同", "Shared otherwise between payers"),
    "unexplained": ("未能解释", "Unexplained"),
    "stated": ("列明", "Stated"),
}
"""Steps of `out_bridge`, in order."""

LEVEL: dict[str, Words] = {
    "total": ("总计", "Grand total"),
    "section": ("部分", "Section"),
    "line": ("项目", "Line"),
    "area": ("地区", "Area"),
    "area_line": ("地区分项", "Area's line"),
    "payer": ("出资方", "Payer"),
    "sheet": ("工作表", "Sheet"),
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
    "payment": ("发放", "Payments"),
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
    "summary": ("汇总表", "Summary"),
    "answers": ("问题清单", "Answered findings"),
    # awards
    "awarded": ("发放", "Awarded"),
    "decided": ("按决定不发", "Dropped by decision"),
    "ineligible": ("不符合条件", "Not eligible"),
    "duplicate": ("同一项重复", "Repeated"),
    "excluded": ("跨项重复享受", "Held under another line"),
    "outranked": ("就高未采用", "Outranked by a higher standard"),
    "over_quota": ("超出名额", "Beyond the quota"),
}

ANSWER: dict[str, Words] = {
    "corrected": ("已更正", "corrected"),
    "correct_as_is": ("情况属实", "correct as it is"),
}
"""What a town says of a finding it was sent (`raw_answer.answer`)."""

DECISION: dict[str, Words] = {
    "keep": ("保留", "keep"),
    "drop": ("不发", "drop"),
    "both_genuine": ("均属实", "both genuine"),
}
"""What may be decided of a row listed with others that look like the same person (`core_decision.decision`)."""

TO_JUDGE: Words = ("待判重复", "Duplicates to judge")
"""The sheet of the workbook in which that is filled in."""

JUDGED: dict[str, Words] = {
    "cluster": ("组号", "Cluster"),
    "file": ("文件", "File"),
    "sheet": ("工作表", "Sheet"),
    "row": ("行", "Row"),
    "decision": ("决定", "Decision"),
    "who": ("决定人", "Who"),
    "why": ("理由", "Why"),
    "date": ("日期", "Date"),
}
"""Columns of decisions.csv → how the sheet heads them."""

LISTING: Words = ("问题清单", "Findings")
"""The first sheet of a workbook sent back to a town."""

RESUBMITTED: dict[str, Words] = {
    "fixed": ("已改正", "fixed"),
    "still_there": ("仍未改", "still there"),
    "new": ("新出现", "new"),
    "unread": ("所在工作表缺失或未识别", "its sheet is missing or not recognised"),
}
"""What came of a finding in a returned workbook (`out_resubmission.state`)."""

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
    "upper_money": ("上级资金", "Upper-level money"),
    "delivery": ("发放方式", "Delivery"),
    "schedule": ("日程", "Schedule"),
    "paper": ("表册", "Papers"),
    "check": ("检查", "Checks"),
}
"""Kinds of rule in `plan_sentence`."""

KIND: dict[str, Words] = {"cash": ("现金", "Cash"), "goods": ("物资", "Goods")}
COUNTED: Words = ("只计数", "Counted only")

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

MOVE: dict[str, Words] = {
    "came": ("新增", "Newly listed"),
    "left": ("退出", "No longer listed"),
    "place": ("换地区", "In another area"),
    "category": ("换类别", "In another category"),
}
"""What a person's listing can do from one year to the next (`out_move.kind`)."""

WHY_MOVED: dict[str, Words] = {
    "refused_before": ("上年拒收", "Refused the year before"),
    "refused_now": ("今年拒收", "Refused this year"),
    "died": ("去世", "Died"),
    "moved_away": ("迁出", "Moved away"),
    "in_prison": ("服刑", "In prison"),
    "missing": ("失联", "Missing"),
    "off_relief": ("退出或停发", "Off relief"),
}

FACTOR: dict[str, Words] = {
    "left": ("退出人员", "People no longer listed"),
    "came": ("新增人员", "People newly listed"),
    "category": ("类别变动", "Changes of category"),
    "household": ("家庭变动", "Changes of household"),
    "place": ("地区变动", "Moves between areas"),
    "day": ("年龄增长", "A year's ageing"),
    "standards": ("标准调整", "Changed standards"),
    "prices": ("物资价格", "Prices of goods"),
    "payers": ("分担比例", "Payers' shares"),
}
"""What can differ between two years, in the order in which the change is told."""
