"""Words for the ids and values that the services hand over: states, reasons, warnings, tasks, times."""

from datetime import datetime

from desktop.core.listings import Listing
from desktop.core.orders import RUNNABLE, Purchase, PurchaseState
from desktop.core.runs import SandboxLevel
from desktop.core.sales import SaleState
from desktop.services.tokens import PaymentWay
from desktop.text import date_time as text_date_time
from desktop.text import duration, mark, tr, trn

# Hugging Face pipeline name -> (name in words, icon)
_TASKS: dict[str, tuple[str, str]] = {
    "image-classification": (mark("Image classification"), "image"),
    "image-to-image": (mark("Image to image"), "wand-sparkles"),
    "tabular-classification": (mark("Table classification"), "table-2"),
    "tabular-regression": (mark("Table regression"), "table-2"),
    "text-classification": (mark("Text classification"), "type"),
    "time-series-forecasting": (mark("Forecast"), "chart-line"),
    "anomaly-detection": (mark("Anomaly detection"), "activity"),
    "tabular-anomaly-detection": (mark("Anomaly detection"), "activity"),
    "feature-extraction": (mark("Features"), "braces"),
    "image-feature-extraction": (mark("Features of pictures"), "braces"),
    "object-detection": (mark("Object detection"), "image"),
    "keypoint-detection": (mark("Keypoints"), "image"),
    "image-segmentation": (mark("Segmentation"), "image"),
    "depth-estimation": (mark("Depth"), "image"),
    "token-classification": (mark("Words with a meaning"), "type"),
    "question-answering": (mark("Question answering"), "type"),
    "audio-classification": (mark("Sound classification"), "activity"),
    "voice-activity-detection": (mark("Speech detection"), "activity"),
    "other": (mark("Plain numbers"), "braces"),
}

PURCHASE_STATES: dict[PurchaseState, tuple[str, str]] = {
    PurchaseState.FETCHING: (mark("Fetching"), "accent"),
    PurchaseState.READY: (mark("Ready to pay"), "accent"),
    PurchaseState.APPROVING: (mark("Approving the payment"), "accent"),
    PurchaseState.BUYING: (mark("Paying"), "accent"),
    PurchaseState.WAITING: (mark("Waiting for the seller"), "accent"),
    PurchaseState.DELIVERED: (mark("Checking"), "accent"),
    PurchaseState.PROVISIONAL: (mark("Provisional"), "warning"),
    PurchaseState.FINAL: (mark("Owned"), "success"),
    PurchaseState.WRONG_KEY: (mark("Wrong key"), "danger"),
    PurchaseState.WRONG_CONTENT: (mark("Wrong content"), "danger"),
    PurchaseState.REFUNDING: (mark("Refund on its way"), "warning"),
    PurchaseState.REFUNDED: (mark("Refunded"), "neutral"),
    PurchaseState.CANCELLED: (mark("Cancelled"), "neutral"),
    PurchaseState.FREE: (mark("Free"), "success"),
}

BUY_WARNINGS = {
    "insufficient-funds": mark("This account does not hold enough for price and fee together."),
    "complaint-not-worth-it": mark(
        "Price and bond together are worth less than the fee of a complaint: the contract protects you little here."
    ),
    "too-little-left-for-complaint": mark(
        "After paying, too little is left for the fee of a complaint. Keep some coins in this account."
    ),
    "already-owned": mark("You own this version already."),
    "key-proven-bad": mark("A buyer has proven that this seller's key is wrong. Do not buy this version."),
    "wallet-locked": mark("Unlock the wallet to buy."),
    "insufficient-tokens": mark("This account lacks {missing} of the price. It holds {held}."),
    "insufficient-coin": mark(
        "The network fees are paid in coin, and this account lacks {coins} for them. It holds {coin_balance}."
    ),
    "token-refuses": mark(
        "The token would not pay this now: it may be paused, or block this account. Nothing can be bought with it here."
    ),
    "token-takes-part": mark(
        "This token keeps a part of every payment, so the contract refuses it. Nothing can be bought with it."
    ),
    "token-imitates-coin": mark(
        "This token calls itself like the coin of this network. It is not the coin: anybody can name a token so."
    ),
    "token-without-decimals": mark(
        "This token does not say how many decimals it has. Amounts of it are shown in its smallest unit."
    ),
    "bond-below-complaint": mark(
        "The fee of a complaint can reach {complaint}, and the seller's bond is {bond}. Whether {price} is worth the difference, only you can judge: Licet knows no rate between the token and the coin."
    ),
}

PUBLISH_WARNINGS = {
    "sold-out-without-bond": mark(
        "Your free bond in the market is smaller than this. What is missing is put down when you list, and comes back."
    ),
}

PAYMENT_WAYS = {
    PaymentWay.ALLOWED: mark(
        "One transaction: by an earlier approval the contract may take {price} already."
    ),
    PaymentWay.PERMIT: mark(
        "One transaction. A signature in it lets the contract take exactly {price}, for half an hour; if the token ignores it, an approval for the same goes first."
    ),
    PaymentWay.APPROVE: mark(
        "Two transactions: the first lets the contract take exactly {price} in purchases of this account, the second buys."
    ),
    PaymentWay.RESET: mark(
        "Up to three transactions: an earlier approval is taken back, a new one lets the contract take exactly {price}, and the last one buys."
    ),
}

REFUND_REASONS = {
    "waiting-for-seller": mark(
        "The contract holds it, not the seller. If no key comes until {time}, the contract pays you {amount}: the price, "
        "and something from the seller's bond for being late."
    ),
    "not-delivered": mark(
        "The seller took your order and delivered no key in time. The contract can see that by itself and pays you back."
    ),
    "wrong-key": mark(
        "The seller delivered a key that does not open what was listed. Licet has checked it on this computer, and can "
        "prove it to the contract."
    ),
    "wrong-content": mark(
        "The key is right, but the sealed file holds other bytes than the listing promised. Licet has found one kilobyte "
        "that proves it to the contract."
    ),
    "being-checked": mark(
        "The key is here, and is not checked yet. If it or the content is wrong, the contract gives back {amount} by proof until {time}."
    ),
    "dispute-window": mark(
        "Key and content are right. Until {time} a fault could still be proven; then the payment goes to the seller."
    ),
    "self-test-failed": mark(
        "The contract holds it until {time}; then it goes to the seller. You need not release it before."
    ),
    "proof-too-late": mark(
        "What was delivered is wrong, but the time to prove it has passed. Only the seller can still give the money back."
    ),
    "final": mark("The payment has gone to the seller and your licence is final."),
    "refunded": mark("The contract has paid you. The order and its licence have ended."),
    "refunding": mark(
        "The claim is signed and sent, and waits for its block. It is sent again until it is mined, also after a restart."
    ),
    "credited": mark("The order was refunded, and the contract holds {amount} for you."),
}

SALE_STATES: dict[SaleState, tuple[str, str]] = {
    SaleState.SEEN: (mark("To deliver"), "warning"),
    SaleState.DELIVERING: (mark("Delivering"), "accent"),
    SaleState.DELIVERED: (mark("Delivered"), "accent"),
    SaleState.FINAL: (mark("Paid out"), "success"),
    SaleState.REFUNDED: (mark("Refunded"), "neutral"),
    SaleState.MISSED: (mark("Missed"), "danger"),
}

_ACTIVITY_ICONS = {
    "faucet": "coins",
    "send": "arrow-up-right",
    "call": "braces",
    "buy": "package",
    "approve": "badge-check",
    "refund": "undo-2",
    "confirm": "badge-check",
    "list": "tag",
    "close": "tag",
    "bond": "shield",
    "bond-out": "shield",
    "operator": "key-round",
    "deploy": "store",
    "split": "chart-column",
    "split-in": "chart-column",
    "share": "arrow-down-left",
    "deliver": "key-round",
    "settle": "badge-check",
    "rate": "star",
    "answer": "star",
    "report": "life-buoy",
    "withdraw": "arrow-down-left",
    "taken-back": "undo-2",
    "renew": "badge-check",
    "request-key": "key-round",
    "answer-key": "key-round",
    "transfer": "arrow-up-right",
    "burn": "x",
    "revise": "tag",
    "receive": "arrow-down-left",
    "sent-elsewhere": "arrow-up-right",
    "taken": "arrow-up-right",
    "came-through": "arrow-down-left",
    "staking": "arrow-down-left",
    "unexplained": "circle-alert",
    "opening": "history",
    "revoke": "shield",
    "lower-approval": "shield",
}
ACTIVITY_STATES = {
    "pending": (mark("on its way"), "warning"),
    "done": (mark("done"), "success"),
    "failed": (mark("failed"), "danger"),
    "unfinal": (mark("arrived, not final"), "warning"),
    "queued": (mark("waits its turn"), "warning"),
    "underpriced": (mark("fee too low"), "danger"),
    "stuck": (mark("stuck"), "danger"),
    "dropped": (mark("forgotten"), "danger"),
    "cancelled": (mark("cancelled"), "muted"),
    "replaced": (mark("replaced"), "muted"),
}
DID_NOT_HAPPEN = frozenset({"failed", "cancelled", "replaced"})
"""States of activity in which the amount did not move."""

_FITS = {
    "memory": mark("It needs more memory than this computer has free."),
    "invalid": mark("The package breaks the rules, so it will not be opened."),
}

_SANDBOX = {
    "strict": (mark("strict CPU"), mark("Strict CPU: no files, no network, no other programs"), "success"),
    "gpu": (
        mark("GPU"),
        mark(
            "GPU: no network, no other programs, none of your files; but the graphics driver is in reach, "
            "which is more than on the CPU"
        ),
        "accent",
    ),
    "reduced": (mark("reduced"), mark("Reduced: this computer lacks some of the walls"), "warning"),
    "none": (mark("none"), mark("None: this computer offers no walls"), "danger"),
}


def task_name(task: str) -> str:
    """A task in words; an unknown one as its seller wrote it."""
    known = _TASKS.get(task)
    return tr(known[0]) if known else task


def task_icon(task: str) -> str:
    """The icon of a task."""
    known = _TASKS.get(task)
    return known[1] if known else "package"


def fit_text(reason: str) -> str:
    """Why a model does not run here."""
    known = _FITS.get(reason)
    return tr(known) if known else reason


def sandbox_text(level: SandboxLevel) -> str:
    """How far a model is walled in, and what that means."""
    return tr(_SANDBOX[level.level][1])


def sandbox_name(level: SandboxLevel) -> tuple[str, str]:
    """The name of the level for a badge, and its tone."""
    name, _meaning, tone = _SANDBOX[level.level]
    return tr(name), tone


def sandbox_level_name(level: str) -> str:
    """The name of a level that a record holds; one that is not known as it is."""
    known = _SANDBOX.get(level)
    return tr(known[0]) if known else level


def activity_icon(kind: str) -> str:
    """The icon of a line of the activity."""
    return _ACTIVITY_ICONS.get(kind, "receipt-text")


def price_text(listing: Listing) -> str:
    """The price with its unit, or that it is free."""
    if listing.is_free:
        return tr("Free")
    return listing.price.text(6) if listing.price is not None else tr("Priced in a token")


def buyers_text(listing: Listing) -> str:
    """How many accounts bought it that count (``core.popularity``): sales alone can be made by one."""
    if listing.payers:
        return trn("{n} buyer", "{n} buyers", listing.payers)
    return tr("no buyers that count") if listing.sales else tr("new")


def state_words(purchase: Purchase) -> tuple[str, str]:
    """The badge of a purchase: words and tone. A licence whose model failed its own test is not simply owned."""
    if purchase.state in RUNNABLE and purchase.self_test_ok is False:
        return tr("Self-test failed"), "warning"
    words, tone = PURCHASE_STATES[purchase.state]
    return tr(words), tone


date_time = text_date_time
"""Local date and time, as errors write it too."""


def date(unix: int | None) -> str:
    """The local date."""
    return datetime.fromtimestamp(unix).astimezone().strftime("%Y-%m-%d") if unix else "–"


def ago(seconds: float) -> str:
    """How long ago."""
    return tr("just now") if seconds < 3 else tr("{time} ago", time=duration(seconds))


def parameters_text(count: int) -> str:
    """A number of parameters, rounded as people say it."""
    if count >= 1_000_000:
        return tr("{n} million", n=f"{count / 1e6:.1f}")
    return f"{count:,}"
