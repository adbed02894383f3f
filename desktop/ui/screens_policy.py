"""Pictures of limits, of the journal of signatures, and of the vault asking about a signature."""

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from desktop.core.consent import ConsentNeeded, Reason
from desktop.core.errors import NodeUnreachable
from desktop.core.identity import NATIVE
from desktop.core.signatures import SignatureEntry
from desktop.core.spending import Limit, SpendingLimits
from desktop.core.stablecoins import stablecoins
from desktop.services.accounts import WalletState
from desktop.ui import showcase_values as values
from desktop.ui.consent_watch import ConsentDialog
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_policy import CHAIN, fill_journal
from desktop.ui.waiting import wait_until

_LIMITS, _JOURNAL = Route("settings", "limits"), Route("signatures")
_ETHER = 10**18


def policy_scenes(press: Callable[[str], Act], hold: Callable[[str], Prepare]) -> tuple[Scene, ...]:
    """The scenes of the vault's policy."""
    return (
        Scene("limits", _LIMITS, _spent),
        Scene("limits-usual", _LIMITS),
        Scene("limits-blind", _LIMITS, _blind),
        Scene("limits-locked", _LIMITS, lambda show: setattr(show.accounts, "state", WalletState.LOCKED)),
        Scene("limits-change", _LIMITS, _spent, press("limit-change")),
        Scene("limits-change-wrong", _LIMITS, _spent, _wrong_amount),
        Scene("limits-token", _LIMITS, _spent, press("limits-add")),
        Scene("security", Route("settings", "security")),
        Scene("signatures", _JOURNAL, lambda show: fill_journal(show.journal)),
        Scene("signatures-empty", _JOURNAL),
        Scene("signatures-busy", _JOURNAL, hold("signatures.page"), settles=False),
        Scene("signatures-error", _JOURNAL, _no_disk),
        Scene(
            "signatures-checked", _JOURNAL, lambda show: fill_journal(show.journal), press("signatures-check")
        ),
        Scene("signatures-changed", _JOURNAL, _changed, press("signatures-check")),
        Scene("signatures-small", _JOURNAL, lambda show: fill_journal(show.journal), size=(960, 640)),
        Scene("consent", Route("market"), act=_ask(_limit_question())),
        Scene("consent-unknown", Route("market"), act=_ask(_unknown_question())),
        Scene("consent-token", Route("market"), act=_ask(_token_question())),
        Scene("consent-wrong", Route("market"), act=_ask(_limit_question(), was_wrong=True)),
    )


def _spent(show: Showcase) -> None:
    show.limits.spent_wei = _ETHER * 36 // 100
    usdc = stablecoins(CHAIN)[0]
    show.limits.spent_tokens = ((usdc.address, 412_500_000), (values.TOKEN.address, 12_000_000))
    show.limits.now = SpendingLimits((Limit(CHAIN, NATIVE, _ETHER // 2, _ETHER // 5),))


def _blind(show: Showcase) -> None:
    show.limits.blind_until, show.limits.blind_why = values.NOW + 80_000, "record-missing"


def _no_disk(show: Showcase) -> None:
    show.gate.faults["signatures.page"] = NodeUnreachable("https://rpc.example.org")


def _changed(show: Showcase) -> None:
    fill_journal(show.journal)
    entry = SignatureEntry.decode(show.journal.entries_[3])
    show.journal.entries_[3] = entry.encode().replace(b"record of a run", b"record of a cat")


def _wrong_amount(window: MainWindow) -> None:
    from desktop.ui.pages.limit_dialogs import SpendingLimitDialog
    from desktop.ui.pages.settings import SettingsPage

    page = window.page
    if isinstance(page, SettingsPage):
        wait_until(lambda: page.limits.rows.count() > 0, "the limits")
        page.limits._change(Limit(CHAIN, NATIVE, _ETHER, None), page.limits._limits.currency(CHAIN, NATIVE))
        dialog = window.findChild(SpendingLimitDialog)
        if dialog is not None:
            dialog.day.setText("a lot")
            dialog.password.setText("any")
            dialog.confirm.click()


def _limit_question() -> ConsentNeeded:
    facts = (("then_wei", str(15 * 10**17)), ("limit_wei", str(_ETHER)), ("spent_wei", "0"))
    act = (("to", str(values.SELLERS[0])), ("value_wei", str(15 * 10**17)))
    return ConsentNeeded((Reason("day-limit", facts),), "send", act)


def _token_question() -> ConsentNeeded:
    usdc, to = stablecoins(CHAIN)[0], str(values.SELLERS[0])
    sums = (("limit", "1000000000"), ("spent", "412500000"), ("then", "1212500000"))
    facts = (("chain", str(CHAIN)), *sums, ("token", str(usdc.address)))
    act = (("to", to), ("token", str(usdc.address)), ("units", "800000000"))
    return ConsentNeeded((Reason("token-limit", facts),), "token-send", act)


def _unknown_question() -> ConsentNeeded:
    to, selector = ("to", str(values.MARKET)), ("selector", "0x12345678")
    until = (("until_at", str(values.NOW + 80_000)),)
    reasons = (Reason("unknown-call", (selector, to)), Reason("record-missing", until))
    return ConsentNeeded(reasons, "unknown", (to, selector, ("value_wei", str(2 * 10**16))))


def _ask(needed: ConsentNeeded, *, was_wrong: bool = False) -> Act:
    def act(window: MainWindow) -> None:
        services = window.services
        if services is None:
            return
        # As a job of the wallet asks: in a thread that waits. It ends when the window does.
        desk = services.consent
        threading.Thread(target=desk.ask, args=(needed, was_wrong), daemon=True).start()
        wait_until(lambda: window.findChild(ConsentDialog) is not None, "the question")
        dialog = window.findChild(ConsentDialog)
        field = dialog.findChild(QLineEdit) if dialog is not None else None
        if field is not None:
            field.setFocus()

    return act
