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
    "delivery": ("发放方式", "Delivery"),
    "schedule": ("日程", "Schedule"),
    "paper": ("表册", "Papers"),
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
    "head_id": ("户主身份证号", "Head's identity number"),
    "account": ("银行账号", "Bank account"),
    "phone": ("联系电话", "Phone"),
    "payee": ("开户人", "Payee"),
    "bank": ("开户银行", "Bank"),
    "village": ("村（社区）", "Village"),
    "group": ("组", "Group"),
    "town": ("乡镇", "Town"),
    "head_name": ("户主", "Head of household"),
    "address": ("住址", "Address"),
    "disability": ("残疾类别", "Disability"),
    "reason": ("困难原因", "Cause"),
    "standard": ("标准", "Standard"),
    "flags": ("特殊情况", "Circumstances"),
    "remark": ("备注", "Remark"),
    "persons": ("人数", "Persons"),
    "count": ("人数", "Headcount"),
    "total": ("合计", "Total"),
}
"""What a finding is about: a roster column, or the level of a figure."""

COLUMN: dict[str, Words] = {
    **FIELD,
    "seq": ("序号", "Row number"),
    "household_no": ("户编号", "Household number"),
    "county": ("区县", "County"),
    "relation": ("与户主关系", "Relation to the head"),
    "hh_size": ("家庭人口", "People in the household"),
    "covered": ("保障人数", "People covered"),
    "cert_no": ("证件编号", "Certificate number"),
    "sign": ("签字", "Signature"),
    "helper": ("帮扶（走访）人", "Helper or visitor"),
    "cash": ("慰问金", "Cash"),
    "goods": ("物资折价", "Goods in money"),
}
"""What a column of a roster means."""

HOW: dict[str | None, Words] = {
    "synonym": ("通行列名", "by its heading"),
    "override": ("columns.csv 指定", "by columns.csv"),
    "content": ("按内容", "by its content"),
    None: ("未识别", "not recognised"),
}
"""How the meaning of a column was found (`raw_column.how`)."""

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
    "id_damaged": ("身份证号被表格软件截断", "identity number cut short by a spreadsheet"),
    "id_is_account": ("身份证号栏填的是银行账号", "a bank account in the identity column"),
    "id_is_phone": ("身份证号栏填的是手机号", "a phone number in the identity column"),
    "name_and_number_swapped": ("姓名与身份证号填反", "name and identity number in each other's place"),
}
"""Why a person row was refused (`core_refusal.reason`, `core_rejected.reasons`)."""

CONVERSION: dict[str, Words] = {
    "notation": ("写法折合", "way of writing folded"),
    "ten_thousand": ("万元折元", "万 read as ten thousand"),
    "unit_ten_thousand": ("表头单位万元", "column in ten thousands of yuan"),
    "amount_words": ("金额大写", "amount in words"),
    "per_unit": ("按人（户）金额", "amount each"),
    "amount_note": ("金额附注", "remark beside an amount"),
    "goods_noted": ("物资另记", "goods named beside or instead of money"),
    "none_written": ("空缺符号", "a mark for nothing"),
    "float_noise": ("公式尾差", "what a formula left behind"),
    "century": ("年份两位", "year in two digits"),
    "excel_serial": ("日期序列号", "day number of a spreadsheet"),
    "no_such_day": ("日期不存在", "no such day"),
    "not_a_date": ("不是日期", "not a date"),
    "age": ("年龄而非日期", "an age, not a date"),
    "name_note": ("姓名附注", "remark beside a name"),
    "name_dot": ("间隔号统一", "name dot"),
    "private_code": ("造字码、部首码转为正式字", "private or radical code of a character"),
    "letters_for_digits": ("字母误作数字", "letters typed for digits"),
    "old_number": ("15 位旧号", "old number of 15 digits"),
    "disability_certificate": ("残疾人证号", "disability certificate number"),
    "damaged": ("号码被截断", "number cut short"),
    "ditto": ("同上", "as above"),
}
"""By what rule a cell was read (`core_conversion.how`)."""

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
    "summary": ("汇总", "summary"),
    "answer": ("答复", "answer"),
    "unread": ("未读", "unread"),
}

STAGE: dict[str, Words] = {
    "plan": ("读取方案", "reading the plan"),
    "read": ("读取名册", "reading rosters"),
    "clean": ("清洗", "cleaning"),
    "load": ("入库", "loading"),
    "decide": ("核定", "deciding awards"),
    "close": ("结账", "closing the books"),
    "check": ("检查", "checking"),
    "gate": ("发布前检查", "the gate"),
    "reports": ("生成报告", "making reports"),
}
