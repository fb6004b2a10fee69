"""The order in which the SQL of `sql/` is built: people and plan → awards → allocation → funding → payments → the
books closed."""

from __future__ import annotations

DECIDE = ("core_candidate", "core_holding", "core_award", "core_component", "core_claim")
PAY = ("core_due", "core_payment_match", "core_payment_event", "core_paid", "out_payment", "out_payment_step")
CLOSE = (
    "out_allocation", "out_purchase", "out_funding", "out_reconciliation", "core_gap", "out_bridge", *PAY, "out_law",
)  # fmt: skip

ALLOCATE = ("core_candidate", "core_holding", "core_award", "core_component", "out_allocation", "out_funding")
"""What it takes to know who is awarded what, and who pays."""
