"""What stands in the cells."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.corpus.make import CAST, Made, case, number
from tests.corpus.parts.kinds import NAME
from tests.corpus.parts.layouts import SIMPLE, TITLE, one, simple
from tests.corpus.writers import Rows, Sheet, text, xls, xlsx

NAMES = list(CAST)


def amounts(values: list[Any]) -> Rows:
    return [[TITLE], SIMPLE, *[simple(n, "东风村", NAMES[n - 1], value) for n, value in enumerate(values, 1)]]


def numbers(cells: list[tuple[str, Any]]) -> Rows:
    """A roster of (name, identity number as written)."""
    return [[TITLE], SIMPLE, *[[n, "东风村", name, cell, 300] for n, (name, cell) in enumerate(cells, 1)]]


@case("amounts-written")
def _() -> Made:
    values = [
        "1,700.00", "1700元", "￥1700", "¥ 1,700", "0.17万", "0.17万元", "壹仟柒佰元整", "人民币壹仟柒佰圆正",
        "一千七百元",
        "１７００", "1 700", "1700.00元整", "1700.5", "RMB1700", "1700块", "壹仟柒佰零伍元伍角", "1，700",
    ]  # fmt: skip
    return one("花名册", amounts(values))


@case("amounts-unreadable")
def _() -> Made:
    return one(
        "花名册", amounts(["500+慰问品", "1700/户", "约1700", "见附表", "1700.001", "17OO元整元", "#VALUE!", 300])
    )


@case("amounts-none")
def _() -> Made:
    return one("花名册", amounts(["-", "/", "无", "—", "——", "0", None, " ", "0.00"]))


@case("amounts-as-text")
def _() -> Made:
    """Numbers kept as text, as exporters and input methods leave them."""
    values = ["1700", " 1700 ", "'1700", "1700\t", "\xa01700", "1\u200b700", "1700\u3000"]
    return {f"{NAME}.xls": xls(Sheet("花名册", amounts(values)))}


@case("amounts-negative-and-odd")
def _() -> Made:
    return one("花名册", amounts([-100, "（100）", 0.1 + 0.2, 1234.565, "1e3", True]))


@case("goods")
def _() -> Made:
    rows: Rows = [
        [TITLE],
        ["序号", "村（社区）", "姓名", "身份证号", "慰问金（元）", "慰问品折价（元）", "大米（袋）", "食用油（桶）"],
        [1, "东风村", "赵春生", number("赵春生"), 500, 120.5, 1, 1],
        [2, "东风村", "钱桂兰", number("钱桂兰"), 500, "/", 2, "无"],
        [3, "东风村", "孙守田", number("孙守田"), 500, "棉被1床", None, None],
        ["合计", None, "3人", None, 1500, 120.5, 3, 1],
    ]
    return one("花名册", rows)


@case("dates")
def _() -> Made:
    written: list[tuple[str, Any]] = [
        ("赵春生", "1950.1.1"),
        ("钱桂兰", "1948/7"),
        ("孙守田", "53年2月"),
        ("李秀英", "19391105"),
        ("周建国", (date(1949, 10, 1) - date(1899, 12, 30)).days),
        ("吴凤霞", date(1962, 3, 8)),
        ("郑小虎", "2012年6月1日"),
        ("王德福", "1945-8-15"),
        ("冯玉梅", "1958.12"),
        ("陈大山", "196604"),
        ("褚红", "１９７１．０９．０９"),
        ("卫东海", "1955-05-04 00:00:00"),
        ("蒋淑珍", "一九三七年一月十九日"),
        ("沈根生", "43.2.14"),
        ("韩翠花", "1960-02-30"),
        ("杨阿毛", "74岁"),
        ("朱来娣", datetime(1947, 10, 10, 12, 30)),  # noqa: DTZ001 - a workbook knows no time zone
        ("秦国强", "1964、8、8"),
        ("尤金凤", 19700520),
        ("许长林", None),
    ]
    rows: Rows = [[TITLE], ["序号", "姓名", "身份证号", "出生日期", "慰问金额（元）"]]
    rows += [[n, name, number(name), cell, 100] for n, (name, cell) in enumerate(written, 1)]
    return one("花名册", rows)


@case("dates-xls")
def _() -> Made:
    rows: Rows = [[TITLE], ["序号", "姓名", "身份证号", "出生年月", "慰问金额（元）"]]
    rows += [[1, "赵春生", number("赵春生"), date(1950, 1, 1), 100], [2, "钱桂兰", number("钱桂兰"), "1948.07", 100]]
    return {f"{NAME}.xls": xls(Sheet("花名册", rows))}


def wide(words: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in words)


@case("ids-look-alikes")
def _() -> Made:
    old = number("魏老五")[:17]
    cells = [
        ("赵春生", wide(number("赵春生"))),
        ("魏老五", old + "x"),
        ("魏老五", old + "Ｘ"),
        ("魏老五", old + "×"),
        ("魏老五", old + "十"),
        ("魏老五", old + "х"),  # Cyrillic
        ("钱桂兰", number("钱桂兰").replace("0", "O")),
        ("孙守田", number("孙守田").replace("1", "l")),
        ("李秀英", number("李秀英").replace("1", "I", 1)),
        ("周建国", number("周建国")[:6] + "-" + number("周建国")[6:14] + "-" + number("周建国")[14:]),
        ("吴凤霞", number("吴凤霞")[:6] + " " + number("吴凤霞")[6:14] + " " + number("吴凤霞")[14:]),
    ]
    return one("花名册", numbers(cells))


@case("ids-old")
def _() -> Made:
    def short(name: str) -> str:
        return number(name)[:6] + number(name)[8:17]

    cells: list[tuple[str, Any]] = [
        ("赵春生", short("赵春生")), ("钱桂兰", int(short("钱桂兰"))), ("孙守田", "990601531302007"),
        ("李秀英", number("李秀英")),
    ]  # fmt: skip
    return one("花名册", numbers(cells))


@case("ids-rounded")
def _() -> Made:
    """Numbers, not texts: Excel keeps fifteen digits. An X at the end keeps a number whole."""
    cells: list[tuple[str, Any]] = [
        ("赵春生", float(number("赵春生"))),
        ("钱桂兰", "9.90601E+17"),
        ("魏老五", number("魏老五")),
        ("孙守田", number("孙守田")[:15] + "000"),
        ("李秀英", number("李秀英")),
    ]
    return {
        "a松柏镇低保.xlsx": xlsx(Sheet("花名册", numbers(cells))),
        "b松柏镇低保.xls": xls(Sheet("花名册", numbers(cells))),
    }


@case("ids-rounded-csv")
def _() -> Made:
    """Opened in Excel as text and saved again."""
    cells = [
        ("赵春生", "9.90601E+17"),
        ("钱桂兰", "990601194807120000"),
        ("李秀英", "990601193911050000"),
        ("孙守田", number("孙守田")),
    ]
    return {f"{NAME}.csv": text(numbers(list(cells)), "gb18030")}


@case("ids-noise")
def _() -> Made:
    cells = [
        ("赵春生", number("赵春生") + "\t"),
        ("钱桂兰", "'" + number("钱桂兰")),
        ("孙守田", "\xa0" + number("孙守田") + "\xa0"),
        ("李秀英", number("李秀英")[:10] + "\u200b" + number("李秀英")[10:]),
        ("周建国", "\ufeff" + number("周建国")),
        ("吴凤霞", "\u3000" + number("吴凤霞") + "\u3000"),
        ("郑小虎", '="' + number("郑小虎") + '"'),
        ("王德福", "‘" + number("王德福")),
        ("冯玉梅", number("冯玉梅") + "\n"),
    ]
    return {f"{NAME}.csv": text(numbers(list(cells)), "utf-8-sig")}


@case("ids-wrong")
def _() -> Made:
    cells = [
        ("赵春生", "990601195001010035"),
        ("钱桂兰", "990601194813120043"),
        ("孙守田", "990601195302300076"),
        ("李秀英", "99060119391105008"),
        ("周建国", "9906011949100101177"),
        ("吴凤霞", None),
        (None, number("王德福")),
        ("冯玉梅", "无"),
        ("郑小虎", number("郑小虎")),
        ("陈大山", "99060119660430021K"),
    ]
    return one("花名册", numbers(cells))  # type: ignore[arg-type]


@case("ids-disability")
def _() -> Made:
    """The certificate's number is the identity number with a digit for the kind and one for the degree."""
    cells = [("赵春生", number("赵春生") + "41"), ("钱桂兰", number("钱桂兰") + "23B1"), ("孙守田", number("孙守田"))]
    rows = numbers(list(cells))
    rows[0] = ["松柏镇困难残疾人花名册"]
    return {"松柏镇残疾人.xlsx": xlsx(Sheet("花名册", rows))}


@case("swapped-columns")
def _() -> Made:
    rows: Rows = [[TITLE], SIMPLE]
    rows += [[n, "东风村", number(name), name, 300] for n, name in enumerate(NAMES[:6], 1)]
    return one("花名册", rows)


@case("swapped-row")
def _() -> Made:
    rows: Rows = [[TITLE], SIMPLE]
    rows += [[n, "东风村", name, number(name), 300] for n, name in enumerate(NAMES[:6], 1)]
    rows[4][2:4] = rows[4][3:1:-1]
    return one("花名册", rows)


@case("account-in-id")
def _() -> Made:
    rows: Rows = [[TITLE], ["序号", "姓名", "身份证号", "银行账号", "慰问金额（元）"]]
    rows += [
        [1, "赵春生", number("赵春生"), "6200990000000000019", 300],
        [2, "钱桂兰", "6200990000000000027", number("钱桂兰"), 300],
        [3, "孙守田", number("孙守田"), "6200990000000000035", 300],
        [4, "李秀英", "6200990000000000043", "6200990000000000043", 300],
    ]
    return one("花名册", rows)


@case("account-rounded")
def _() -> Made:
    rows: Rows = [[TITLE], ["序号", "姓名", "身份证号", "银行账号", "慰问金额（元）"]]
    rows += [
        [1, "赵春生", number("赵春生"), 6200990000000000019.0, 300],
        [2, "钱桂兰", number("钱桂兰"), "6.20099E+18", 300],
    ]
    return one("花名册", rows)


@case("names-padded")
def _() -> Made:
    cells = [
        ("赵 春 生", "赵春生"), ("金　　花", "金花"), ("孙守田（户主）", "孙守田"), ("李秀英(已故)", "李秀英"),
        ("★周建国", "周建国"),
        ("*吴凤霞", "吴凤霞"), ("1)郑小虎", "郑小虎"), ("王德福（女）", "王德福"), ("冯玉\n梅", "冯玉梅"),
        ("\t陈大山", "陈大山"),
        ("褚\u200b红", "褚红"), ("卫东海、", "卫东海"), ("3.蒋淑珍", "蒋淑珍"), ("沈根生[新增]", "沈根生"),
        ("韩翠花 已迁出", "韩翠花"),
    ]  # fmt: skip
    return one("花名册", numbers([(name, number(who)) for name, who in cells]))


@case("names-dots")
def _() -> Made:
    dots = ["·", "•", "・", "‧", "∙", "．", ".", "。", "-", "‐", "⋅", "", " "]
    return one("花名册", numbers([(f"阿依古丽{dot}买买提", number("阿依古丽·买买提")) for dot in dots]))


@case("names-rare")
def _() -> Made:
    cells = [
        ("陶䶮", "陶䶮"), ("姜㛃", "姜㛃"), ("赵𬭎", "赵春生"), ("钱𫍽", "钱桂兰"),
        ("陶\ue863", "陶䶮"), ("姜\ue000", "姜㛃"), ("孙■", "孙守田"), ("李?", "李秀英"), ("周□国", "周建国"),
        ("吴MIAO", "吴凤霞"), ("郑�", "郑小虎"),
    ]  # fmt: skip
    return one("花名册", numbers([(name, number(who)) for name, who in cells]))


@case("villages-written")
def _() -> Made:
    rows: Rows = [[TITLE], SIMPLE]
    rows += [
        [n, village, name, number(name), 300]
        for n, (village, name) in enumerate(
            zip(["东风村", " 东 风 村 ", "东风村\n", "东风村（1组）", "１村"], NAMES, strict=False), 1
        )
    ]
    return one("花名册", rows)


@case("sex-written")
def _() -> Made:
    rows: Rows = [[TITLE], ["序号", "姓名", "性别", "身份证号", "慰问金额（元）"]]
    for n, (name, sex) in enumerate(zip(NAMES, ["男", "女 ", "男性", "1女", "M", ""], strict=False), 1):
        rows.append([n, name, sex, number(name), 300])
    return one("花名册", rows)


@case("total-as-person")
def _() -> Made:
    """Rows that look like people and are none, and people whose names look like labels."""
    rows = [
        [TITLE],
        SIMPLE,
        simple(1, "东风村", "华永福", 300),
        [None, None, "合计", "1人", 300],
        [2, "东风村", "合计", number("水生"), 300],
        [3, "东风村", "小计", number("柏青"), 300],
        [None, None, "总计", "3人", 900],
    ]
    return one("花名册", rows)
