"""How the cells of the workbook look: named bits of format, to be combined."""

from __future__ import annotations

from typing import Any

A4, A3 = 9, 8
NAVY, GREY, PALE, RULE, GREEN, RED, BLUE = "#1F3864", "#7F7F7F", "#DDE6F3", "#BFBFBF", "#1E7B34", "#C00000", "#2F5597"
HEADINGS, BODY = "微软雅黑", "宋体"  # on every office PC; elsewhere the nearest Chinese font stands in

PLAIN: dict[str, Any] = {"font_name": BODY, "font_size": 10}
STYLES: dict[str, dict[str, Any]] = {
    # text
    "title": {"font_name": HEADINGS, "font_size": 16, "bold": True, "font_color": NAVY},
    "heading": {"font_name": HEADINGS, "font_size": 12, "bold": True, "font_color": NAVY},
    "cover": {"font_name": HEADINGS, "font_size": 26, "bold": True, "font_color": NAVY, "align": "center"},
    "subtitle": {"font_name": HEADINGS, "font_size": 13, "font_color": GREY, "align": "center"},
    "verdict": {
        "font_name": HEADINGS, "font_size": 18, "bold": True, "border": 1, "align": "center", "valign": "vcenter",
    },
    "signed": {"font_size": 12, "align": "right", "valign": "bottom"},
    "line": {"bottom": 1},
    "small": {"font_size": 8, "font_color": GREY},
    "link": {"font_color": "#0563C1", "underline": 1},
    "bold": {"bold": True},
    "good": {"font_color": GREEN},
    "bad": {"font_color": RED},
    # cells of a table
    "cell": {"border": 1, "border_color": RULE, "valign": "vcenter"},
    "wrap": {"text_wrap": True},
    "top": {"valign": "top"},
    "indent": {"indent": 1},
    "center": {"align": "center"},
    "pale": {"bg_color": PALE},
    "total": {"bold": True, "bg_color": PALE},
    "head": {
        "font_name": HEADINGS, "font_size": 9, "bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "border": 1,
        "border_color": RULE, "align": "center", "valign": "vcenter", "text_wrap": True,
    },
    "head_small": {"font_name": HEADINGS, "font_size": 8, "font_color": "#D6DFEE"},
    "error": {"bg_color": "#FBE3E1", "font_color": RED, "bold": True},
    "warning": {"bg_color": "#FFF2CC", "font_color": "#7F6000", "bold": True},
    "note": {"bg_color": "#E2ECF7", "font_color": NAVY, "bold": True},
    # values; in a grid, a dash for nothing
    "money": {"num_format": "#,##0.00"},
    "count": {"num_format": "#,##0"},
    "grid_money": {"num_format": '#,##0.00;-#,##0.00;"–"', "align": "right"},
    "grid_count": {"num_format": '#,##0;-#,##0;"–"', "align": "right"},
    "change_money": {"num_format": '+#,##0.00;-#,##0.00;"–"', "align": "right"},
    "change_count": {"num_format": '+#,##0;-#,##0;"–"', "align": "right"},
    "rate": {"num_format": '+0.0%;-0.0%;0.0%', "align": "right"},
    "id": {"num_format": "@", "align": "left"},
    "quoted": {"quote_prefix": True},
}  # fmt: skip
