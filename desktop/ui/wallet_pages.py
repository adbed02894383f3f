"""The pages of the wallet, made when they are first gone to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.ui.page import Page, PageTools

if TYPE_CHECKING:
    from desktop.ui.pages.paying_tools import PayingTools
    from desktop.ui.services import AppServices


def wallet_pages(services: "AppServices", tools: PageTools) -> dict[str, Callable[[], Page]]:
    """How each of them is made, with only what it uses."""

    def wallet() -> Page:
        from desktop.ui.pages.wallet import WalletPage

        return WalletPage(tools, services.accounts, services.balances, paying(), services.collecting)

    def paying() -> "PayingTools":
        from desktop.ui.pages.paying_tools import PayingTools

        return PayingTools(services.sending, services.contacts, services.read_codes)

    def contacts() -> Page:
        from desktop.ui.pages.contacts import ContactsPage

        return ContactsPage(tools, services.accounts, paying())

    def activity() -> Page:
        from desktop.ui.pages.activity import ActivityPage

        return ActivityPage(
            tools,
            services.accounts,
            services.activity,
            services.tracing,
            services.outgoing,
            services.offline,
            paying(),
            lambda: services.network.info,
        )

    def approvals() -> Page:
        from desktop.ui.pages.approvals import ApprovalsPage

        return ApprovalsPage(
            tools, services.accounts, services.approvals, services.tracing, services.activity
        )

    def accounts() -> Page:
        from desktop.ui.pages.accounts import AccountsPage

        return AccountsPage(
            tools,
            services.accounts,
            services.account_list,
            services.discovery,
            services.restoring,
            services.backups,
        )

    def collecting() -> Page:
        from desktop.ui.pages.collecting import CollectingPage

        return CollectingPage(tools, services.collecting, services.accounts)

    def signatures() -> Page:
        from desktop.ui.pages.signatures import SignaturesPage

        return SignaturesPage(tools, services.signatures, services.messages)

    return {
        "wallet": wallet,
        "contacts": contacts,
        "activity": activity,
        "approvals": approvals,
        "accounts": accounts,
        "collecting": collecting,
        "signatures": signatures,
    }
