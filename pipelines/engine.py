"""The order in which the SQL of `sql/` is built: people and plan → awards → allocation → funding → the books closed."""

from __future__ import annotations

DECIDE = ("core_candidate", "core_holding", "core_award", "core_component", "core_claim")
FUND = ("out_upper_share", "out_upper_fund", "out_funding")
CLOSE = (
    "out_allocation", "out_purchase", *FUND, "core_sheet_figure", "out_reconciliation", "core_gap", "core_payer_gap",
    "out_bridge", "out_law",
)  # fmt: skip

ALLOCATE = ("core_candidate", "core_holding", "core_award", "core_component", "out_allocation", *FUND)
"""What it takes to know who is awarded what, and who pays."""
