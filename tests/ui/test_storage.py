"""The storage page: what takes room and why, what may go, and the check of the library with its findings in words."""

import threading
from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLabel

from desktop.core.checks import CheckPoint, CheckState
from desktop.core.errors import ContentUnavailable
from desktop.core.keeping import Claim, Kind, Verdict
from desktop.text import size
from desktop.ui.pages.library import LibraryPage
from desktop.ui.pages.storage import StoragePage
from desktop.ui.screens_keeping import full_storage
from desktop.ui.screens_pages import full_library
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_keeping import kept_version, stored_version
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def opened(
    make_desk: MakeDesk, prepare: Callable[[Showcase], None] = full_storage
) -> tuple[Desk, StoragePage]:
    desk = make_desk(prepare)
    desk.go("storage")
    return desk, desk.page(StoragePage)


def texts(page: StoragePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_each_thing_is_shown_with_the_reason_for_which_it_is_kept(make_desk: MakeDesk) -> None:
    _desk, page = opened(make_desk)

    shown = texts(page)
    assert "You hold its licence." in shown
    assert "You sell it." in shown
    assert "A download that stopped." in shown
    assert "May go from" in shown


def test_only_what_the_rules_let_go_is_freed_by_the_button(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)
    free = sum(
        line.judged.stored.bytes for line in desk.show.storage.lines if line.judged.verdict is Verdict.FREE
    )
    offered = page.card.clean.text()

    desk.press("storage-clean")
    desk.settle()

    assert size(free) in offered
    assert desk.show.storage.asked == [frozenset()]
    assert {line.judged.verdict for line in desk.show.storage.lines} == {Verdict.KEEP, Verdict.ASK}
    assert size(free) in page.card.said.title.text()


def test_what_is_asked_about_goes_only_if_it_is_ticked(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)
    (asked,) = [line for line in desk.show.storage.lines if line.judged.verdict is Verdict.ASK]
    before = page.card.clean.text()

    desk.find(QCheckBox, f"storage-ask-{asked.key[0].hex()[:8]}").click()
    after = page.card.clean.text()
    desk.press("storage-clean")
    desk.settle()

    assert before != after
    assert desk.show.storage.asked == [frozenset({asked.key})]


def test_with_nothing_to_free_the_button_says_so(make_desk: MakeDesk) -> None:
    def only_kept(show: Showcase) -> None:
        show.storage.lines = [stored_version(0, Kind.WHOLE, 1000, {Claim.LICENCE}, 1)]

    _desk, page = opened(make_desk, only_kept)

    assert not page.card.clean.isEnabled()


def test_tidying_by_itself_is_a_switch_that_is_kept(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)

    page.card.tidy.click()
    desk.settle()

    assert not desk.show.settings.get().tidy_content


def test_findings_are_said_in_words_worst_first(make_desk: MakeDesk) -> None:
    _desk, page = opened(make_desk)

    shown = texts(page)
    damaged, mended = shown.index("1 piece of 64 KiB was damaged"), shown.index("3 pieces of 64 KiB")
    assert damaged < mended
    assert "Mended with 197 kB from https://models.example.org/licet, /mnt/nas/models." in shown
    assert "Mending it failed: The model cannot be downloaded now." in shown


def test_a_check_can_be_paused_and_goes_on(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)
    gate = desk.show.gate.held["checking.check"] = threading.Event()

    page.check.start.click()
    desk.until(lambda: "kB of" in page.check.note.text(), "the progress")
    page.check.pause.click()
    desk.settle()
    paused = (page.check.start.text(), page.check.give_up.isVisible())
    gate.set()
    page.check.start.click()
    desk.settle()

    assert paused == ("Go on", True)
    assert not page.check.give_up.isVisible()
    assert page.check.start.text() == "Verify my library"


def test_what_is_damaged_can_be_mended_again(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)
    (version,) = [v for v in desk.show.checking.versions if v.terms == kept_version(2).terms]

    desk.press(f"check-mend-{version.terms.identity.hex()[:8]}")
    desk.settle()

    assert desk.show.checking.checks[version.terms.identity].state is CheckState.MENDED
    assert "is out of use" not in texts(page)


def test_mending_that_fails_says_why(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)
    desk.show.gate.faults["checking.mend"] = ContentUnavailable(("https://models.example.org",))
    identity = kept_version(2).terms.identity

    desk.press(f"check-mend-{identity.hex()[:8]}")
    desk.settle()

    assert page.check.fault.isVisible()
    assert "https://models.example.org" in page.check.fault.body.text()


def test_a_sound_library_is_one_sentence(make_desk: MakeDesk) -> None:
    def sound(show: Showcase) -> None:
        show.checking.versions = [kept_version(0)]
        show.checking.put(kept_version(0), CheckState.SOUND, CheckPoint(9))

    _desk, page = opened(make_desk, sound)

    assert "All of it is sound" in page.check.words.text()
    assert page.check.found.count() == 0


def test_a_damaged_model_says_so_in_the_library_and_leads_there(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        full_storage(show)
        full_library(show)
        show.library.damaged = frozenset({"digits"})

    desk = make_desk(prepare)
    desk.go("library")
    cards = desk.page(LibraryPage)._cards

    assert cards["digits"].state.text() == "Damaged on this disk"
    assert [cards[name].run.isVisible() for name in ("digits", "tumour")] == [False, True]
    assert [cards[name].repair.isVisible() for name in ("digits", "tumour")] == [True, False]

    cards["digits"].repair.click()
    desk.settle()

    assert desk.page(StoragePage).isVisible()


def test_the_library_leads_there(make_desk: MakeDesk) -> None:
    desk = make_desk(full_storage)
    desk.go("library")

    desk.press("library-storage")
    desk.settle()

    assert desk.page(StoragePage).isVisible()
