"""What the window is given to work with, and the pages made of it."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.ui.page import Page, PageTools
from desktop.ui.purchase_flow import PurchaseFlow
from desktop.ui.request_flow import RequestFlow

if TYPE_CHECKING:
    from desktop.services.accounts import AccountService
    from desktop.services.catalogue import CatalogueService
    from desktop.services.library import LibraryService
    from desktop.services.network import NetworkService
    from desktop.services.purchase import PurchaseService
    from desktop.services.restoring import RestoringService
    from desktop.services.rights import LicenceService
    from desktop.services.running import RunningService
    from desktop.services.selling import SellingService
    from desktop.services.settings import SettingsService


@dataclass(frozen=True, slots=True)
class AppServices:
    """The use cases, as bootstrap composed them."""

    accounts: "AccountService"
    catalogue: "CatalogueService"
    purchases: "PurchaseService"
    restoring: "RestoringService"
    library: "LibraryService"
    licences: "LicenceService"
    running: "RunningService"
    selling: "SellingService"
    network: "NetworkService"
    settings: "SettingsService"
    data_folder: Path


PAGES = ("welcome", "market", "listing", "library", "licence", "order", "run", "wallet", "sell", "settings")


def import_pages() -> None:
    """Read the modules of all pages, so that the window's own thread has to read none when a page is first opened."""
    for page in PAGES:
        importlib.import_module(f"desktop.ui.pages.{page}")


def page_makers(
    services: AppServices, tools: PageTools, flows: PurchaseFlow, requests: RequestFlow
) -> dict[str, Callable[[], Page]]:
    """How each page is made; a page is made when it is first gone to, with only what it uses."""

    def welcome() -> Page:
        from desktop.ui.pages.welcome import WelcomePage

        return WelcomePage(tools, services.accounts, services.restoring)

    def market() -> Page:
        from desktop.ui.pages.market import MarketPage

        return MarketPage(tools, services.catalogue)

    def listing() -> Page:
        from desktop.ui.pages.listing import ListingPage

        return ListingPage(tools, services.catalogue, services.purchases, services.accounts, flows)

    def library() -> Page:
        from desktop.ui.pages.library import LibraryPage

        return LibraryPage(
            tools, services.library, services.rights, services.accounts, services.restoring, flows, requests
        )

    def licence() -> Page:
        from desktop.ui.pages.licence import LicencePage

        return LicencePage(tools, services.rights, requests)

    def order() -> Page:
        from desktop.ui.pages.order import OrderPage

        return OrderPage(tools, services.library, services.purchases, services.rights, flows, requests)

    def run() -> Page:
        from desktop.ui.pages.run import RunPage

        return RunPage(tools, services.running, services.settings)

    def wallet() -> Page:
        from desktop.ui.pages.wallet import WalletPage

        return WalletPage(tools, services.accounts)

    def sell() -> Page:
        from desktop.ui.pages.sell import SellPage

        return SellPage(tools, services.selling, services.accounts)

    def settings() -> Page:
        from desktop.ui.pages.settings import SettingsPage

        return SettingsPage(
            tools, services.settings, services.network, services.accounts, services.data_folder
        )

    return {
        "welcome": welcome,
        "market": market,
        "listing": listing,
        "library": library,
        "licence": licence,
        "order": order,
        "run": run,
        "wallet": wallet,
        "sell": sell,
        "settings": settings,
    }
