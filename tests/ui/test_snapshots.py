"""Settings, catalogue: a snapshot is tried, shown with its doubts, and taken only when the person says so."""

import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from desktop.core.fact_checks import Difference
from desktop.core.listings import Disagreement, DisagreementKind
from desktop.core.snapshots import OtherMarket, SnapshotState
from desktop.services.snapshots import SnapshotOffer
from desktop.ui.pages.settings_catalogue import CatalogueCard
from desktop.ui.pages.snapshot_dialogs import MakerDialog, SaveDialog, SourceDialog, TakeDialog
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_snapshots import MAKER, STRANGER, WRONG, fault, look, standing, trial
from desktop.ui.widgets.disagreements import DisagreementNotice, NodeReports
from desktop.ui.widgets.snapshot_offer import SnapshotOfferStrip
from desktop.ui.widgets.wrong_rows import WrongRows
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]
FROM = "https://models.example/market.licet-snapshot"


def card(desk: Desk) -> CatalogueCard:
    desk.go("settings")
    found = desk.window.findChild(CatalogueCard)
    assert found is not None
    return found


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_nothing_is_replaced_before_a_yes(desk: Desk) -> None:
    found = card(desk)
    found.start_from(FROM, "ab" * 32)
    desk.settle()
    assert desk.show.snapshots.done == [(FROM, "ab" * 32)]
    dialog = desk.dialog
    assert isinstance(dialog, TakeDialog)

    dialog.confirm.click()
    desk.settle()

    assert desk.show.snapshots.done[-1][0] == "take"
    assert "Being compared" in words(found)


def test_a_no_forgets_what_was_tried(desk: Desk) -> None:
    found = card(desk)
    found.start_from(FROM)
    desk.settle()

    desk.dialog.reject()
    desk.settle()

    assert desk.show.snapshots.done[-1] == ("drop", "")
    assert desk.show.snapshots.kept is None


def test_a_wrong_snapshot_cannot_be_used_and_its_rows_are_named(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.snapshots.answer = trial(look(STRANGER), *WRONG)

    desk = make_desk(prepare)
    card(desk).start_from(FROM)
    desk.settle()

    dialog = desk.dialog
    assert isinstance(dialog, TakeDialog)
    assert not dialog.confirm.isVisible()
    said = words(dialog)
    assert "Listing 1204, block 4,180,233" in said
    assert "“0.009 ETH”, the chain says “0.02 ETH”" in said
    assert "Listing 31 is left out altogether." in said
    dialog.reject()
    desk.settle()


def test_an_unknown_maker_and_none_are_called_so(make_desk: MakeDesk) -> None:
    for maker, said in ((STRANGER, "You have not added its maker"), (None, "Nobody signed it")):

        def prepare(show: Showcase, maker: object = maker) -> None:
            show.snapshots.answer = trial(look(maker))  # type: ignore[arg-type]

        desk = make_desk(prepare)
        card(desk).start_from(FROM)
        desk.settle()

        assert said in words(desk.dialog)
        desk.dialog.reject()
        desk.settle()


def test_a_sentence_of_two_lines_has_the_room_of_two(make_desk: MakeDesk) -> None:
    long = Difference("text", "a stranger's words " * 6, "other words of the chain " * 5)

    def prepare(show: Showcase) -> None:
        show.snapshots.answer = trial(
            look(STRANGER), replace(WRONG[0], differences=(long, *WRONG[0].differences))
        )

    desk = make_desk(prepare)
    card(desk).start_from(FROM)
    desk.settle()

    rows = desk.dialog.findChild(WrongRows)
    assert rows is not None
    labels = rows.findChildren(QLabel)
    assert [label.height() >= label.heightForWidth(label.width()) for label in labels] == [True] * len(labels)
    assert all(one.geometry().bottom() < other.geometry().top() for one, other in pairwise(labels))
    desk.dialog.reject()
    desk.settle()


def test_a_maker_who_was_wrong_before_is_told_with_the_finding(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.snapshots.answer = trial(look(MAKER.address, MAKER, fault(MAKER.address)))

    desk = make_desk(prepare)
    card(desk).start_from(FROM)
    desk.settle()

    assert "2 rows of the snapshot of block 4,800,120 were wrong." in words(desk.dialog)
    desk.dialog.reject()
    desk.settle()


def test_the_certainty_is_said_in_words(desk: Desk) -> None:
    card(desk).start_from(FROM)
    desk.settle()

    assert "688 of 201,175 rows" in words(desk.dialog)
    assert "99.9 %" in words(desk.dialog)
    desk.dialog.reject()
    desk.settle()


def test_it_can_be_stopped(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.held["snapshots.try_out"] = threading.Event()

    desk = make_desk(prepare)
    found = card(desk)
    found.start_from(FROM)
    assert found.working.isVisible()
    assert not found.from_file.isEnabled()

    found.stop.click()
    desk.settle()

    assert not found.working.isVisible()
    assert found.from_file.isEnabled()


def test_an_error_is_told_and_the_next_try_is_free(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.faults["snapshots.try_out"] = OtherMarket()

    desk = make_desk(prepare)
    found = card(desk)
    found.start_from(FROM)
    desk.settle()

    assert "another market" in found.note.title.text()
    assert found.from_source.isEnabled()


def test_a_catalogue_that_was_mended_says_what_was_wrong(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.snapshots.kept = standing(SnapshotState.MENDED, 612, WRONG)

    said = words(card(make_desk(prepare)))

    assert "This snapshot was wrong" in said
    assert "Listing 88120, block 5,019,666" in said


def test_a_share_below_all_is_never_called_all(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.snapshots.kept = standing(SnapshotState.CHECKING, 999)

    assert "99.9 % of its rows" in words(card(make_desk(prepare)))


def test_the_address_dialog_hands_on_source_and_digest(desk: Desk) -> None:
    found = card(desk)
    found.from_source.click()
    dialog = desk.dialog
    assert isinstance(dialog, SourceDialog)
    assert not dialog.confirm.isEnabled()

    dialog.source.setText(f" {FROM} ")
    dialog.digest.setText("cd" * 32)
    dialog.confirm.click()
    desk.settle()

    assert desk.show.snapshots.done[0] == (FROM, "cd" * 32)
    desk.dialog.reject()
    desk.settle()


def test_makers_are_added_and_removed(desk: Desk) -> None:
    found = card(desk)
    found._ask_maker()
    dialog = desk.dialog
    assert isinstance(dialog, MakerDialog)
    dialog.address.setText(str(STRANGER))
    dialog.name.setText("Friends")
    dialog.confirm.click()
    desk.settle()
    assert "Friends" in words(found)

    found._change(lambda: desk.show.snapshots.remove_maker(STRANGER))
    desk.settle()

    assert "Friends" not in words(found)


def test_an_address_that_is_none_is_said(desk: Desk) -> None:
    found = card(desk)
    found.add_maker("0x12", "somebody")
    desk.settle()

    assert desk.show.snapshots.known == ()


def test_a_snapshot_is_saved_signed_only_if_asked(desk: Desk, tmp_path: Path) -> None:
    found = card(desk)
    found.save.click()
    dialog = desk.dialog
    assert isinstance(dialog, SaveDialog)
    assert not dialog.sign.isChecked()
    dialog.reject()

    found.save_to(tmp_path / "out.licet-snapshot", sign=True)
    desk.settle()

    assert desk.show.snapshots.done == [("signed", "out.licet-snapshot")]
    assert "The snapshot is saved" in words(found)


def test_the_offer_is_there_only_while_much_is_to_be_read(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.snapshots.offered = SnapshotOffer(-1, 5_000_000)

    for desk, offered in ((make_desk(prepare), True), (make_desk(), False)):
        desk.go("market")
        strip = desk.window.findChild(SnapshotOfferStrip)
        assert strip is not None
        assert strip.isVisible() is offered


def test_the_offer_leads_to_the_card(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.snapshots.offered = SnapshotOffer(-1, 5_000_000)

    desk = make_desk(prepare)
    desk.go("market")
    strip = desk.window.findChild(SnapshotOfferStrip)
    assert strip is not None
    strip.button.click()
    desk.settle()

    found = desk.window.findChild(CatalogueCard)
    assert found is not None
    assert not found.visibleRegion().isEmpty()


def contradicted(show: Showcase) -> None:
    show.told_otherwise.entries = [
        Disagreement(1, "https://liar.example", DisagreementKind.HIDDEN, 4_180_233, is_proven=True),
        Disagreement(2, "https://other.example", DisagreementKind.ALTERED, 3_999_001),
    ]


def test_a_listing_says_which_node_hides_it_and_why_that_one_is_not_believed(make_desk: MakeDesk) -> None:
    desk = make_desk(contradicted)
    desk.go("listing", "1")
    notice = desk.window.findChild(DisagreementNotice)
    assert notice is not None

    assert notice.isVisible()
    assert "https://liar.example does not show this listing." in notice.body.text()
    assert "receipts prove" in notice.body.text()


def test_a_listing_that_all_nodes_show_alike_has_no_notice(make_desk: MakeDesk) -> None:
    desk = make_desk(contradicted)
    desk.go("listing", "3")
    notice = desk.window.findChild(DisagreementNotice)

    assert notice is not None
    assert not notice.isVisible()


def test_the_settings_name_each_node_that_was_contradicted(make_desk: MakeDesk) -> None:
    desk = make_desk(contradicted)
    desk.go("settings")
    reports = desk.window.findChild(NodeReports)
    assert reports is not None

    said = words(reports)
    assert "https://liar.example" in said
    assert "It hid one listing. The blocks' own receipts prove it" in said
    assert "Listing 2, block 3,999,001: altered" in said


def test_the_settings_are_quiet_where_nodes_agree(desk: Desk) -> None:
    desk.go("settings")
    reports = desk.window.findChild(NodeReports)

    assert reports is not None
    assert not reports.isVisible()
