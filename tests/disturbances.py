"""Every planted disturbance, by name: what was done, in Chinese and English. `tests.test_disturbances` plants them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests import disturb_plan, disturb_rosters, disturb_rules
from tests.disturb_steps import Step
from tests.disturbed_world import World, undisturbed

TABLE: dict[str, tuple[str, str]] = {
    # files, sheets, villages
    "town_dropped": ("一个镇没有报送", "a town sends nothing"),
    "file_unreadable": ("一个镇的文件打不开", "a town's file cannot be read"),
    "sheet_dropped": ("少了一张表", "a sheet is missing"),
    "village_dropped": ("一张表漏了一个村", "a village is missing from a sheet"),
    "village_dropped_from_all_sheets": ("各表都漏了一个村", "a village is missing from every sheet"),
    "sheet_doubled": ("一张表复制了两遍", "a sheet stands twice"),
    "header_missing": ("一张表没有表头", "a sheet without headings"),
    "town_unknown": ("方案里没有的镇报了名单", "a town that the plan does not have sends a roster"),
    "file_sent_twice": ("同一文件换名又报一次", "a file is sent again under another name"),
    # people
    "person_left": ("少了一人", "a person fewer"),
    "person_left_and_total_stood": ("少了一人，合计未改", "a person fewer, and the total as before"),
    "people_added_to_village": ("一个村添了三人", "three people more in one village"),
    "household_added": ("添了一户四人", "a household of four more"),
    "person_in_two_towns": ("同一人在两个镇", "one person in two towns"),
    "person_twice_in_sheet": ("同一人在一张表里两次", "one person twice in a sheet"),
    "household_twice": ("同一户列了两次", "a household listed twice"),
    "household_again_by_a_member": ("同一户由另一成员再列一次", "a household listed again by another member"),
    "moved_between_lines": ("两人与一人对调类别", "two people and one change categories"),
    "categories_swapped": ("两张表的类别互换，金额未改", "two sheets swap categories, amounts as before"),
    "category_unknown": ("方案里没有的类别", "a category the plan does not know"),
    "category_without_standard": ("类别在方案里没有标准", "a category to which the plan gives nothing"),
    # refused
    "number_wrong": ("身份证校验码错", "a wrong check digit"),
    "number_missing": ("没有身份证号", "no identity number"),
    "member_number_wrong": ("家庭成员的号码错，户照发", "a member's number is wrong; the household is paid"),
    "amount_unreadable": ("金额不是数字", "an amount that is none"),
    # entitled
    "too_young_instead": ("差一天满八十，顶替一人", "a day short of eighty, in another's place"),
    "too_young_besides": ("差一天满八十，多列一人", "a day short of eighty, listed besides"),
    "eighty_on_the_day": ("当日满八十：无差额", "eighty on the day: nothing to explain"),
    "age_raised_in_plan": ("方案把年龄提到九十", "the plan raises the age to ninety"),
    "over_quota": ("超出名额一人", "one beyond the quota"),
    "quota_raised_in_plan": ("方案增加名额，列明未改", "the plan has more places, its figures do not"),
    "stacked_in_one_town": ("同镇一人占两项", "one person under two lines of a town"),
    "stacked_across_towns": ("两镇各列一项", "one person under two lines in two towns"),
    "stacking_allowed_in_plan": ("方案允许两项并存，列明未改", "the plan lets both lines stand, its figures do not"),
    "highest_wins_in_plan": ("方案改为就高，一人占两项", "the highest wins, and one person is under two lines"),
    "under_two_numbers": ("一人两个号码，尚未判定", "one person under two numbers, undecided"),
    "dropped_by_decision": ("一人两个号码，判定去掉一行", "one person under two numbers, a row dropped"),
    # amounts and totals as typed
    "amounts_listed_higher": ("两人金额高于标准", "two amounts above the standard"),
    "goods_listed_lower": ("物资折价低于标准", "goods priced below the standard"),
    "no_amounts_listed": ("名单不列金额：无差额", "a sheet without amounts: nothing to explain"),
    "total_typed_wrong": ("合计填错", "a total typed wrong"),
    "total_a_fen_short": ("合计少一分", "a total a fen short"),
    "subtotal_in_total": ("小计又加进合计", "a subtotal added into the total"),
    "total_missing": ("缺合计行", "no total"),
    "tables_one_below_the_other": ("一张表上下两个名单：无差额", "two tables on a sheet: nothing to explain"),
    "total_of_the_lower_table_wrong": ("下面名单的合计填错", "the lower table's total is wrong"),
    "total_of_two_lines_wrong": ("两类合列一张表，合计填错", "a total of two lines is wrong"),
    # rates
    "rate_changed_in_plan": ("方案改了标准，名单和列明未改", "the plan's rate changes; rosters and figures do not"),
    "goods_dearer_in_plan": ("方案改了物资价格", "the plan's price of the goods changes"),
    "rate_changed_and_stated": ("方案和列明改了标准，名单未改", "plan and figures have a new rate; rosters do not"),
    "rate_stated_otherwise": ("列明金额用了别的标准", "the figures are stated at another rate"),
    "rate_stated_otherwise_for_one_town": ("一个镇的列明金额用了别的标准", "one town's figure is at another rate"),
    # stated figures
    "place_stated_more": ("一个镇多列明一人", "a town is stated a place more"),
    "places_moved_between_towns": ("两镇之间挪了两户", "two places stated in the other town"),
    "line_stated_unlike_its_towns": ("项目列明数与各镇之和不符", "a line unlike the sum of its towns"),
    "section_stated_unlike_its_lines": ("部分列明数与各项之和不符", "a section unlike the sum of its lines"),
    "total_stated_a_fen_more": ("总计多一分", "the grand total a fen more"),
    "amount_without_count": ("只列金额不列人数：无差额", "an amount without a count: nothing to explain"),
    "amount_without_count_and_a_person_fewer": ("只列金额，又少一人", "an amount without a count, a person fewer"),
    "count_without_amount": ("只列人数不列金额：无差额", "a count without an amount: nothing to explain"),
    "line_without_count": ("项目只列金额：无差额", "a line's amount without a count: nothing to explain"),
    "count_stated_wrong": ("列明人数多一，金额对", "a count one too many, its amount right"),
    "places_and_rate_stated_otherwise": ("列明人数和标准都不同", "another count at another rate"),
    "cell_not_stated": ("分配表漏了一格", "the table leaves out a town's line"),
    # payers
    "payers_stated_otherwise": ("市级列明少一百元，县级多一百元", "the city's figure is less, the county's more"),
    "one_payer_stated_a_fen_more": ("市级列明多一分", "the city's figure is a fen more"),
    "shares_changed_in_plan": ("方案改了分担比例，列明未改", "the plan's shares change, its figures do not"),
}

DISTURBANCES: dict[str, Callable[[World], list[Step]]] = {
    name: function
    for module in (disturb_rosters, disturb_rules, disturb_plan)
    for name, function in vars(module).items()
    if name in TABLE
}


TOGETHER: tuple[tuple[str, ...], ...] = (
    ("town_dropped", "sheet_doubled", "rate_stated_otherwise", "shares_changed_in_plan"),
    ("file_unreadable", "person_twice_in_sheet", "place_stated_more", "total_stated_a_fen_more"),
    ("categories_swapped", "household_twice", "amount_unreadable", "cell_not_stated"),
    ("rate_changed_in_plan", "people_added_to_village", "over_quota", "one_payer_stated_a_fen_more"),
    ("goods_dearer_in_plan", "category_unknown", "dropped_by_decision", "payers_stated_otherwise"),
    ("village_dropped_from_all_sheets", "stacked_in_one_town", "total_typed_wrong"),
    ("stacked_across_towns", "total_missing", "line_stated_unlike_its_towns", "section_stated_unlike_its_lines"),
    ("file_sent_twice", "subtotal_in_total", "rate_stated_otherwise_for_one_town"),
)
"""Several at a time: each is explained as it is alone, and the steps add up."""


def dealt(seed: int, groups: int) -> list[list[str]]:
    """Every disturbance in one of so many groups, at random; those of a group touch different cells of the table."""
    rng = Random(seed)
    found: list[list[str]] = [[] for _ in range(groups)]
    taken: list[set[tuple[str | None, str | None]]] = [set() for _ in range(groups)]
    for name in rng.sample(list(DISTURBANCES), len(DISTURBANCES)):
        cells = {(s.area, s.line) for s in DISTURBANCES[name](undisturbed()) if s.area and s.line}
        n = next(n for n in sorted(range(groups), key=lambda n: (len(found[n]), n)) if not cells & taken[n])
        found[n].append(name)
        taken[n] |= cells
    return found
