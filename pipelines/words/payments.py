"""Words of money paid."""

from __future__ import annotations

from pipelines.words.terms import Words

PAY_STATE: dict[str, Words] = {
    "to_pay": ("拟发", "To pay"),
    "notice": ("公示", "Notice"),
    "notice_ended": ("公示结束", "Notice ended"),
    "approved": ("审定", "Approved"),
    "sent": ("报盘", "Sent"),
    "paid": ("成功", "Paid"),
    "failed": ("失败（退票）", "Failed"),
    "verified": ("核实", "Verified"),
    "paid_again": ("补发", "Paid again"),
    "recovered": ("追回", "Recovered"),
}
"""How far one payee's money has come (`core_paid.state`)."""

PAID: dict[str, Words] = {
    "paid": ("已发放", "Paid"),
    "failed": ("发放失败", "Failed"),
    "not_yet": ("尚未发放", "Not yet"),
    "not_known": ("结果不明", "Not known"),
    "partly": ("少发", "Partly"),
    "twice": ("重复发放", "Twice"),
    "over": ("多发", "Over"),
    "not_on_list": ("不在名单", "Not on the list"),
    "taken_back": ("退回待补发", "Came back"),
    "recovered": ("已追回", "Recovered"),
}
"""What became of one payee's money (`core_paid.verdict`)."""

PAY_STEP: dict[str, Words] = {
    "due": ("应发现金", "Cash due"),
    "failed": ("发放失败", "Failed"),
    "not_yet": ("尚未发放", "Not yet paid"),
    "not_known": ("结果不明", "Result not known"),
    "short": ("少发", "Paid short"),
    "right": ("按应发实发", "Paid as due"),
    "twice": ("重复发放", "Paid twice"),
    "over": ("多发", "Paid over"),
    "not_on_list": ("发给名单外", "Paid to others"),
    "paid_out": ("回盘、签领实发", "Paid out by the files"),
    "recovered": ("追回", "Recovered"),
    "balance": ("结余（负数为多付）", "Balance (negative: overpaid)"),
}
"""Steps of `out_payment_step`, in order."""
