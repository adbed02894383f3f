"""The showcase's downloads: some run, one is paused, some are done; none fetches anything."""

from dataclasses import dataclass, field, replace

from desktop.core.changes import Change, Topic
from desktop.core.transfers import (
    Download,
    SourceShare,
    SourceState,
    TransferStatus,
    Trouble,
    Urgency,
    Wanted,
)
from desktop.services.downloads import DownloadView
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate, Publish, silent

MB = 1_000_000
_LONG = "https://models.a-very-long-name-of-a-university-computing-centre.example.org/public/mirrors/licet/v1"
_IPFS = "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi (127.0.0.1:5001)"


def _kept(number: int, name: str, size: int, **fields: object) -> Download:
    key = str(fields.pop("key", ""))
    return Download(bytes([number]) * 32, key, name, size, values.NOW - 60 * number, **fields)  # type: ignore[arg-type]


def running() -> list[DownloadView]:
    """What a busy evening shows: every state, long names, and sources that lie."""
    moving = TransferStatus(
        1_310 * MB,
        2_147 * MB,
        18.4 * MB,
        (
            SourceShare("https://cdn.example.org/licet", SourceState.WORKING, 902 * MB, 14.1 * MB),
            SourceShare(_IPFS, SourceState.WORKING, 371 * MB, 4.3 * MB),
            SourceShare(_LONG, SourceState.RETRYING, 37 * MB, 0.0, Trouble("timeout")),
            SourceShare(
                "http://203.0.113.7:8000", SourceState.DROPPED, 4 * MB, 0.0, Trouble("chunk", "1204")
            ),
        ),
    )
    checking = TransferStatus(212 * MB, 402 * MB, is_checking=True)
    return [
        DownloadView(_kept(1, "Programming language", 2_147 * MB, key="prov", wanted=Wanted.PURCHASE, urgency=Urgency.FIRST), moving),
        DownloadView(_kept(2, "Handwritten digits", 402 * MB, key="digits", wanted=Wanted.PURCHASE), checking),
        DownloadView(
            _kept(
                3, "A photo denoiser with a name that is longer than any name of a model should ever be, and then some",
                811 * MB, key="photo", wanted=Wanted.PURCHASE, done_bytes=300 * MB, is_paused=True,
                sources=(SourceShare("https://cdn.example.org/licet", bytes=300 * MB),),
            )
        ),
        DownloadView(_kept(4, "", 96 * MB, urgency=Urgency.BACKGROUND, done_bytes=20 * MB)),
        DownloadView(
            _kept(
                5, "Sunspot forecast", 4 * MB, key="sun", wanted=Wanted.PURCHASE, done_bytes=4 * MB,
                finished_at=values.NOW - 500,
                sources=(
                    SourceShare("https://a.example.org", bytes=4 * MB),
                    SourceShare("https://b.example.org", SourceState.DROPPED, trouble=Trouble("html")),
                ),
            )
        ),
    ]  # fmt: skip


@dataclass
class Downloads:
    gate: Gate
    publish: Publish = silent
    views: list[DownloadView] = field(default_factory=list)

    def all(self) -> tuple[DownloadView, ...]:
        self.gate.pass_through("downloads.all")
        return tuple(self.views)

    def rate(self) -> tuple[int, float]:
        moving = [view.status.rate_bytes_s for view in self.views if view.status is not None]
        return len(moving), sum(moving)

    def pause(self, identity: bytes) -> None:
        self._change(identity, is_paused=True)
        self.views = [replace(view, status=None) if view.download.is_paused else view for view in self.views]

    def go_on(self, identity: bytes) -> None:
        self._change(identity, is_paused=False)

    def go_on_for(self, key: str) -> None:
        for view in self.views:
            if view.download.key == key:
                self.go_on(view.download.identity)

    def cancel(self, identity: bytes) -> None:
        self.views = [view for view in self.views if view.download.identity != identity]
        self.publish(Change(Topic.TRANSFERS))

    def set_urgency(self, identity: bytes, urgency: Urgency) -> None:
        self._change(identity, urgency=urgency)

    def forget_finished(self) -> None:
        self.views = [view for view in self.views if view.download.finished_at is None]
        self.publish(Change(Topic.TRANSFERS))

    def _change(self, identity: bytes, **fields: object) -> None:
        self.views = [
            replace(view, download=replace(view.download, **fields))  # type: ignore[arg-type]
            if view.download.identity == identity
            else view
            for view in self.views
        ]
        self.publish(Change(Topic.TRANSFERS))
