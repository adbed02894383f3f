"""Pages with what other rooms put into them."""

from desktop.ui.page import Page, PageTools
from desktop.ui.purchase_flow import PurchaseFlow
from desktop.ui.services import AppServices


def market_page(services: AppServices, tools: PageTools) -> Page:
    """The market, with what other rooms put above its cards."""
    from desktop.ui.pages.market import MarketPage
    from desktop.ui.pages.market_lists import MarketLists
    from desktop.ui.widgets.no_market import NoMarketStrip
    from desktop.ui.widgets.shelf_strip import ShelfStrip
    from desktop.ui.widgets.snapshot_offer import SnapshotOfferStrip

    page = MarketPage(tools, services.catalogue, services.pending)
    lists = MarketLists(page, tools, services.catalogue, services.watching, services.block_lists)
    page.beside_search.addWidget(lists)
    page.column.insertWidget(1, NoMarketStrip(tools, services.deploying))  # there are no cards to be above
    page.strips.addWidget(SnapshotOfferStrip(tools, services.snapshots, services.catalogue))
    page.strips.addWidget(ShelfStrip(tools, services.recommending))
    return page


def listing_page(services: AppServices, tools: PageTools, flows: PurchaseFlow) -> Page:
    """A listing, with what must be known about it before anything else."""
    from desktop.ui.pages.listing import ListingPage
    from desktop.ui.widgets.disagreements import DisagreementNotice

    page = ListingPage(
        tools,
        services.catalogue,
        services.purchases,
        services.accounts,
        services.splits,
        flows,
        services.reviews,
        services.fitting,
        services.recommending,
        services.block_lists,
        services.watching,
    )
    notice = DisagreementNotice(tools, services.disagreements)
    page.notices.addWidget(notice)
    page.shown.connect(notice.show_listing)
    return page


def settings_page(services: AppServices, tools: PageTools) -> Page:
    """The settings, with the cards that need more than the settings."""
    from desktop.ui.pages.settings import SettingsPage
    from desktop.ui.pages.settings_networks import NetworksCard

    networks = NetworksCard(
        tools, services.network, services.networks, services.deploying, services.disagreements
    )
    return SettingsPage(
        tools,
        services.settings,
        networks,
        services.accounts,
        services.data_folder,
        services.devices,
        services.snapshots,
        services.recommending,
        services.limits,
    )
