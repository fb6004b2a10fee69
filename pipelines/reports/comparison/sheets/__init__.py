"""The workbook of two years: what changed, why, where, who pays, and who it is. One module a kind of sheet."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from pipelines.reports.comparison.facts import NODE, Facts
from pipelines.reports.comparison.sheets import cover, crossed, figures, nodes, parts, people
from pipelines.reports.workbook.book import Book, Sheet
from pipelines.reports.workbook.styles import A3, A4
from pipelines.words import Words

SHEETS: dict[str, tuple[Words, Words, int, bool]] = {  # key: name, what it shows, paper, landscape
    "cover": (("概要", "Summary"), ("结论与目录", "The conclusion; where everything is"), A4, False),
    "parts": (("变化构成", "Change"), ("各因素使金额、人次增减多少", "What each factor added or took away"), A4, True),
    "section": (("按部分", "By section"), ("各部分两年数字与各因素", "Sections: both years and the factors"), A4, True),
    "standard_id": (("按项目", "By line"), ("各项目两年数字与各因素", "Lines: both years and the factors"), A3, True),
    "area_code": (("按地区", "By area"), ("各地区两年数字与各因素", "Areas: both years and the factors"), A3, True),
    "payer": (("按出资方", "By payer"), ("各出资方两年数字与各因素", "Payers: both years and the factors"), A4, True),
    "figures": (("两年数字", "Figures"), ("各地区各项目两年数字", "Every area and line in both years"), A4, True),
    "crossed": (
        ("口径与人员", "Rules and people"),
        ("上年口径算今年人员，今年口径算上年人员", "Each year's rules on the other year's people"),
        A3,
        True,
    ),
    "moved": (
        ("各地进出", "Moves by area"),
        ("各地区新增、退出、转移人数", "Who came, left and moved, by area"),
        A4,
        True,
    ),
    "people": (("人员名单", "People"), ("新增、退出、换地区、换类别的人（遮盖）", "Each of them, masked"), A3, True),
    "words": (("文字", "In words"), ("年度报告可用的句子", "Sentences for the yearly report"), A4, False),
    "sources": (
        ("数字出处", "Sources"),
        ("文字中每个数字的原值与出处", "Each number of the sentences, exact"),
        A4,
        True,
    ),
}


def write_book(facts: Facts, path: Path) -> None:
    """comparison.xlsx. Same tables, same bytes: the date in the file is the later year's reference day."""
    old, new = facts.years
    created = datetime.combine(facts.day, time())
    with Book(path, f"{facts.plan[0]} {facts.plan[1]} {new} / {old}", created) as book:
        sheet = {key: Sheet(book, name, paper, landscape) for key, (name, _, paper, landscape) in SHEETS.items()}
        book.contents = sheet["cover"].name
        # The nodes first: the sheets after them refer to their cells.
        for column in NODE:
            nodes.write(sheet[column], facts, column)
        parts.write(sheet["parts"], facts)
        figures.write(sheet["figures"], facts)
        crossed.write(sheet["crossed"], facts)
        people.write_by_area(sheet["moved"], facts)
        people.write(sheet["people"], facts)
        cover.write_words(sheet["words"], facts)
        cover.write_sources(sheet["sources"], facts)
        cover.write(sheet["cover"], facts, {name: about for key, (name, about, *_) in SHEETS.items() if key != "cover"})
