"""The catalogue as a page: `docs/checks.md` and its Chinese twin, made by `warm check --page` from the rules."""

from __future__ import annotations

from pathlib import Path

from pipelines.check.catalogue import Rule
from pipelines.folders import EXPECTATIONS
from pipelines.words import FAMILY, ICON, SEVERITY

DOCS = EXPECTATIONS.parent / "docs"
FILES = {"en": DOCS / "checks.md", "zh": DOCS / "checks.zh-CN.md"}
AT = {"zh": 0, "en": 1}
TOLD = {
    "en": {
        "title": "The catalogue of checks",
        "twin": "[中文](checks.zh-CN.md)",
        "about": (
            "{count} checks, each one file in [`expectations/`](../expectations): what it is for, examples it must "
            "catch and must let pass, and one query. This page is made from those files by `warm check --page`.\n\n"
            "A plan may weigh a check otherwise, in `plan.yaml`:\n\n"
            "```yaml\nchecks:\n  amount_odd_fen: {{severity: off, reason: rates are converted from another currency}}\n"
            "  row_total: {{tolerance_fen: 1, reason: rounding in the towns' formulas}}\n```\n\n"
            "`severity` is `error`, `warning`, `note` or `off`; `off` needs a `reason`, and is counted and shown all "
            "the same. Findings of no more money than `tolerance_fen` are let pass."
        ),
        "head": "| | check | severity |",
        "why": "Why", "mend": "Mend", "source": "Source", "catches": "Catches", "passes": "Lets pass",
    },
    "zh": {
        "title": "检查目录",
        "twin": "[English](checks.md)",
        "about": (
            "共 {count} 项检查，每项是 [`expectations/`](../expectations) 中的一个文件：用途、必须查出和必须放过的例子"
            "，以及一条查询。本页由 `warm check --page` 从这些文件生成。\n\n"
            "方案可在 `plan.yaml` 中另行设定：\n\n"
            "```yaml\nchecks:\n  amount_odd_fen: {{severity: off, reason: 标准由外币折算}}\n"
            "  row_total: {{tolerance_fen: 1, reason: 各镇公式四舍五入}}\n```\n\n"
            "`severity` 取 `error`（错误）、`warning`（警告）、`note`（提示）或 `off`（停用）；停用须写 `reason`，"
            "仍照常计数并列示。涉及金额不超过 `tolerance_fen`（分）的不列。"
        ),
        "head": "| | 检查 | 程度 |",
        "why": "为什么", "mend": "怎么改", "source": "依据", "catches": "查出", "passes": "放过",
    },
}  # fmt: skip


def pages(catalogue: list[Rule]) -> dict[Path, str]:
    """File → text, both languages."""
    return {path: _page(catalogue, lang) for lang, path in FILES.items()}


def write_pages(catalogue: list[Rule]) -> list[Path]:
    DOCS.mkdir(exist_ok=True)
    for path, text in pages(catalogue).items():
        path.write_text(text, "utf-8", newline="\n")
    return list(FILES.values())


def _page(catalogue: list[Rule], lang: str) -> str:
    told, at = TOLD[lang], AT[lang]
    families = [(words[at], [r for r in catalogue if r.family == family]) for family, words in FAMILY.items()]
    parts = [f"# {told['title']}\n\n{told['twin']}\n\n{told['about'].format(count=len(catalogue))}\n"]
    for name, rules in families:
        rows = "\n".join(
            f"| {ICON[rule.severity]} | [{rule.title[lang]}](#{rule.rule}) | {SEVERITY[rule.severity][at]} |"
            for rule in rules
        )
        parts.append(f"**{name}** ({len(rules)})\n\n{told['head']}\n| --- | --- | --- |\n{rows}\n")
    for name, rules in families:
        parts.append(f"## {name}\n")
        parts += [_rule(rule, lang) for rule in rules]
    return "\n".join(parts)


def _rule(rule: Rule, lang: str) -> str:
    """The examples are named in English alone: they are for those who write checks."""
    told, at = TOLD[lang], AT[lang]
    lines = [
        f'<a id="{rule.rule}"></a>\n### {rule.title[lang]}\n',
        f"[`{rule.rule}`](../expectations/{rule.rule}.sql) · {ICON[rule.severity]} {SEVERITY[rule.severity][at]}\n",
        f"- **{told['why']}** {rule.why[lang]}",
        f"- **{told['mend']}** {rule.mend[lang]}",
        f"- **{told['source']}** {rule.source}",
    ]
    if lang == "en":
        for word, caught in (("catches", True), ("passes", False)):
            names = [example["name"] for example in rule.examples if (example["finds"] > 0) == caught]
            lines.append(f"- **{told[word]}** {'; '.join(names)}")
    return "\n".join(lines) + "\n"
