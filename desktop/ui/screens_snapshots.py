"""Pictures of snapshots in the settings, and of the offer to start from one."""

from collections.abc import Callable

from desktop.core.errors import ContentUnavailable
from desktop.core.listings import Disagreement, DisagreementKind
from desktop.core.snapshots import OtherMarket, SnapshotStanding, SnapshotState
from desktop.services.snapshots import NodesDisagree, SnapshotOffChain, SnapshotOffer, Trial
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_snapshots import MAKER, STRANGER, WRONG, fault, look, standing, trial
from desktop.ui.waiting import wait_until

_SETTINGS = Route("settings")
_STATES = SnapshotState


def snapshot_scenes(press: Callable[[str], Act], hold: Callable[[str], Prepare]) -> tuple[Scene, ...]:
    """Every state of the card, and its dialogs."""
    start = _start
    return (
        Scene("snapshots-none", _SETTINGS, act=_scroll),
        Scene("snapshots-makers", _SETTINGS, _makers, _scroll),
        Scene("snapshots-comparing", _SETTINGS, _kept(standing(_STATES.CHECKING, 342)), _scroll),
        Scene("snapshots-whole", _SETTINGS, _kept(standing(_STATES.WHOLE)), _scroll),
        Scene("snapshots-mended", _SETTINGS, _kept(standing(_STATES.MENDED, 612, WRONG)), _scroll),
        Scene("snapshots-source", _SETTINGS, act=_then(_scroll, press("snapshot-source-open"))),
        Scene("snapshots-fetching", _SETTINGS, hold("snapshots.fetch"), _then(_scroll, start), settles=False),
        Scene("snapshots-comparing-first", _SETTINGS, hold("snapshots.try_out"), _then(_scroll, start), settles=False),
        Scene("snapshots-take", _SETTINGS, _answer(trial(look(MAKER.address, MAKER))), _then(_scroll, start)),
        Scene("snapshots-take-unknown", _SETTINGS, _answer(trial(look(STRANGER), replaces=4_100_233)), _then(_scroll, start)),
        Scene("snapshots-take-unsigned", _SETTINGS, _answer(trial(look(None), complete=True)), _then(_scroll, start)),
        Scene("snapshots-take-was-wrong", _SETTINGS, _answer(trial(look(STRANGER, None, fault(STRANGER)))), _then(_scroll, start)),
        Scene("snapshots-wrong", _SETTINGS, _answer(trial(look(STRANGER), *WRONG)), _then(_scroll, start)),
        Scene("snapshots-gone", _SETTINGS, _fails(ContentUnavailable(("https://models.example",))), _then(_scroll, start)),
        Scene("snapshots-other-market", _SETTINGS, _fails(OtherMarket()), _then(_scroll, start)),
        Scene("snapshots-off-chain", _SETTINGS, _fails(SnapshotOffChain("https://rpc.example.org", 5_208_114)), _then(_scroll, start)),
        Scene("snapshots-nodes-disagree", _SETTINGS, _fails(NodesDisagree("https://a.example", "https://b.example", 88)), _then(_scroll, start)),
        Scene("snapshots-maker", _SETTINGS, act=_then(_scroll, press("maker-open"))),
        Scene("snapshots-save", _SETTINGS, act=_then(_scroll, press("snapshot-save-open"))),
        Scene("snapshots-offer", Route("market"), _offered),
        Scene("nodes-listing", Route("listing", "1"), _contradicted),
        Scene("nodes-listing-unproven", Route("listing", "2"), _contradicted),
        Scene("nodes-settings", _SETTINGS, _contradicted, _scroll_to_nodes),
    )  # fmt: skip


def _kept(found: SnapshotStanding) -> Prepare:
    def prepare(show: Showcase) -> None:
        show.snapshots.kept = found
        show.snapshots.known = (MAKER,)

    return prepare


def _makers(show: Showcase) -> None:
    show.snapshots.known = (MAKER,)
    show.snapshots.found_wrong = (fault(STRANGER, 1), fault(MAKER.address))


def _answer(found: Trial) -> Prepare:
    def prepare(show: Showcase) -> None:
        show.snapshots.answer = found

    return prepare


def _fails(error: ContentUnavailable | OtherMarket | SnapshotOffChain | NodesDisagree) -> Prepare:
    def prepare(show: Showcase) -> None:
        show.gate.faults["snapshots.try_out"] = error

    return prepare


def _offered(show: Showcase) -> None:
    show.snapshots.offered = SnapshotOffer(-1, 5_208_114)


def _contradicted(show: Showcase) -> None:
    kinds = DisagreementKind
    show.told_otherwise.entries = [
        Disagreement(1, "https://rpc.example.org", kinds.HIDDEN, 4_180_233, is_proven=True),
        Disagreement(9, "https://rpc.example.org", kinds.HIDDEN, 4_180_207, is_proven=True),
        Disagreement(3, "https://rpc.example.org", kinds.ALTERED, 4_102_118, is_proven=True),
        Disagreement(2, "https://node.example.net", kinds.ALTERED, 3_999_001),
    ]


def _scroll_to_nodes(window: MainWindow) -> None:
    from PySide6.QtWidgets import QScrollArea

    from desktop.ui.widgets.disagreements import NodeReports

    reports = window.findChild(NodeReports)
    area = window.page.findChild(QScrollArea) if window.page is not None else None
    if reports is not None and area is not None:
        wait_until(reports.isVisible, "the reports")
        area.ensureWidgetVisible(reports, 0, 200)


def _scroll(window: MainWindow) -> None:
    from PySide6.QtWidgets import QScrollArea

    from desktop.ui.pages.settings_catalogue import CatalogueCard

    card = window.findChild(CatalogueCard)
    area = window.page.findChild(QScrollArea) if window.page is not None else None
    if card is not None and area is not None:
        wait_until(card.isVisible, "the card")
        area.verticalScrollBar().setValue(card.y() - 8)


def _start(window: MainWindow) -> None:
    from desktop.ui.pages.settings_catalogue import CatalogueCard

    card = window.findChild(CatalogueCard)
    if card is not None:
        card.start_from("https://models.example/market.licet-snapshot")


def _then(*acts: Act) -> Act:
    def act(window: MainWindow) -> None:
        for one in acts:
            one(window)

    return act
