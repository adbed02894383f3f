"""Hostile files opened through the pages of a real window: it says what is wrong with each, and goes on beating."""

import gc
import logging
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.bootstrap.bench.hostile_window import WindowOpener
from desktop.bootstrap.hostile.corpus import corpus
from desktop.bootstrap.hostile.trying import Ground
from desktop.runtime.workers import Limits
from desktop.ui.ending import delete_widgets_left
from desktop.ui.hostile_stand import Stand
from desktop.ui.jobs import ChangeBus, JobRunner
from desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

CASES = {(case.room, case.name): case for case in corpus()}
BREAKS = "This model package breaks the rules"
BAD = "The model cannot use this input"
FAILED = "The model did not run"
# How each room's file ends on its page, one or two of each.
SAID = {
    ("model", "expansion_bomb"): BREAKS,
    ("model", "protobuf_nesting"): "This file cannot be read as a model",
    ("package", "manifest-is-html"): BREAKS,
    ("zip", "zip_with_two_heads"): BREAKS,
    ("labels", "labels_of_ten_megabytes"): BREAKS,
    ("tokenizer", "tokenizer_of_brackets"): FAILED,
    ("tokenizer", "tokenizer_with_a_broken_table"): "The model's process ended",
    ("picture", "png_with_the_largest_size"): BAD,
    ("picture", "gif_with_a_million_frames"): "",
    ("sound", "wav_with_an_absurd_rate"): BAD,
    ("text", "text_with_half_a_letter"): "",
    ("table file", "csv_with_an_open_quote"): BAD,
    ("running model", "an_attention_of_no_heads"): "The model's process ended",
    ("unverified model", "endless_loop"): "The model took too long",
    ("licence", "licence_of_one_line_without_end"): "This file ends too early",
    ("sealed content", "payload_cut_short"): "These are not the bytes that were promised",
}


@pytest.fixture(scope="module")
def stand(qapp: QApplication) -> Iterator[Stand]:
    (qapp.findChild(Theme) or Theme(qapp, "light", scale=1.0)).set_mode("light")  # a process has one
    log = logging.getLogger("licet.process")
    log.setLevel(logging.ERROR)  # what a panicking library writes comes when it comes
    jobs = JobRunner()
    limits = Limits(verify_s=6.0, load_s=2.0, run_s=1.5, memory_bytes=1 << 30)
    with Ground(limits, shares_worker=True) as ground:
        stand = Stand.put_up(WindowOpener(ground), jobs, ChangeBus())
        stand.heart.start()
        yield stand
        stand.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()  # no later test's thread may find a widget in its garbage
    delete_widgets_left()
    log.setLevel(logging.NOTSET)


@pytest.mark.parametrize("file", SAID, ids=lambda file: f"{file[0]}: {file[1]}")
def test_the_page_says_it_and_the_window_goes_on(stand: Stand, file: tuple[str, str]) -> None:
    before = len(stand.heart.gaps)

    said = stand.try_file(CASES[file])

    assert len(stand.heart.gaps) > before, "the window's thread never came back to its events"
    if SAID[file]:
        assert SAID[file] in said
    assert "Licet made a mistake" not in said
    assert all(text.replace("\n", "").replace("\u200b", "").isprintable() for text in said)


def test_after_all_of_them_an_honest_model_still_answers(stand: Stand) -> None:
    honest = CASES["picture", "png_with_two_billion_frames"]  # of which the first is an ordinary picture

    said = stand.try_file(honest)

    assert BAD not in said
    assert "one" in said
