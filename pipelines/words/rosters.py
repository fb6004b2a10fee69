"""Words of rosters: columns, roles of rows, how a cell was read, why it was not."""

from __future__ import annotations

from pipelines.words.terms import LEVEL, Words

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
    "subtotal": ("小计", "Subtotal"),
    "age": ("年龄", "Age"),
    "payer": ("出资方", "Payer"),
    "relation": ("与户主关系", "Relation"),
    "household": ("户", "Household"),
    "hh_size": ("家庭人口", "Household size"),
    "covered": ("保障人口", "People covered"),
    "title": ("标题", "Title"),
    "file": ("文件", "File"),
    "hidden": ("隐藏", "Hidden"),
    "result": ("处理结果", "Result"),
    "proxy": ("代领人", "Proxy"),
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
    "amount_missing": ("缺金额", "amount missing"),
    "payee_missing": ("没有姓名、账号和身份证号", "neither name nor account nor identity number"),
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
"""Why a person row (`core_refusal.reason`, `core_rejected.reasons`) or a paid line was refused."""

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
