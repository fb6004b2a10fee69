"""What a row says of itself: total, subtotal, note or footer."""

from __future__ import annotations

import re

from pipelines.ingest.headers import simple, squeeze

LABEL_CELLS = 3  # a label stands in one of a row's first filled cells

# On squeezed text, so that 「合  计」 and 「本页 小计：」 read alike.
TOTAL = re.compile(r"(总?合计|总计|共计|[全各][市县区乡镇街场]\w{0,4}合计)")
SUBTOTAL = re.compile(r"(小计|本页|.{1,20}(小计|合计)(\(.*\))?:?$)")
WHOLE = re.compile(r"(本页)?(总?合计|总计|共计|小计):?")
FOOTER = re.compile(
    r"(制表|填表|填报|审核|复核|审批|经办|监督|主管|分管|单位负责|负责人|联系电话|联系人|签发|领导签|公章|盖章|村主任|社区主任"
    r"|第\d+页|共\d+页|-?\d+/\d+页|.{0,30}\((公章|盖章|签章|章)\):?$)"
)
NOTE = re.compile(r"(注\d*[:.、]|备注|附注|说明|填表说明)")
SPREAD = {"合": "计", "总": "计", "小": "计", "共": "计"}  # a label written one letter a cell
OPENING = frozenset("合总總小共本全各")  # first letters of labels that may stand where a name does


def label(cells: list[str]) -> str | None:
    """The role a row's own words give it; null when they give none."""
    return _label(cells, frozenset())


def total_beside(cells: list[str], people: frozenset[int]) -> str | None:
    """The same for a row with a long number in it: in the columns of people only a whole label counts, for a name may
    begin like one."""
    found = _label(cells, people)
    return found if found in {"total", "subtotal"} else None


def _label(cells: list[str], people: frozenset[int]) -> str | None:
    shown = [(at, simple(squeeze(cell))) for at, cell in enumerate(cells) if cell][:LABEL_CELLS]
    for i, (at, text) in enumerate(shown):
        if at in people and not WHOLE.fullmatch(text):
            continue
        if i + 1 < len(shown) and SPREAD.get(text) == shown[i + 1][1]:
            return "subtotal" if text == "小" else "total"
        for pattern, role in ((TOTAL, "total"), (SUBTOTAL, "subtotal"), (FOOTER, "footer"), (NOTE, "note")):
            if pattern.match(text):
                return role
    return None
