"""Pictures of stored content: storage, the check of the library, places, addresses and seeding."""

import time
from collections.abc import Callable

from desktop.core.checks import CheckPoint, CheckState
from desktop.core.errors import ContentUnavailable, DatabaseBusy, DiskFull
from desktop.core.keeping import Claim, Kind
from desktop.core.mirrors import Mirror, MirrorKind, MirrorOutcome, SourceStanding
from desktop.services.seeding import CannotServe, SeedSettings, SeedStatus
from desktop.services.selling.mirroring import SourceLine
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_keeping import kept_version, stored_version
from desktop.ui.waiting import wait_until

_STORAGE, _SERVING = Route("storage"), Route("serving")
_TALL = (1280, 1180)
CID = "bafybeifx7yeb55armcsxwwitkymga5xf53dxiarykms3ygqic223w5sk3m"
WEB = "https://models.example.org/licet"
OLD = "https://old-host.example.net/a/rather/long/path/that/somebody/once/chose/for/models"
IPFS = f"ipfs://{CID}"
FOLDER = Mirror(MirrorKind.FOLDER, "/mnt/nas/models", WEB)
COPY = Mirror(MirrorKind.FOLDER, "/media/backup/licet")
NODE = Mirror(MirrorKind.IPFS, "http://127.0.0.1:5001", "https://gateway.example.org")
SEEDING = SeedSettings(
    is_on=True, port=41_234, address="https://seed.example.org:8443", limit_bytes_s=5 << 20
)


def keeping_scenes(seller: Prepare, press: Callable[[str], Act]) -> tuple[Scene, ...]:
    """The scenes; ``seller`` has listings."""

    def serving(show: Showcase) -> None:
        seller(show)
        full_serving(show)

    def failed(show: Showcase) -> None:
        serving(show)
        show.mirrors.outcomes = (
            MirrorOutcome(FOLDER, (WEB,)),
            MirrorOutcome(COPY, error=DiskFull("/media/backup/licet", 3 << 30, 1 << 28)),
            MirrorOutcome(NODE, error=ContentUnavailable(("http://127.0.0.1:5001",))),
        )

    def taken(show: Showcase) -> None:
        serving(show)
        show.seeding.kept = SeedStatus(SEEDING, fault=CannotServe("203.0.113.7:41234"))

    return (
        Scene("200-storage", _STORAGE, full_storage, size=_TALL),
        Scene("201-storage-empty", _STORAGE),
        Scene("202-storage-checking", _STORAGE, _held("checking.check"), press("check-start"), settles=False),
        Scene("203-storage-paused", _STORAGE, _paused),
        Scene("204-storage-sound", _STORAGE, _sound),
        Scene("205-storage-freed", _STORAGE, full_storage, press("storage-clean"), size=_TALL),
        Scene("206-storage-error", _STORAGE, _with_fault),
        Scene("library-damaged", Route("library"), _damaged),
        Scene("207-storage-200", _STORAGE, full_storage, scale=2.0),
        Scene("210-serving", _SERVING, serving, size=_TALL),
        Scene("211-serving-none", _SERVING),
        Scene("212-serving-asking", _SERVING, _and_held(serving, "mirrors.ask"), press("serving-ask"), settles=False),
        Scene("213-serving-again", _SERVING, serving, press("serving-again-1")),
        Scene("214-serving-outcomes", _SERVING, failed, _publish_again),
        Scene(
            "215-serving-publishing", _SERVING, _and_held(serving, "mirrors.publish_again"), _publish_again, settles=False
        ),
        Scene("216-serving-port-taken", _SERVING, taken),
        Scene("217-serving-add-node", _SERVING, serving, press("places-ipfs")),
        Scene("218-serving-200", _SERVING, serving, scale=2.0),
        Scene("219-sell-places", Route("sell"), serving, _inspect, size=(1280, 2000)),
    )  # fmt: skip


def full_storage(show: Showcase) -> None:
    """Everything that the rules can say, and a check that found damage."""
    show.storage.lines = [
        stored_version(0, Kind.WHOLE, 4_120_000_000, {Claim.LICENCE}, 40),
        stored_version(1, Kind.WHOLE, 940_000_000, {Claim.LISTING}, 10),
        stored_version(2, Kind.WHOLE, 512_000_000, {Claim.ENDED}, 90),
        stored_version(3, Kind.PARTS, 310_000_000, (), 30),
        stored_version(4, Kind.PUBLIC, 48_000, (), 3),
        stored_version(5, Kind.WRONG, 64_000_000, {Claim.LICENCE}, 1),
        stored_version(6, Kind.PUBLIC, 51_000, (), 45),
    ]
    show.checking.versions = [kept_version(index) for index in range(4)]
    point = CheckPoint(100, 3, (7, 19, 40))
    versions = show.checking.versions
    show.checking.put(versions[0], CheckState.SOUND, CheckPoint(100))
    show.checking.put(
        versions[1], CheckState.MENDED, point, mended_from=(WEB, "/mnt/nas/models"), mended_bytes=196_656
    )
    show.checking.put(versions[2], CheckState.DAMAGED, CheckPoint(100, 1, (8,)), fault="SourcesFailed")
    show.checking.put(versions[3], CheckState.SOUND, CheckPoint(60))


def full_serving(show: Showcase) -> None:
    """Three places, and addresses in every state."""
    now = int(time.time())
    show.mirrors.places = (FOLDER, COPY, NODE)
    identity = show.selling.listings[0].terms.identity
    serves = SourceStanding(
        identity, WEB, now - 240, served_at=now - 240, pieces=4, bytes=268_000, seconds=0.3
    )
    show.mirrors.sources = {
        show.selling.listings[0].listing: (
            SourceLine(WEB, serves),
            SourceLine(OLD, SourceStanding(identity, OLD, now - 240, "status", "404", now - 9 * 86_400)),
            SourceLine(IPFS, SourceStanding(identity, IPFS, now - 240, "chunk", "17")),
        ),
        show.selling.listings[1].listing: (SourceLine(WEB, None),),
    }
    show.mirrors.answers = {WEB: serves}
    show.seeding.kept = SeedStatus(SEEDING, "http://127.0.0.1:41234", 2, 3, 1_240_000_000)


def _held(name: str) -> Prepare:
    return _and_held(_sound, name)


def _and_held(before: Prepare, name: str) -> Prepare:
    def prepare(show: Showcase) -> None:
        import threading

        before(show)
        show.gate.held[name] = threading.Event()

    return prepare


def _sound(show: Showcase) -> None:
    full_storage(show)
    for version in show.checking.versions:
        show.checking.put(version, CheckState.SOUND, CheckPoint(100))


def _paused(show: Showcase) -> None:
    full_storage(show)
    show.checking.is_under_way = True
    version = show.checking.versions[3]
    show.checking.put(version, CheckState.CHECKING, CheckPoint(2))


def _damaged(show: Showcase) -> None:
    from desktop.ui.screens_pages import full_library

    full_library(show)
    show.library.damaged = frozenset({"digits", "prov"})


def _with_fault(show: Showcase) -> None:
    show.gate.faults["storage.overview"] = DatabaseBusy("licet.db")


def _publish_again(window: MainWindow) -> None:
    from desktop.ui.pages.serving import ServingPage

    page = window.page
    if isinstance(page, ServingPage):
        wait_until(lambda: page.listings.count() > 0 and bool(page.places.mirrors), "the listings")
        page.begin_again(page.served[0], page.places.mirrors)


def _inspect(window: MainWindow) -> None:
    from pathlib import Path

    from desktop.ui.pages.sell import SellPage

    page = window.page
    if isinstance(page, SellPage):
        page.form.inspect(Path())
        wait_until(page.form.publish.isVisible, "the verdict")
