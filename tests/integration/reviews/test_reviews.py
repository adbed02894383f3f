"""Rating, answering and reporting over a real chain, real vaults and a real catalogue."""

import pytest

from desktop.bootstrap.recording import app_version
from desktop.core.changes import Change, Topic
from desktop.core.errors import Reverted, WalletLocked
from desktop.core.exchange import OrderState
from desktop.core.orders import PurchaseState
from desktop.core.plain_text import TextTooLong
from desktop.core.reports import Report
from desktop.core.reviews import Exclusion, RatingSummary
from desktop.services.records import NoRecords, NoSuchSale, NotFinal
from desktop.services.reporting import EmptyReport
from desktop.services.reviews import InvalidStars
from desktop.services.transactions import CostRose
from desktop.wallet.errors import NotTheSellers
from tests.helpers.chain import Wallet
from tests.integration.reviews.conftest import Place


def test_a_final_licence_is_rated_and_the_listing_shows_it(place: Place) -> None:
    mine = place.buy()
    assert place.buyer.reviews.can_review(mine)

    made = place.buyer.reviews.rate(mine, 4, "  Reads my handwriting.\u202e ")
    place.follow()

    (review,) = place.buyer.reviews.ratings_of(place.listing).rows
    assert (review.stars, review.text, review.version) == (4, "Reads my handwriting.", "1.2.0")
    assert review.holder == place.buyer.account
    assert (made.stars, made.text, made.version) == (review.stars, review.text, review.version)
    assert place.buyer.reviews.my_review(mine) == review
    assert place.buyer.reviews.summary_of(place.listing) == RatingSummary((0, 0, 0, 1, 0), None, 0)
    assert Change(Topic.PURCHASES, mine) in place.changes


def test_what_was_just_mined_is_shown_before_the_catalogue_has_it(place: Place) -> None:
    mine = place.buy()

    made = place.buyer.reviews.rate(mine, 4, "good")
    before = place.buyer.reviews.my_review(mine)
    place.follow()
    after = place.buyer.reviews.my_review(mine)

    assert before == made
    assert after is not None
    assert after.bought_block > 0


def test_editing_is_rating_again(place: Place) -> None:
    mine = place.buy()
    place.buyer.reviews.rate(mine, 1, "It does not start.")
    place.follow()

    place.buyer.reviews.rate(mine, 5, "It does, after the update.")
    place.follow()

    (review,) = place.buyer.reviews.ratings_of(place.listing).rows
    assert (review.stars, review.is_edited) == (5, True)


def test_a_rating_that_a_reorganisation_undid_is_not_shown(place: Place) -> None:
    mine = place.buy()
    place.buyer.reviews.rate(mine, 5, "good")
    place.follow()

    place.reorganise(1)

    assert place.buyer.reviews.ratings_of(place.listing).rows == ()
    assert place.buyer.reviews.my_review(mine) is None


def test_a_provisional_licence_is_not_rated(place: Place) -> None:
    mine = place.buy(state=PurchaseState.PROVISIONAL)

    assert not place.buyer.reviews.can_review(mine)
    with pytest.raises(NotFinal):
        place.buyer.reviews.rate(mine, 1, "")


def test_who_found_a_fault_too_late_can_still_rate(place: Place) -> None:
    """The record says that the key is wrong, the chain that the seller was paid: the rating is what remains."""
    mine = place.buy(state=PurchaseState.WRONG_KEY, key=b"\xee" * 16)
    token = place.buyer.book.get(mine).order_id
    assert token is not None
    assert place.gateway.order_slot(token) & 0xFF == OrderState.FINAL

    place.buyer.reviews.rate(mine, 1, "The key was wrong.")
    place.follow()

    assert [review.stars for review in place.buyer.reviews.ratings_of(place.listing).rows] == [1]


def test_a_purchase_of_another_market_is_not_rated_here(place: Place) -> None:
    mine = place.buy()
    place.buyer.book.update(mine, market=Wallet.number(9).address)

    assert not place.buyer.reviews.can_review(mine)
    assert place.buyer.reviews.my_review(mine) is None


def test_the_text_is_measured_in_bytes(place: Place) -> None:
    mine = place.buy()

    with pytest.raises(TextTooLong) as caught:
        place.buyer.reviews.rate(mine, 5, "好" * 171)
    place.buyer.reviews.rate(mine, 5, "好" * 170 + "ab")
    place.follow()

    assert caught.value.used_bytes == 513
    assert place.buyer.reviews.ratings_of(place.listing).rows[0].text == "好" * 170 + "ab"


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_there_are_one_to_five_stars(place: Place, stars: int) -> None:
    mine = place.buy()

    with pytest.raises(InvalidStars):
        place.buyer.reviews.rate(mine, stars, "")


def test_a_rating_costs_no_more_than_was_said(place: Place) -> None:
    mine = place.buy()
    most = place.buyer.reviews.rating_cost(mine)
    before = place.gateway.balance_wei(place.buyer.account)

    place.buyer.reviews.rate(mine, 5, "x" * 512, agreed_wei=most)

    assert 0 < before - place.gateway.balance_wei(place.buyer.account) <= most


def test_a_rating_that_would_cost_more_than_was_agreed_is_not_sent(place: Place) -> None:
    mine = place.buy()

    with pytest.raises(CostRose):
        place.buyer.reviews.rate(mine, 5, "", agreed_wei=1)

    assert place.buyer.reviews.my_review(mine) is None


@pytest.mark.parametrize("place", [False], indirect=True)
def test_a_network_without_records_says_so(place: Place) -> None:
    mine = place.buy()

    assert not place.buyer.reviews.has_ratings()
    assert not place.buyer.reviews.can_review(mine)
    assert not place.buyer.reports.can_report(mine)
    assert place.buyer.reviews.ratings_of(place.listing).rows == ()
    with pytest.raises(NoRecords):
        place.buyer.reviews.rate(mine, 5, "")


def test_the_seller_answers_from_the_chain_alone(place: Place) -> None:
    """Nothing of the order is kept here: ``licet seller`` answered it elsewhere."""
    mine = place.buy()
    place.buyer.reviews.rate(mine, 2, "Slow.")
    place.follow()
    (review,) = place.seller.reviews.received().rows
    most = place.seller.reviews.answer_cost(review.order_id)

    place.seller.reviews.answer(review.order_id, "Faster since 1.3.", agreed_wei=most)
    place.follow()

    answered = place.buyer.reviews.my_review(mine)
    assert answered is not None
    assert answered.answer is not None
    assert (answered.answer.text, answered.answer.to_earlier) == ("Faster since 1.3.", False)


def test_the_last_answer_stands_alone(place: Place) -> None:
    mine = place.buy()
    place.buyer.reviews.rate(mine, 2, "Slow.")
    token = place.buyer.book.get(mine).order_id
    assert token is not None

    for text in ("first", "second"):
        place.seller.reviews.answer(token, text)
    place.follow()

    (review,) = place.seller.reviews.received().rows
    assert review.answer is not None
    assert review.answer.text == "second"


def test_nobody_else_answers(place: Place) -> None:
    """The contract itself refuses; the buyer's wallet has not even the seller's key."""
    mine = place.buy()
    purchase = place.buyer.book.get(mine)
    assert purchase.order_id is not None
    assert purchase.order is not None
    assert purchase.delivery is not None
    calls = place.buyer.reviews._records.calls

    with pytest.raises(Reverted) as caught:
        place.buyer.execute(calls.answer(place.terms, purchase.order, purchase.delivery, b"I am the seller"))

    assert caught.value.name == "RecordsNotSeller"


def test_an_order_that_the_node_does_not_know_is_not_answered(place: Place) -> None:
    with pytest.raises(NoSuchSale):
        place.seller.reviews.answer(12345, "text")


def test_a_seller_who_buys_from_himself_is_shown_and_not_counted(place: Place) -> None:
    place.buyer = place.seller
    mine = place.buy()

    place.seller.reviews.rate(mine, 5, "Best model ever.")
    place.follow()

    (review,) = place.seller.reviews.ratings_of(place.listing).rows
    assert review.exclusion is Exclusion.OWN
    assert place.seller.reviews.summary_of(place.listing).count == 0


def test_a_report_reaches_the_seller_alone(place: Place) -> None:
    mine = place.buy()
    draft = place.buyer.reports.draft(mine)
    assert place.buyer.reports.can_report(mine)

    place.buyer.reports.report(
        mine, "It crashes on row 7.", frozenset({"model", "self_test"}), draft.cost_most_wei
    )
    place.follow()

    page = place.seller.reports.received()
    identity = place.terms.identity.hex()
    assert page.rows[0].report == Report(
        1, "It crashes on row 7.", model=f"Sample 1.2.0 {identity}", self_test="failed"
    )
    assert dict(draft.facts) == {
        "app": app_version(),
        "model": f"Sample 1.2.0 {identity}",
        "self_test": "failed",
    }
    sealed = page.rows[0].received.sealed
    assert b"crashes" not in sealed
    assert place.buyer.reports.received().rows == ()


def test_a_report_without_ticks_holds_the_text_alone(place: Place) -> None:
    mine = place.buy()

    place.buyer.reports.report(mine, "It crashes.", frozenset())
    place.follow()

    assert place.seller.reports.received().rows[0].report == Report(1, "It crashes.")


def test_a_report_needs_words_and_must_fit(place: Place) -> None:
    mine = place.buy()

    with pytest.raises(EmptyReport):
        place.buyer.reports.report(mine, " \n", frozenset({"app"}))
    with pytest.raises(TextTooLong):
        place.buyer.reports.report(mine, "x" * 2048, frozenset())


def test_a_report_about_a_wrong_key_is_not_sealed_for_whoever_made_it(place: Place) -> None:
    mine = place.buy(state=PurchaseState.WRONG_KEY, key=b"\xee" * 16)

    with pytest.raises(NotTheSellers):
        place.buyer.reports.report(mine, "wrong", frozenset())


def test_a_seller_who_locked_the_wallet_reads_no_reports(place: Place) -> None:
    mine = place.buy()
    place.buyer.reports.report(mine, "It crashes.", frozenset())
    place.follow()
    place.seller.vault.lock()

    with pytest.raises(WalletLocked):
        place.seller.reports.received()


def test_an_unreadable_report_does_not_hide_the_others(place: Place) -> None:
    mine = place.buy()
    token = place.buyer.book.get(mine).order_id
    assert token is not None
    place.buyer.reports.report(mine, "readable", frozenset())
    place.buyer.execute(place.buyer.reports._records.calls.report(token, b"\x01" + bytes(60)))
    place.follow()

    rows = place.seller.reports.received().rows

    assert [row.report.text if row.report else None for row in rows] == [None, "readable"]


def test_the_length_on_the_chain_says_little_of_the_words(place: Place) -> None:
    mine = place.buy()
    for text in ("a", "b" * 200):
        place.buyer.reports.report(mine, text, frozenset())
    place.follow()

    assert len({len(row.received.sealed) for row in place.seller.reports.received().rows}) == 1
