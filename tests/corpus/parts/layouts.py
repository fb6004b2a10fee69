"""How townships lay their tables out."""

from __future__ import annotations

from typing import Any

from tests.corpus.make import CAST, Made, case, number
from tests.corpus.parts.kinds import HEADER, NAME, PLAIN, person, roster
from tests.corpus.writers import Rows, Sheet, docx, office, spreadsheetml, text, xls, xlsx

TITLE = "松柏镇2026年春节慰问低保户花名册"
SIMPLE = ["序号", "村（社区）", "姓名", "身份证号", "慰问金额（元）"]


def simple(at: Any, village: str | None, name: str, cash: Any) -> list[Any]:
    return [at, village, name, number(name), cash]


def one(name: str, rows: Rows, *merges: str, **more: Any) -> Made:
    return {f"{NAME}.xlsx": xlsx(Sheet(name, rows, merges, **more))}


@case("title-annex-sample")
def _() -> Made:
    rows: Rows = [
        ["附件2"],
        ["（样表）"],
        [],
        ["松柏镇2026年春节慰问困难群众发放花名册（低保户）"],
        ["填报单位（盖章）：", None, "单位：人、元", None, "填报日期：2026年1月5日"],
        [],
        SIMPLE,
        simple(1, "东风村", "赵春生", 1700),
        simple(2, "东风村", "钱桂兰", 1700),
        ["合计", None, "2人", None, 3400],
    ]
    return {f"{NAME}.xls": xls(Sheet("样表", rows, ("A1:E1", "A2:E2", "A4:E4")))}


@case("header-two-levels")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        ["序号", "村（社区）", "姓名", "身份证号", "发放金额（元）", None, None, "备注"],
        [None, None, None, None, "慰问金", "慰问品折价", "合计"],
        [1, "东风村", "赵春生", number("赵春生"), 1500, 200, 1700],
        [2, "东风村", "钱桂兰", number("钱桂兰"), 1500, 0, 1500],
        ["合计", None, "2人", None, 3000, 200, 3200],
    ]
    merges = ("A1:H1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2", "H2:H3")
    return {f"{NAME}.xls": xls(Sheet("花名册", rows, merges))}


@case("header-three-levels")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        ["序号", "对象基本情况", None, None, None, "慰问情况", None, None, "领款人签字"],
        [None, "姓名", "住址", None, "身份证号", "现金（元）", "实物"],
        [None, None, "村（社区）", "组", None, None, "大米（袋）", "折价（元）"],
        [1, "赵春生", "东风村", "3组", number("赵春生"), 1500, 2, 200],
        [2, "钱桂兰", "东风村", "5组", number("钱桂兰"), 1500, 1, 100],
        ["合计", "2人", None, None, None, 3000, 3, 300],
    ]
    merges = ("A1:I1", "A2:A4", "B2:E2", "F2:H2", "I2:I4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:H3")
    return one("花名册", rows, *merges)


@case("header-two-levels-unmerged")
def _() -> Made:
    """Saved as text, the merges are gone: the upper cell stands over the first of its columns."""
    rows: Rows = [
        [TITLE],
        ["序号", "村（社区）", "姓名", "身份证号", "发放金额（元）", None, None, "备注"],
        [None, None, None, None, "慰问金", "慰问品折价", "合计"],
        [1, "东风村", "赵春生", number("赵春生"), 1500, 200, 1700],
        [2, "东风村", "钱桂兰", number("钱桂兰"), 1500, 0, 1500],
    ]
    return {f"{NAME}.csv": text(rows, "gb18030")}


@case("header-in-lines")
def _() -> Made:
    header = [
        "序\n号",
        "村\n（社区）",
        "姓　　名",
        "身 份 证 号 码",
        "慰问金额\n(元)",
        "领款人签字\n（按手印）",
        "备   注",
    ]
    return one(
        "花名册", [[TITLE], header, simple(1, "东风村", "赵春生", 1700), simple(2, "红星村", "钱桂兰", 1700)], "A1:G1"
    )


@case("header-each-page")
def _() -> Made:
    page_one = [simple(n, "东风村", name, 100) for n, name in enumerate(["赵春生", "钱桂兰", "孙守田"], 1)]
    page_two = [simple(n, "红星村", name, 100) for n, name in enumerate(["李秀英", "周建国"], 4)]
    rows: Rows = [
        [TITLE],
        SIMPLE,
        *page_one,
        ["本页小计", None, "3人", None, 300],
        ["第1页 共2页"],
        [TITLE],
        SIMPLE,
        *page_two,
        ["本页小计", None, "2人", None, 200],
        ["合  计", None, "5人", None, 500],
        ["第2页 共2页"],
    ]
    return one("花名册", rows)


@case("subtotals-by-village")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        SIMPLE,
        simple(1, "东风村", "赵春生", 1700),
        simple(2, "东风村", "钱桂兰", 1700),
        [None, "东风村小计", "2人", None, 3400],
        simple(3, "红星村", "孙守田", 1200),
        ["小 计", None, "1人", None, 1200],
        ["总　　计", None, "3人", None, 4600],
        ["金额合计（大写）：肆仟陆佰元整"],
    ]
    return one("花名册", rows)


@case("totals-on-top")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        SIMPLE,
        ["合  计", None, "3人", None, 4600],
        ["东风村小计", None, "2人", None, 3400],
        simple(1, "东风村", "赵春生", 1700),
        simple(2, "东风村", "钱桂兰", 1700),
        ["红星村小计", None, "1人", None, 1200],
        simple(3, "红星村", "孙守田", 1200),
    ]
    return one("花名册", rows)


@case("totals-spread")
def _() -> Made:
    """The two characters of 合计 in two cells, and in one with blanks between."""
    rows: Rows = [
        [TITLE],
        SIMPLE,
        simple(1, "东风村", "赵春生", 1700),
        ["小", "计", "1人", None, 1700],
        simple(2, "红星村", "钱桂兰", 1700),
        ["合", "计", "2人", None, 3400],
        ["合        计", None, 2, None, 3400],
    ]
    return one("花名册", rows)


@case("tables-below")
def _() -> Made:
    rows: Rows = [
        ["松柏镇2026年春节慰问花名册"],
        ["一、低保户"],
        SIMPLE,
        simple(1, "东风村", "赵春生", 1700),
        simple(2, "东风村", "钱桂兰", 1700),
        ["小计", None, "2人", None, 3400],
        [],
        ["二、特困人员"],
        ["序号", "姓名", "身份证号", "村（社区）", "慰问金额（元）"],
        [1, "李秀英", number("李秀英"), "红星村", 2000],
        ["小计", "1人", None, None, 2000],
        [],
        ["三、优抚对象"],
        ["序号", "村（社区）", "姓名", "身份证号", "开户银行", "银行账号", "慰问金额（元）"],
        [1, "红星村", "周建国", number("周建国"), "农商行", "6200990000000000011", 1000],
        ["合计", None, "1人", None, None, None, 1000],
        ["制表人：周明"],
    ]
    return one("花名册", rows, "A1:G1")


@case("tables-below-other-towns")
def _() -> Made:
    """Two rosters pasted under one another, each with all its own furniture."""
    first = roster("松柏镇2026年春节慰问低保户花名册", ["赵春生", "钱桂兰"])
    second = roster("松柏镇2026年春节慰问孤儿花名册", ["郑小虎"])
    return one("Sheet1", [*first, ["审核人：吴强"], [], [], *second, ["审核人：吴强"]])


@case("tables-beside")
def _() -> Made:
    left: Rows = [
        ["松柏镇低保户花名册", None, None, None],
        ["序号", "姓名", "身份证号", "慰问金额（元）"],
        [1, "赵春生", number("赵春生"), 1700],
        [2, "钱桂兰", number("钱桂兰"), 1700],
        ["合计", "2人", None, 3400],
    ]
    right: Rows = [
        ["松柏镇特困人员花名册", None, None, None],
        ["序号", "姓名", "身份证号", "慰问金额（元）"],
        [1, "李秀英", number("李秀英"), 2000],
        ["合计", "1人", None, 2000],
        [None, None, None, None],
    ]
    rows = [[*a, None, None, *b] for a, b in zip(left, right, strict=True)]
    return one("花名册", rows, "A1:D1", "G1:J1")


@case("tables-beside-close")
def _() -> Made:
    """One list broken into two columns of the page to save paper, with no empty column between."""
    header = ["序号", "姓名", "身份证号", "金额（元）"]
    people: Rows = [
        [n, name, number(name), 300] for n, name in enumerate(["赵春生", "钱桂兰", "孙守田", "李秀英", "周建国"], 1)
    ]
    rows: Rows = [[TITLE], [*header, *header]]
    rows += [[*people[n], *(people[n + 3] if n + 3 < len(people) else [])] for n in range(3)]
    return one("花名册", rows, "A1:H1")


@case("sheet-per-village")
def _() -> Made:
    def village(name: str, people: list[str]) -> Sheet:
        rows: Rows = [["序号", "姓名", "身份证号", "慰问金额（元）"]]
        rows += [[n, person, number(person), 500] for n, person in enumerate(people, 1)]
        return Sheet(
            name,
            [[f"松柏镇{name}2026年春节慰问低保户花名册"], *rows, ["合计", f"{len(people)}人", None, 500 * len(people)]],
        )

    summary: Rows = [
        ["松柏镇2026年春节慰问低保户汇总表"],
        ["序号", "村（社区）", "人数", "慰问金额（元）"],
        [1, "东风村", 2, "=东风村!D5"],
        [2, "红星村", 1, "=红星村!D4"],
        ["合计", None, 3, 1500],
    ]
    return {
        f"{NAME}.xlsx": xlsx(
            Sheet("汇总", summary),
            village("东风村", ["赵春生", "钱桂兰"]),
            village("红星村", ["孙守田"]),
            Sheet("Sheet4", []),
        )
    }


@case("sheet-per-category", office=True)
def _() -> Made:
    def category(name: str, people: list[str], cash: int) -> Sheet:
        rows: Rows = [SIMPLE, *[simple(n, "东风村", person, cash) for n, person in enumerate(people, 1)]]
        return Sheet(
            name,
            [
                ["2026年春节慰问花名册"],
                ["填报单位：松柏镇"],
                *rows,
                ["合计", None, None, None, f"=SUM(E4:E{3 + len(people)})"],
            ],
        )

    summary: Rows = [
        ["松柏镇2026年春节慰问资金汇总表"],
        ["类别", "人数", "慰问金额（元）"],
        ["低保户", 2, "=低保户!E6"],
        ["特困人员", 1, "=特困!E5"],
        ["合计", "=SUM(B3:B4)", "=SUM(C3:C4)"],
    ]
    book = xlsx(
        category("低保户", ["赵春生", "钱桂兰"], 1700), category("特困", ["李秀英"], 2000), Sheet("汇总表", summary)
    )
    return {"松柏镇.xls": office(book, "xlsx", "xls:MS Excel 97")}


@case("summary-only")
def _() -> Made:
    rows: Rows = [
        ["2026年春节慰问汇总表（松柏镇）"],
        ["村（社区）", "低保户", None, "特困人员", None, "合计", None],
        [None, "人数", "金额（元）", "人数", "金额（元）", "人数", "金额（元）"],
        ["东风村", 2, 3400, 1, 2000, 3, 5400],
        ["红星村", 1, 1700, 0, 0, 1, 1700],
        ["合计", 3, 5100, 1, 2000, 4, 7100],
    ]
    people = roster("松柏镇低保户花名册", ["赵春生"])
    return {
        f"{NAME}.xlsx": xlsx(Sheet("汇总", rows, ("A1:G1", "A2:A3", "B2:C2", "D2:E2", "F2:G2")), Sheet("名册", people))
    }


@case("hidden")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        SIMPLE,
        *[simple(n, "东风村", name, 1000) for n, name in enumerate(["赵春生", "钱桂兰", "孙守田"], 1)],
    ]
    shown = Sheet("花名册", rows, hidden_rows=(4,), hidden_columns=("B", "D"))
    last_year = Sheet("2025年", [["松柏镇低保户花名册"], SIMPLE, simple(1, "东风村", "李秀英", 900)], hidden=True)
    return {"a松柏镇.xlsx": xlsx(shown, last_year), "b松柏镇.xls": xls(shown, last_year)}


@case("hidden-spreadsheetml")
def _() -> Made:
    rows: Rows = [[TITLE], SIMPLE, simple(1, "东风村", "赵春生", 1000), simple(2, "东风村", "钱桂兰", 1000)]
    return {f"{NAME}.xls": spreadsheetml(Sheet("花名册", rows, hidden_rows=(4,)))}


HOUSEHOLD = ["序号", "户主姓名", "家庭人口", "姓名", "与户主关系", "身份证号", "补助金额（元）"]


def household(*heads: Any) -> Rows:
    """Three families; a head's four cells are those of the family's first row, `heads` the cells below it."""

    def below(relation: str, name: str) -> list[Any]:
        return [heads[0], heads[1], heads[2], name, relation, number(name), heads[3]]

    return [
        [TITLE],
        HOUSEHOLD,
        [1, "赵春生", 3, "赵春生", "户主", number("赵春生"), 1800],
        below("配偶", "吴凤霞"),
        below("孙子", "郑小虎"),
        [2, "王德福", 1, "王德福", "户主", number("王德福"), 600],
        [3, "陈大山", 2, "陈大山", "户主", number("陈大山"), 1200],
        below("女儿", "何梦瑶"),
        ["合计", "3户", "6人", None, None, None, 3600],
    ]


@case("households-merged")
def _() -> Made:
    merged = tuple(f"{c}{a}:{c}{b}" for c in "ABCG" for a, b in ((3, 5), (7, 8)))
    return {
        "a松柏镇.xlsx": xlsx(Sheet("名册", household(*[None] * 4), merged)),
        "b松柏镇.xls": xls(Sheet("名册", household(*[None] * 4), merged)),
    }


@case("households-blank")
def _() -> Made:
    return one("名册", household(None, None, None, None))


@case("households-same-as-above")
def _() -> Made:
    return {
        "a松柏镇.xlsx": xlsx(Sheet("名册", household("同上", "同上", "〃", "〃"))),
        "b松柏镇.csv": text(household("″", "″", '"', None), "gb18030"),
    }


@case("households-head-line")
def _() -> Made:
    """户主 and the relation under one merged heading, and households told by the number alone."""
    rows: Rows = [
        [TITLE],
        ["户编号", "姓名", "身份证号", "保障人口", "发放金额（元）"],
        [1, "赵春生", number("赵春生"), 2, 1200],
        [None, "吴凤霞", number("吴凤霞")],
        [2, "王德福", number("王德福"), 1, 600],
    ]
    return one("名册", rows, "A3:A4", "D3:D4", "E3:E4")


@case("village-merged-down")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        SIMPLE,
        simple(1, "东风村", "赵春生", 1700),
        simple(2, None, "钱桂兰", 1700),
        simple(3, "红星村", "孙守田", 1700),
        simple(4, None, "李秀英", 1700),
    ]
    return one("花名册", rows, "A1:E1", "B3:B4", "B5:B6")


@case("village-same-as-above")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        SIMPLE,
        simple(1, "东风村", "赵春生", 1700),
        simple(2, "同上", "钱桂兰", "同上"),
        simple(3, "〃", "孙守田", "〃"),
    ]
    return one("花名册", rows)


@case("notes-and-signatures")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        SIMPLE,
        simple(1, "东风村", "赵春生", 1700),
        ["注：上表人员已公示"],
        simple(2, "东风村", "钱桂兰", 1700),
        ["合计", None, "2人", None, 3400],
        ["注：1.本表一式三份；"],
        ["    2.现金发放须两人签字。"],
        ["说明：金额含慰问品。"],
        ["单位负责人：", None, "审核人：", "制表人：周明", "联系电话：0000-0000000"],
        ["东风村民委员会（盖章）", None, None, None, "2026年1月5日"],
    ]
    return one("花名册", rows, "A1:E1")


@case("yuan-and-wan-beside")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        ["序号", "村（社区）", "姓名", "身份证号", "金额（万元）", "金额（元）"],
        [1, "东风村", "赵春生", number("赵春生"), 0.17, 1700],
        [2, "东风村", "钱桂兰", number("钱桂兰"), 0.12, 1200],
        ["合计", None, "2人", None, 0.29, 2900],
    ]
    return one("花名册", rows)


@case("wan-in-unit-row")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        ["填报单位：松柏镇", None, None, None, "单位：人、万元"],
        ["序号", "村（社区）", "姓名", "身份证号", "慰问金额"],
        [1, "东风村", "赵春生", number("赵春生"), 0.17],
        [2, "东风村", "钱桂兰", number("钱桂兰"), 0.12],
        ["合计", None, "2人", None, 0.29],
    ]
    return one("花名册", rows)


@case("wan-in-header")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        ["序号", "村（社区）", "姓名", "身份证号", "慰问金额（万元）"],
        [1, "东风村", "赵春生", number("赵春生"), 0.17],
        [2, "东风村", "钱桂兰", number("钱桂兰"), "0.1205"],
    ]
    return one("花名册", rows)


@case("category-in-sheet-name")
def _() -> Made:
    rows: Rows = [["松柏镇2026年春节慰问花名册"], SIMPLE, simple(1, "东风村", "赵春生", 1700)]
    odd = [["松柏镇2026年春节慰问花名册"], SIMPLE, simple(1, "东风村", "钱桂兰", 1700)]
    return {"松柏镇.xlsx": xlsx(Sheet("农村低保", rows), Sheet("其他", odd))}


@case("category-in-column")
def _() -> Made:
    rows: Rows = [["松柏镇2026年春节慰问花名册"], ["序号", "姓名", "身份证号", "对象类别", "慰问金额（元）"]]
    kinds = [
        ("赵春生", "农村低保"),
        ("李秀英", "分散特困供养"),
        ("周建国", "优抚"),
        ("郑小虎", "孤儿"),
        ("钱桂兰", "其他困难"),
    ]
    rows += [[n, name, number(name), kind, 800] for n, (name, kind) in enumerate(kinds, 1)]
    return one("花名册", rows)


@case("banners")
def _() -> Made:
    """One header, and a line of its own above the people of each category."""
    rows: Rows = [
        ["松柏镇2026年春节慰问花名册"],
        SIMPLE,
        ["（一）低保户"],
        simple(1, "东风村", "赵春生", 1700),
        simple(2, "东风村", "钱桂兰", 1700),
        ["（二）特困人员"],
        simple(1, "红星村", "李秀英", 2000),
        ["合计", None, "3人", None, 5400],
    ]
    return one("花名册", rows, "A1:E1", "A3:E3", "A6:E6")


@case("columns-unknown")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        ["序号", "姓名", "民族", "身份证号", "政治面貌", "是否党员", "慰问金额（元）", "走访组编号"],
        [1, "赵春生", "汉族", number("赵春生"), "群众", "否", 1700, "A3"],
        [2, "钱桂兰", "回族", number("钱桂兰"), "党员", "是", 1700, "A3"],
    ]
    return one("花名册", rows)


@case("columns-misspelt")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        ["序号", "村(社区)", "姓名", "身份证号", "开户很行", "慰问全额"],
        [1, "东风村", "赵春生", number("赵春生"), "农商行", 1700],
        [2, "东风村", "钱桂兰", number("钱桂兰"), "农商行", 1700],
    ]
    return one("花名册", rows)


ODD: Rows = [
    [TITLE],
    ["序号", "村(社区)", "受慰者", "身份证号", "到手", "合计金额"],
    [1, "东风村", "赵春生", number("赵春生"), 1700, 99],
    [2, "东风村", "钱桂兰", number("钱桂兰"), 1200, 99],
]


@case("override")
def _() -> Made:
    lines: Rows = [
        ["file", "sheet", "header", "field", "note"],
        ["*.xlsx", "*", "受慰者", "name", "本县自用表头"],
        ["松柏镇*", "花名册", "到 手", "cash", ""],
        ["*", "花名册", "合计金额", "", "去年的数，不用"],
        ["青石乡*", "*", "序号", "cert_no", "别的文件"],
    ]
    return one("花名册", ODD) | {"columns.csv": text(lines, "utf-8-sig")}


@case("override-wrong")
def _() -> Made:
    lines: Rows = [
        ["file", "sheet", "header", "field", "note"],
        ["*", "*", "受慰者", "name", ""],
        ["*", "*", "到手", "money", "没有这个字段"],
    ]
    return one("花名册", ODD) | {"columns.csv": text(lines, "utf-8")}


CORRECTED: Rows = [
    [TITLE],
    SIMPLE,
    [1, "东风村", "赵春生", "990601195001010035", 1700],
    [2, "东风村", "钱桂蓝", number("钱桂兰"), 17],
]
LINES = ["file", "sheet", "cell", "old", "new", "reason", "who", "date"]


@case("corrections")
def _() -> Made:
    lines: Rows = [
        LINES,
        [
            f"{NAME}.xlsx",
            "花名册",
            "D3",
            "990601195001010035",
            number("赵春生"),
            "录入错误，已核户口本",
            "周明",
            "2026-01-09",
        ],
        [f"{NAME}.xlsx", "花名册", "C4", "钱桂蓝", "钱桂兰", "别字", "周明", "2026-01-09"],
        [f"{NAME}.xlsx", "花名册", "E4", "17", "1700", "少写两个零", "周明", "2026-01-09"],
    ]
    return one("花名册", CORRECTED) | {"corrections.csv": text(lines, "gb18030")}


@case("corrections-stale")
def _() -> Made:
    """The town has mended the cell itself since; and a line for a sheet that is not there."""
    lines: Rows = [
        LINES,
        [f"{NAME}.xlsx", "花名册", "D3", "990601195001010036", number("赵春生"), "录入错误", "周明", "2026-01-09"],
        [f"{NAME}.xlsx", "花名册", "C4", "钱桂蓝", "钱桂兰", "别字", "周明", "2026-01-09"],
        [f"{NAME}.xlsx", "Sheet2", "C4", "钱桂蓝", "钱桂兰", "别字", "周明", "2026-01-09"],
        ["青石乡.xlsx", "花名册", "C4", "钱桂蓝", "钱桂兰", "别字", "周明", "2026-01-09"],
    ]
    return one("花名册", CORRECTED) | {"corrections.csv": text(lines, "utf-8")}


@case("started-off-corner")
def _() -> Made:
    rows: Rows = [[], [None, None, TITLE], [], [], [None, None, *SIMPLE]]
    rows += [[None, None, *simple(1, "东风村", "赵春生", 1700)], [], [None, None, *simple(2, "东风村", "钱桂兰", 1700)]]
    return one("花名册", rows, "C2:G2")


@case("no-header")
def _() -> Made:
    rows = [simple(1, "东风村", "赵春生", 1700), simple(2, "东风村", "钱桂兰", 1700)]
    good = roster("松柏镇低保户花名册", ["孙守田"])
    return {
        f"{NAME}.xlsx": xlsx(Sheet("无表头", rows), Sheet("名册", good), Sheet("说明", [["请各村核对后签字盖章。"]]))
    }


@case("no-rows")
def _() -> Made:
    return {f"{NAME}.xlsx": xlsx(Sheet("花名册", []), Sheet("Sheet2", []))}


@case("header-only")
def _() -> Made:
    return one("花名册", [[TITLE], HEADER, [1], [2], [3], ["合计", None, "0人", None, None, None, 0]])


@case("institutions")
def _() -> Made:
    rows: Rows = [
        ["松柏镇2026年春节慰问敬老院名册"],
        ["序号", "机构名称", "慰问金（元）", "慰问品折价（元）", "备注"],
        [1, "松柏镇中心敬老院", 5000, 1200.5],
        [2, "松柏镇南山敬老院", 3000, 0, "改建中"],
        ["合计", "2家", 8000, 1200.5],
    ]
    return {"松柏镇敬老院.xlsx": xlsx(Sheet("敬老院", rows))}


@case("leaders-list")
def _() -> Made:
    rows: Rows = [["松柏镇领导走访低保户名册"], ["序号", "走访领导", "姓名", "身份证号", "残疾等级", "慰问金（元）"]]
    rows += [
        [1, "李镇长", "赵春生", number("赵春生"), "肢体一级", 800],
        [2, "李镇长", "钱桂兰", number("钱桂兰"), "无", 800],
    ]
    return one("领导走访", rows)


@case("long-roster", office=True)
def _() -> Made:
    """Every person of the cast, four pages, as a spreadsheet program saves it."""
    names = list(CAST)
    rows: Rows = [[TITLE], HEADER]
    for page in range(4):
        some = names[page * 10 : page * 10 + 10]
        rows += [person(page * 10 + n, f"{'东西南北'[page]}村", name, 100) for n, name in enumerate(some, 1)]
        rows += [["本页小计", None, "10人", None, None, None, f"=SUM(G{len(rows) - 9}:G{len(rows)})"]]
    rows += [["合计", None, "40人", None, None, None, 4000]]
    return {f"{NAME}.ods": office(xlsx(Sheet("花名册", rows, ("A1:H1",))), "xlsx", "ods")}


@case("docx-title-in-table")
def _() -> Made:
    rows: Rows = [[TITLE], *PLAIN[2:]]
    return {f"{NAME}.docx": docx(Sheet("1", rows, ("A1:H1", "A7:B7")))}
