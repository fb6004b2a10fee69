"""How a town writes its workbook: four ways of doing the same thing, as four clerks would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.plan.model import Area, Category


@dataclass(frozen=True)
class Style:
    file: str  # {n} place of the area in the list, {area}, {short}, {year}
    title: str  # {area}, {year}, {what}
    unit: str  # {area}, {government}, {day}
    annex: str | None  # a line above the title
    headers: dict[str, str]  # field → heading; a field without one has no column in this style
    birth: str  # "1953.07" | "1953-07-01" | "19530701" | "date" (a real date cell)
    amount: str  # "number" | "text" | "yuan" (100元)
    subtotals: bool  # a 小计 row for each village; otherwise blank rows nowhere and formulas in the total
    total: str  # the words of the total row
    footer: str  # {a}, {b} names, {phone}
    font: str
    also: int  # which of a category's names its sheets carry; 0: the official one


STYLES = (
    Style(
        file="{n:02d} {area}春节慰问花名册.xlsx",
        title="{area}{year}年春节走访慰问困难群众发放花名册（{what}）",
        unit="填报单位（盖章）：{government}　　　单位：人、元　　　填报日期：{day}",
        annex=None,
        headers={
            "seq": "序号", "village": "村（社区）", "group": "所在企业", "head_name": "户主姓名",
            "head_id": "户主身份证号", "relation": "与户主关系", "category": "对象类别", "name": "姓名",
            "sex": "性别", "birth": "出生年月", "id_no": "身份证号", "phone": "联系电话", "bank": "开户银行",
            "account": "银行账号", "cash": "慰问金（元）", "goods": "慰问品（元）", "flags": "特殊情况",
            "remark": "备注",
        },
        birth="1953.07", amount="number", subtotals=False, total="合  计",
        footer="审核人：{a}　　　　　　制表人：{b}　　　　　　联系电话：{phone}", font="宋体", also=0,
    ),
    Style(
        file="{short}{year}年春节走访慰问花名册.xlsx",
        title="{year}年{area}春节慰问金发放花名册（{what}）",
        unit="填报单位（盖章）：{government}    单位：元    {day}",
        annex="附件2",
        headers={
            "seq": "编号", "village": "村(居)委会", "group": "所在企业", "head_name": "户主",
            "head_id": "户主身份证号", "relation": "家庭关系", "category": "人员类别", "name": "对象姓名",
            "sex": "性别", "birth": "出生日期", "id_no": "公民身份号码", "bank": "开户行",
            "account": "社会保障卡银行账号", "cash": "慰问金(元)", "goods": "慰问品折价(元)", "phone": "手机号码",
            "sign": "领取人签字", "flags": "特殊情况", "remark": "备 注",
        },
        birth="1953-07-01", amount="number", subtotals=True, total="合计",
        footer="单位负责人：{a}　　　　审核：{a}　　　　填表：{b}　　　　电话：{phone}", font="仿宋", also=1,
    ),
    Style(
        file="{n:02d}-{area}-慰问人员名单（上报）.xlsx",
        title="{area}{what}{year}年春节慰问花名册",
        unit="填报单位：{government}　　　　填报时间：{day}　　　　单位：人、元",
        annex=None,
        headers={
            "seq": "序号", "village": "所在村（社区）", "group": "所在企业", "name": "姓 名", "sex": "性别",
            "id_no": "身份证号码", "birth": "出生日期", "head_name": "户主姓名", "head_id": "户主身份证号",
            "relation": "与户主关系", "category": "慰问对象类别", "cash": "慰问金（元）",
            "goods": "慰问物资折价（元）", "account": "一卡通账号", "phone": "联系方式", "proxy": "代领人",
            "flags": "特殊情况", "remark": "说明",
        },
        birth="19530701", amount="text", subtotals=True, total="合　　计",
        footer="审核人：{a}　　　　　制表人：{b}　　　　　联系电话：{phone}", font="宋体", also=2,
    ),
    Style(
        file="{area}春节慰问花名册（{year}）.xlsx",
        title="{area}{year}年度春节走访慰问对象花名册（{what}）",
        unit="单位（盖章）：{government}　　　填表日期：{day}　　　单位：元",
        annex="附件1：",
        headers={
            "seq": "序号", "category": "类别", "village": "行政村", "group": "所在企业", "head_name": "户主姓名",
            "head_id": "户主身份证号", "name": "慰问对象姓名", "relation": "与户主关系", "sex": "性别",
            "birth": "出生日期", "id_no": "公民身份证号码", "account": "银行卡号", "bank": "开户银行",
            "cash": "慰问金（元）", "goods": "慰问品（元）", "phone": "电话", "flags": "特殊情况", "remark": "备注",
        },
        birth="date", amount="number", subtotals=False, total="总  计",
        footer="负责人：{a}　　　　经办人：{b}　　　　联系电话：{phone}", font="等线", also=0,
    ),
    Style(
        file="{area}{year}春节慰问.xlsx",
        title="{area}{year}年春节走访慰问困难群众花名册（{what}）",
        unit="填报单位（盖章）：{government}　　　单位：人、元　　　填报日期：{day}",
        annex=None,
        headers={
            "seq": "序号", "village": "村（社区）", "group": "所在企业", "head_name": "户主姓名",
            "head_id": "户主身份证号", "relation": "与户主关系", "name": "姓名", "sex": "性别", "birth": "出生年月",
            "id_no": "居民身份证号", "category": "对象类别", "phone": "联系电话", "account": "银行帐号",
            "cash": "慰问金（元）", "goods": "慰问品（元）", "sign": "签字", "flags": "特殊情况", "remark": "备注",
        },
        birth="1953.07", amount="yuan", subtotals=True, total="合 计",
        footer="审核人：{a}　　　　　　制表人：{b}　　　　　　联系电话：{phone}", font="宋体", also=3,
    ),
)  # fmt: skip
SHARE = (0, 1, 3, 1, 0, 2, 3, 1, 0, 4)  # the style of the areas in turn, so that the plainer ones are commoner


OFFICES = {
    "town": "人民政府", "farm": "管理委员会", "subdistrict": "办事处", "village": "村民委员会",
    "community": "居民委员会",
}  # fmt: skip


def style_of(area_no: int) -> Style:
    return STYLES[SHARE[area_no % len(SHARE)]]


def called(category: Category | None, style: Style) -> str:
    """What this town calls the category: the official name, or one of the others; no category has no name."""
    if category is None:
        return ""
    names = [category.name.zh, *category.also]
    return names[style.also % len(names)]


def short_name(area: Area) -> str:
    return min((area.name_zh, *area.also), key=lambda name: (len(name), name))


def government(area: Area) -> str:
    return area.name_zh.removeprefix("原") + OFFICES.get(area.kind, "")


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def amount_text(fen: int, style: Style) -> str:
    return f"{fen // 100}.{fen % 100:02d}" if style.amount == "text" else f"{fen // 100}元"


def birth_text(birth: date, style: Style) -> str:
    return birth.strftime({"1953.07": "%Y.%m", "19530701": "%Y%m%d"}.get(style.birth, "%Y-%m-%d"))
