"""待判重复: each row of each cluster of listings that look like one person, with a decision to fill in.

A person on several lines that may stand together is nothing to judge: of clusters of one number those are listed in
which a row is not paid for it. `warm decide` reads the sheet back by its heads (`words.JUDGED`); what was decided
before stands filled in.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from pipelines import identity
from pipelines.reports.workbook.book import Sheet, Value, both, yuan
from pipelines.reports.workbook.facts import Facts, Row
from pipelines.words import DECISION, JUDGED, TO_JUDGE, Words

HEADS, FIRST = 5, 6
LISTED = 20_000
"""More nobody works through in Excel; all are in the ledger."""
PLACE = ["file", "sheet", "row_no"]
ROW = ["cluster", *PLACE]

COLUMNS: list[tuple[Words, float, str]] = [
    (JUDGED["cluster"], 13, ""),
    (JUDGED["file"], 30, "wrap"),
    (JUDGED["sheet"], 18, "wrap"),
    (JUDGED["row"], 7, "center"),
    (("地区", "Area"), 14, "wrap"),
    (("姓名", "Name"), 9, ""),
    (("身份证号", "Identity number"), 22, ""),
    (("依据", "Evidence"), 44, "wrap"),
    (("核定金额", "Awarded"), 13, "money"),
    (JUDGED["decision"], 19, ""),
    (JUDGED["who"], 12, ""),
    (JUDGED["why"], 26, "wrap"),
    (JUDGED["date"], 13, ""),
]
DECIDE = 9
NOTES = (
    "疑为同一人的各行，涉及金额多的在前；未决定的照发。一行选「保留」，同组未选的行不发；选「均属实」，全组照发。"
    "填好决定人、理由、日期后运行 warm decide，再重新运行。",
    "Rows that look like one person, most money first; undecided ones are paid. Where a row is kept, the others of its "
    "cluster are dropped; “both genuine” leaves all paid. Fill in who, why, date, run `warm decide`, then run again.",
)


def write(sheet: Sheet, facts: Facts) -> None:
    sheet.open(TO_JUDGE)
    members = _members(facts.tables)
    for row, note in enumerate(NOTES, 3):
        sheet.put(row, 0, note, "small")
    sheet.heads(HEADS, 0, [words for words, _, _ in COLUMNS])
    sheet.widths(*(width for _, width, _ in COLUMNS))
    names = facts.names()
    last = FIRST
    for last, member in enumerate(members.head(LISTED).to_dicts(), FIRST):
        sheet.row(last, 0, _row(member, names), [style for _, _, style in COLUMNS], "top")
    if members.is_empty():
        sheet.put(FIRST, 0, "没有待判的重复  Nothing to judge", "cell", "center", to=len(COLUMNS) - 1)
    else:
        choices = [both(words, " ") for words in DECISION.values()]
        choose: dict[str, Any] = {"validate": "list", "source": choices, "ignore_blank": True}
        sheet.at.data_validation(FIRST, DECIDE, last, DECIDE, choose | {"error_title": both(JUDGED["decision"], " ")})
        sheet.at.autofilter(HEADS, 0, last, len(COLUMNS) - 1)
    sheet.at.freeze_panes(FIRST, 1)
    sheet.at.repeat_rows(HEADS)
    sheet.close(last, len(COLUMNS) - 1)


def _members(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """One row of the submission in a cluster, with its person, evidence, award and decision; most money first."""
    persons = [tables[name].select(*PLACE, "name", "id_no") for name in ("core_person", "core_rejected")]
    awarded = tables["core_award"].filter(pl.col("status") == "awarded").group_by(PLACE).agg(pl.col("amount_fen").sum())
    decision = tables["core_decision"].drop("cluster")
    judge = pl.concat(
        [
            tables["core_duplicate"].filter(pl.col("kind") != "same_number").select("cluster"),
            tables["core_award"].filter(pl.col("status").is_in(["duplicate", "excluded"]))
            .join(tables["core_cluster"], on=PLACE).select("cluster"),
            tables["core_decision"].select("cluster"),
        ]
    ).unique()  # fmt: skip
    found = (
        tables["core_cluster"]
        .join(judge, on="cluster", how="semi")
        .filter(pl.col("origin") == "")
        .join(pl.concat(persons), on=PLACE, how="left")
        .join(awarded, on=PLACE, how="left")
        .join(decision, on=PLACE, how="left")
        .join(_evidence(tables["core_duplicate"]), on=ROW, how="left")
        .with_columns(pl.col("amount_fen").fill_null(0))
    )
    of_number = pl.col("amount_fen").sum().over("cluster", "id_no")
    stake = pl.col("amount_fen").sum().over("cluster") - of_number.max().over("cluster")
    return found.with_columns(stake=stake).sort(pl.col("stake"), "cluster", *PLACE, descending=[True, *[False] * 4])


def _evidence(pairs: pl.DataFrame) -> pl.DataFrame:
    """What speaks for a row being one with others, from its pairs, in both languages; the surest first."""
    said = ["kind", "score", "evidence_zh", "evidence_en"]
    other = pl.struct(cluster="cluster", file="other_file", sheet="other_sheet", row_no="other_row_no")
    ends = pl.concat(
        [
            pairs.select(*ROW, *said),
            pairs.filter(pl.col("against") == "").select(other.alias("end"), *said).unnest("end").select(*ROW, *said),
        ]
    ).filter(pl.col("cluster").is_not_null())
    return ends.group_by(ROW).agg(
        *(
            pl.col(name).sort_by(pl.col("score"), name, descending=[True, False]).unique(maintain_order=True)
            .head(3).str.join("\n").alias(name)
            for name in ("evidence_zh", "evidence_en")
        ),
        kinds=pl.col("kind").unique().sort().str.join("; "),
    )  # fmt: skip


def _row(member: Row, names: dict[str, Words]) -> list[Value]:
    area = member["area_code"]
    evidence = (f"{member['kinds'] or ''}\n{member['evidence_zh'] or ''}", member["evidence_en"] or "")
    return [
        member["cluster"],
        member["file"],
        member["sheet"],
        member["row_no"],
        names.get(area, area) if area else "",
        identity.mask_name(member["name"]),
        identity.mask_id(member["id_no"]),
        evidence,
        yuan(member["amount_fen"]),
        both(DECISION[member["decision"]], " ") if member["decision"] else "",
        member["who"] or "",
        member["why"] or "",
        member["day"] or "",
    ]
