"""The order in which the SQL of `sql/` is built: people and plan → awards → allocation → funding → payments → the
books closed."""

from __future__ import annotations

DECIDE = ("core_candidate", "core_holding", "core_award", "core_component", "core_claim")
FUND = ("out_upper_share", "out_upper_fund", "out_funding")
PAY = ("core_due", "core_payment_match", "core_payment_event", "core_paid", "out_payment", "out_payment_step")
CLOSE = (
    "out_allocation", "out_purchase", *FUND, "core_sheet_figure", "out_reconciliation", "core_gap", "core_payer_gap",
    "out_bridge", *PAY, "out_law",
)  # fmt: skip

ALLOCATE = ("core_candidate", "core_holding", "core_award", "core_component", "out_allocation", *FUND)
"""What it takes to know who is awarded what, and who pays."""
