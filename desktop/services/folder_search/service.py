"""Indexing a folder and searching it: everything stays on this computer."""

import math
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.documents import Document, FileStamp, LeftOut
from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.passages import Passage, halves, passages, sentences
from desktop.services.folder_search.ports import (
    Documents,
    Embedder,
    Indexes,
    PassageIndex,
    Place,
    Row,
    Standing,
)
from desktop.services.ports import Clock

MAX_FOUND = 100
MAX_PASSAGES_PER_FILE = 20_000
_LEAST_CHARS = 16
_MOST_SENTENCES = 12
"""Of a found passage so many are looked at, to bring out the one that answers best."""


class WrongEmbedding(EnvironmentFault):
    """The model gives no embedding, or one of another length than before."""


@dataclass(eq=False)
class FolderUnreadable(UserError):
    """The folder is not there or may not be read."""

    folder: str
    reason: str


class NothingIndexed(UserError):
    """The folder holds no text that can be searched, or was not read yet."""


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What bringing an index up to date did: files read again, taken over as they were, and taken out."""

    read: int
    kept: int
    dropped: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found.

    Attributes:
        name: Its file below the folder.
        line: The line on which it begins, from 1.
        score: Cosine of its embedding and the question's, -1..1.
        text: The passage; empty where the file has changed since it was read.
        marked: Characters of ``text`` to bring out: the sentence nearest to the question.
    """

    name: str
    line: int
    score: float
    text: str
    marked: tuple[int, int]

    @property
    def is_stale(self) -> bool:
        """The file has changed or gone since it was read: it must be brought up to date."""
        return not self.text


class FolderSearch:
    """The use case; one folder and one model at a time."""

    def __init__(self, documents: Documents, indexes: Indexes, clock: Clock) -> None:
        self._documents, self._indexes, self._clock = documents, indexes, clock

    def standing(self, identity: bytes, folder: Path) -> Standing:
        """How far the folder's index for this model is."""
        return self._indexes.open(identity, folder).standing()

    def forget(self, identity: bytes, folder: Path) -> None:
        """Take the index away; the files stay."""
        self._indexes.forget(identity, folder)

    def update(
        self, model: Embedder, folder: Path, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> IndexReport:
        """Read what is new or changed. Stopped or killed, it goes on from the last file that was whole.

        Raises:
            FolderUnreadable: There is no such folder.
            WrongEmbedding: The model is none for this.
            Cancelled: What was done until then is kept.
        """
        try:
            files = list(self._documents.files(folder))
        except OSError as error:
            raise FolderUnreadable(folder.name, error.strerror or type(error).__name__) from error
        index = self._indexes.open(model.identity, folder)
        known = index.rows()
        gone = known.keys() - {stamp.name for stamp in files}
        for name in gone:
            index.drop(name)
        todo = [stamp for stamp in files if (row := known.get(stamp.name)) is None or row.stamp != stamp]
        total = sum(_weight(stamp) for stamp in todo)
        done = read = 0
        for stamp in todo:
            cancel.raise_if_cancelled()
            told = _Told(progress, stamp, done, total)
            told(0.0)
            read += self._take(model, index, folder, stamp, known.get(stamp.name), cancel, told)
            done += _weight(stamp)
        index.finish(self._clock.now())
        return IndexReport(read, len(files) - read, len(gone), index.standing())

    def _take(
        self,
        model: Embedder,
        index: PassageIndex,
        folder: Path,
        stamp: FileStamp,
        before: Row | None,
        cancel: CancelToken,
        told: Callable[[float], None],
    ) -> bool:
        """One file that is new, or whose size or time differs; whether the model had to read it."""
        document = self._documents.read(folder, stamp.name)
        if isinstance(document, LeftOut):
            index.put(Row(stamp, b"", left_out=document), (), ())
            return False
        if before is not None and before.digest == document.digest:
            index.touch(stamp)
            return False
        places, vectors = _embedded(model, document.text, cancel, told)
        index.put(Row(stamp, document.digest, document.encoding, document.is_guess), places, vectors)
        return True

    def search(
        self, model: Embedder, folder: Path, question: str, most: int, cancel: CancelToken
    ) -> list[Found]:
        """The passages nearest in meaning to a question, best first.

        Raises:
            NothingIndexed: The folder was never read, or holds no text.
            WrongEmbedding: The model gives another kind of embedding than when the folder was read.
        """
        index = self._indexes.open(model.identity, folder)
        if not index.standing().passages:
            raise NothingIndexed
        vector = _unit(model.embed(question, cancel)[0])
        found = index.nearest(vector, min(most, MAX_FOUND))
        texts: dict[str, Document | LeftOut] = {}
        return [self._shown(model, folder, place, vector, texts, cancel) for place in found]

    def _shown(
        self,
        model: Embedder,
        folder: Path,
        place: Place,
        vector: Sequence[float],
        texts: dict[str, Document | LeftOut],
        cancel: CancelToken,
    ) -> Found:
        if place.name not in texts:
            texts[place.name] = self._documents.read(folder, place.name)
        document = texts[place.name]
        if isinstance(document, LeftOut) or document.digest != place.digest:
            return Found(place.name, 0, place.score, "", (0, 0))
        passage = place.passage
        best = _best_sentence(model, document.text, passage, vector, cancel)
        return Found(
            place.name,
            document.text.count("\n", 0, passage.start) + 1,
            place.score,
            document.text[passage.start : passage.end],
            (best.start - passage.start, best.end - passage.start),
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """Progress within a file as progress of all."""

    progress: Callable[[Progress], None]
    stamp: FileStamp
    before: int
    total: int

    def __call__(self, share: float) -> None:
        done = self.before + int(_weight(self.stamp) * share)
        self.progress(Progress(self.stamp.name, "index", done, self.total))


def _weight(stamp: FileStamp) -> int:
    """An empty file is work too."""
    return max(stamp.size_bytes, 1)


def _embedded(
    model: Embedder, text: str, cancel: CancelToken, told: Callable[[float], None]
) -> tuple[list[Passage], list[Sequence[float]]]:
    """Passages with their directions; one that the model could not read to its end is cut in two."""
    places: list[Passage] = []
    vectors: list[Sequence[float]] = []
    waiting = passages(text, model.most_chars)[::-1]
    while waiting and len(places) < MAX_PASSAGES_PER_FILE:
        cancel.raise_if_cancelled()
        passage = waiting.pop()
        vector, is_cut = model.embed(text[passage.start : passage.end], cancel)
        if is_cut and passage.length > _LEAST_CHARS and len(parts := halves(text, passage)) > 1:
            waiting += parts[::-1]
            continue
        places.append(passage)
        vectors.append(_unit(vector))
        told(passage.end / len(text))
    return places, vectors


def _best_sentence(
    model: Embedder, text: str, passage: Passage, vector: Sequence[float], cancel: CancelToken
) -> Passage:
    parts = sentences(text, passage)
    if not 1 < len(parts) <= _MOST_SENTENCES:
        return passage

    def nearness(part: Passage) -> float:
        own = _unit(model.embed(text[part.start : part.end], cancel)[0])
        return sum(a * b for a, b in zip(own, vector, strict=False))

    return max(parts, key=nearness)


def _unit(vector: Sequence[float]) -> "array[float]":
    """The direction of an embedding.

    Raises:
        WrongEmbedding: It has none.
    """
    length = math.hypot(*vector) if vector else 0.0
    if not math.isfinite(length):
        raise WrongEmbedding
    return array("f", (number / length for number in vector) if length else vector)
