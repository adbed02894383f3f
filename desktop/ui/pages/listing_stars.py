"""What a person does with a listing beside buying it: watch it, watch its seller, or hide it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.listings import Listing
from desktop.text import tr
from desktop.ui.page import PageTools
from desktop.ui.pages.listed_bar import ListedBar
from desktop.ui.widgets.basic import Button, row
from desktop.ui.widgets.watch_button import WatchButton

if TYPE_CHECKING:
    from desktop.services.watching import WatchService


class ListingStars(QWidget):
    """The star of the listing and the button that hides it; ``seller`` is the seller's star, placed by its name."""

    def __init__(self, tools: PageTools, watching: "WatchService", listed: ListedBar) -> None:
        super().__init__()
        self._watching = watching
        told = tr("You are told of its price, terms, versions, rating and end.")
        self.listing = WatchButton(tools, watching, name="watch-listing", tip=told)
        told = tr("You are told of the seller's new listings.")
        self.seller = WatchButton(tools, watching, name="watch-seller", tip=told)
        self.hide_it = Button(
            "", "icon", icon="eye-off", name="listing-hide", tip=tr("Hide from the market"), clicked=listed.ask_to_hide
        )  # fmt: skip
        self.setLayout(row(self.listing, self.hide_it))

    def show_listing(self, listing: Listing) -> None:
        """Another listing is shown."""
        watching, seller = self._watching, listing.terms.seller
        name = listing.card.publisher if listing.card is not None and listing.card.publisher else ""
        self.listing.aim(lambda: watching.of_listing(listing.id), lambda: watching.watch_listing(listing))
        self.seller.aim(lambda: watching.of_seller(seller), lambda: watching.watch_seller(seller, name))
