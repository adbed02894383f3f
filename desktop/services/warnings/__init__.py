"""What is unusual about payments and calls: the rules of ``core.warnings`` applied to what the network says."""

from desktop.services.warnings.calls import judge_approval, judge_fee, judge_preview, judge_purchase
from desktop.services.warnings.payees import KnownPayees, PayeeWarnings, Roles, is_burn
from desktop.services.warnings.payments import judge_name, judge_paste, judge_request

__all__ = [
    "KnownPayees",
    "PayeeWarnings",
    "Roles",
    "is_burn",
    "judge_approval",
    "judge_fee",
    "judge_name",
    "judge_paste",
    "judge_preview",
    "judge_purchase",
    "judge_request",
]
