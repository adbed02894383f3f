"""Scenes of downloads."""

from desktop.core.changes import Change, Topic
from desktop.core.errors import DatabaseDamaged
from desktop.core.transfers import DownloadPaused
from desktop.ui.page import Route
from desktop.ui.pages.settings import SettingsPage
from desktop.ui.pages.settings_downloads import DownloadsCard
from desktop.ui.scenes import Scene
from desktop.ui.screens_pages import full_library, hold, press
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_downloads import running
from desktop.ui.waiting import wait_until
from desktop.ui.widgets.basic import Scroll


def download_scenes() -> tuple[Scene, ...]:
    """All of them."""
    route, digits = Route("downloads"), Route("listing", "1")
    return (
        Scene("downloads-none", route),
        Scene("downloads-busy", route, _busy, _tell),
        Scene("downloads-busy-small", route, _busy, _tell, size=(960, 640)),
        Scene("downloads-busy-large-text", route, _busy, _tell, scale=2.0),
        Scene("downloads-failed", route, _broken),
        Scene("downloads-settings", Route("settings"), act=_to_settings),
        Scene("downloads-purchase-sources", digits, _held, press("buy"), settles=False),
        Scene("downloads-purchase-paused", digits, _paused, press("buy")),
    )


def _busy(show: Showcase) -> None:
    full_library(show)
    show.downloads.views = running()


def _broken(show: Showcase) -> None:
    show.gate.faults["downloads.all"] = DatabaseDamaged("licet.db")


def _held(show: Showcase) -> None:
    show.purchases.sources = ("https://cdn.example.org/licet", "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi (127.0.0.1:5001)")  # fmt: skip
    hold("purchases.fetch")(show)


def _paused(show: Showcase) -> None:
    show.gate.faults["purchases.fetch"] = DownloadPaused(61_000_000, 180_000_000)


def _tell(window: MainWindow) -> None:
    """As the service does while bytes flow, so that the status line shows them."""
    window.bus.publish(Change(Topic.TRANSFERS))
    wait_until(window.status.downloads.isVisible, "the status line")


def _to_settings(window: MainWindow) -> None:
    page = window.page
    if isinstance(page, SettingsPage):
        card, scroll = page.findChild(DownloadsCard), page.findChild(Scroll)
        if card is not None and scroll is not None:
            scroll.verticalScrollBar().setValue(card.y() - 16)
