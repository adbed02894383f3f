"""The showcase's search over a folder: read without a file, answered without a model."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.documents import LeftOut
from desktop.core.packages import Head, InputSpec, Operation, Spec
from desktop.services.folder_search import Embedder, Found, IndexReport, Standing
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate

READ = Standing(
    87, 1204, values.NOW - 3 * 60, (("archive/scan-0413.txt", LeftOut.NOT_TEXT), ("dump.csv", LeftOut.TOO_LARGE)),
    (("letters/1998/aunt.txt", "windows-1252"),),
)  # fmt: skip
_STALE = "notes/2024/plans for the garden that never became anything because the winter came early.md"


def _found(name: str, line: int, score: float, text: str, best: str) -> Found:
    at = text.index(best)
    return Found(name, line, score, text, (at, at + len(best)))


FOUND = (
    _found(
        "letters/2019/ferry.md",
        14,
        0.83,
        "We nearly missed the last boat. The wind had turned in the afternoon and the captain would not wait for "
        "anybody. Your brother carried both bags and the cake.",
        "The wind had turned in the afternoon and the captain would not wait for anybody.",
    ),
    _found(
        "diary/march.txt",
        203,
        0.71,
        "\u96fe\u5f88\u5927\uff0c\u6e21\u8239\u505c\u822a\u4e86\u4e00\u6574\u5929\u3002\u6211\u4eec\u5728\u7801\u5934\u559d\u8336\u3002",
        "\u96fe\u5f88\u5927\uff0c\u6e21\u8239\u505c\u822a\u4e86\u4e00\u6574\u5929\u3002",
    ),
    Found(_STALE, 0, 0.62, "", (0, 0)),
    _found(
        "recipes/=HYPERLINK(evil).csv",
        3,
        0.34,
        "=cmd|' /C calc'!A0, <b>not bold</b>, 200 g flour and what the storm left of the apples.",
        "what the storm left of the apples.",
    ),
)


def embedding_spec(spec: Spec) -> Spec:
    """The spec of a model that gives embeddings of texts."""
    step = Operation("utf8_bytes", {"length": 512, "pad": 0, "offset": 1})
    port = InputSpec("text", "text", "INT64", [], [step])
    return msgspec.structs.replace(spec, inputs=[port], head=Head("embedding"))


@dataclass
class Searching:
    gate: Gate
    standings: dict[str, Standing] = field(default_factory=dict)
    found: tuple[Found, ...] = FOUND
    steps: tuple[Progress, ...] = ()

    def standing(self, _identity: bytes, folder: Path) -> Standing:
        self.gate.pass_through("search.standing")
        return self.standings.get(str(folder), Standing())

    def forget(self, _identity: bytes, folder: Path) -> None:
        self.standings.pop(str(folder), None)

    def update(
        self, _model: Embedder, folder: Path, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> IndexReport:
        for step in self.steps:
            progress(step)
        self.gate.pass_through("search.update", cancel)
        self.standings[str(folder)] = READ
        return IndexReport(87, 0, 0, READ)

    def search(
        self, _model: Embedder, _folder: Path, _question: str, most: int, cancel: CancelToken
    ) -> list[Found]:
        self.gate.pass_through("search.search", cancel)
        return list(self.found[:most])
