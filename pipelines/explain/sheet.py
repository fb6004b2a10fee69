"""The reason sheet, as text for a terminal and as a page to print. Both languages; the identity number stays masked."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader

from pipelines.explain import Reason
from pipelines.money import yuan

VERDICT = {
    "awarded": ("✔ 核定", "✔ awarded"),
    "decided": ("✘ 按决定不发", "✘ dropped by decision"),
    "ineligible": ("✘ 不符合条件", "✘ condition not met"),
    "in_household": ("– 同户已列", "– the household is listed before"),
    "duplicate": ("✘ 重复列报", "✘ listed again"),
    "excluded": ("✘ 不可并存", "✘ excluded by another standard"),
    "outranked": ("– 就高未采用", "– outranked by a higher standard"),
    "over_quota": ("✘ 超出名额", "✘ beyond the places"),
    "category": ("· 类别不符", "· another category"),
    "flag": ("· 条件不符", "· condition not met"),
}


def as_text(who: str, reasons: list[Reason], lang: str) -> str:
    """One block a standard that concerned the person; the others in one line each."""
    at = 0 if lang == "zh" else 1
    total = sum(r.amount_fen for r in reasons if r.verdict == "awarded")
    lines = [f"{who}: {yuan(total)}", ""]
    for reason in reasons:
        name = reason.standard["name_zh" if at == 0 else "name_en"]
        amount = yuan(reason.amount_fen) if reason.place else ""
        lines.append(f"{VERDICT[reason.verdict][at]}  {name}  {amount}  ({reason.because})")
        if reason.place:
            lines.append(f"    {reason.area or ''} {reason.place}")
        if reason.outranked_by:
            lines.append(f"    ← {reason.outranked_by}")
        for part in reason.components:
            named = part["name_zh" if at == 0 else "name_en"]
            worth = "—" if part["amount_fen"] is None else yuan(part["amount_fen"])
            many = f" {part['quantity']} {part['unit']}" if part["kind"] == "goods" else ""
            lines.append(f"    {named}{many}: {worth}")
        for payer in reason.payers:
            named = payer["name_zh" if at == 0 else "name_en"]
            lines.append(f"    {named} {payer['share']}: {yuan(payer['amount_fen'])}")
    return "\n".join(lines)


def write_page(who: str, reasons: list[Reason], plan: str, year: int, path: Path) -> None:
    """A self-contained page, to print and file."""
    pages = Environment(loader=PackageLoader("pipelines.explain", "."), autoescape=True)
    total = sum(r.amount_fen for r in reasons if r.verdict == "awarded")
    text = pages.get_template("reason.html.j2").render(
        who=who, reasons=reasons, plan=plan, year=year, total=yuan(total), yuan=yuan, verdict=VERDICT
    )
    path.write_text(text, "utf-8")
