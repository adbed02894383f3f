"""Reading tokens that are strangers: real contracts that answer what they like."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.chain.gateway import ChainGateway
from desktop.core.identity import Address
from desktop.core.tokens import PermitDomain
from desktop.services.tokens import PaymentWay, TokenService, TokenUnreadable
from tests.helpers.chain import Wallet, sample_terms
from tests.helpers.tokens import Manner, Token, deploy_token, string_answer

WORD = 32


def word(value: int) -> bytes:
    return value.to_bytes(WORD, "big")


@pytest.fixture
def talking(gateway: ChainGateway, seller: Wallet) -> Token:
    return deploy_token(gateway, seller, "TalkingToken")


@pytest.fixture
def plain(gateway: ChainGateway, seller: Wallet) -> Token:
    return deploy_token(gateway, seller)


@pytest.fixture
def odd(gateway: ChainGateway, seller: Wallet) -> Token:
    return deploy_token(gateway, seller, "OddToken")


def test_a_token_by_the_book_is_read_as_it_is(gateway: ChainGateway, plain: Token) -> None:
    read = gateway.tokens.describe(plain.address)

    assert (read.address, read.symbol, read.name, read.decimals) == (plain.address, "PLN", "Plain", 18)
    assert read.tells_decimals
    assert not read.imitates_coin


def test_words_in_thirty_two_bytes_are_read_too(talking: Token) -> None:
    """Maker's token and others of 2017 answer so."""
    talking.say("symbol()", b"MKR".ljust(WORD, b"\0"))
    talking.say("name()", b"Maker".ljust(WORD, b"\0"))
    talking.say("decimals()", word(18))

    read = talking.gateway.tokens.describe(talking.address)

    assert (read.symbol, read.name, read.decimals) == ("MKR", "Maker", 18)


@pytest.mark.parametrize("manner", [2, 3, 4])
def test_a_token_that_fails_loops_or_floods_is_shown_by_its_address(talking: Token, manner: int) -> None:
    for signature in ("symbol()", "name()", "decimals()", "balanceOf(address)"):
        talking.say(signature, manner=manner)

    read = talking.gateway.tokens.describe(talking.address)

    assert (read.symbol, read.name, read.decimals, read.tells_decimals) == ("", "", 0, False)
    assert read.text(1234) == f"1234 {talking.address.short}"
    with pytest.raises(TokenUnreadable) as caught:
        talking.balance(Address(bytes(19) + b"\1"))
    assert caught.value.token == talking.address


@pytest.mark.parametrize(
    ("told", "decimals", "tells"),
    [(0, 0, True), (6, 6, True), (77, 77, True), (78, 0, False), (2**256 - 1, 0, False)],
)
def test_decimals_are_believed_within_what_256_bits_hold(
    talking: Token, told: int, decimals: int, tells: bool
) -> None:
    talking.say("decimals()", word(told))

    read = talking.gateway.tokens.describe(talking.address)

    assert (read.decimals, read.tells_decimals) == (decimals, tells)


@pytest.mark.parametrize("symbol", ["ETH", "ΕΤΗ", "E\u200bTH", "Ξ", "3TH"])
def test_a_token_that_calls_itself_like_the_coin_is_shown_by_its_address(talking: Token, symbol: str) -> None:
    talking.say("symbol()", string_answer(symbol.encode()))
    talking.say("decimals()", word(18))

    read = talking.gateway.tokens.describe(talking.address)

    assert read.imitates_coin
    assert read.text(10**18) == f"1 {talking.address.short}"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xff" * 31,
        b"\xff" * WORD,
        word(2**255) + word(3) + b"abc",
        word(32) + word(2**64) + b"abc",
        word(32) + word(200),
        string_answer(b"\xff\xfe"),
        string_answer(b"a\nb"),
        string_answer(b"<b>x</b>"),
        string_answer("a\u202eb".encode()),
        string_answer(b"x" * 255),
        string_answer(b"5 000"),
    ],
)
def test_an_answer_that_is_no_symbol_leaves_none(talking: Token, answer: bytes) -> None:
    talking.say("symbol()", answer)

    assert talking.gateway.tokens.describe(talking.address).symbol == ""


def test_a_name_is_one_short_line_of_plain_letters(talking: Token) -> None:
    talking.say(
        "name()", string_answer("A\nname \u202ewith\x00 all\tsorts of things that goes on and on".encode())
    )

    assert talking.gateway.tokens.describe(talking.address).name == "A name with all sorts of things that goe"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_answer_at_all_breaks_the_reading(talking: Token, answer: bytes) -> None:
    for signature in ("symbol()", "name()", "decimals()", "eip712Domain()", "DOMAIN_SEPARATOR()"):
        talking.say(signature, answer)

    read = talking.gateway.tokens.describe(talking.address)

    assert read.address == talking.address
    assert read.unit.isprintable()
    assert talking.gateway.tokens.permit_domain(talking.address) is None


def test_an_address_without_a_contract_says_nothing(gateway: ChainGateway) -> None:
    nobody = Address(b"\x42" * 20)

    assert not gateway.tokens.describe(nobody).tells_decimals
    assert not gateway.tokens.has_code(nobody)
    assert gateway.tokens.permit_domain(nobody) is None


def test_permits_are_found_by_what_the_token_itself_commits_to(gateway: ChainGateway, plain: Token) -> None:
    domain = gateway.tokens.permit_domain(plain.address)

    assert domain == PermitDomain("Plain", "1")
    assert gateway.tokens.permit_nonce(plain.address, plain.owner.address) == 0


def test_a_domain_is_found_by_the_name_and_the_version_that_are_told(talking: Token) -> None:
    """USD Coin has version 2 and tells it by ``version()``; others have 1 and tell nothing."""
    chain_id = talking.gateway.chain_id
    talking.say("name()", string_answer(b"USD Coin"))
    talking.say("DOMAIN_SEPARATOR()", PermitDomain("USD Coin", "1").separator(chain_id, talking.address))
    assert talking.gateway.tokens.permit_domain(talking.address) == PermitDomain("USD Coin", "1")

    talking.say("version()", string_answer(b"2"))
    talking.say("DOMAIN_SEPARATOR()", PermitDomain("USD Coin", "2").separator(chain_id, talking.address))
    assert talking.gateway.tokens.permit_domain(talking.address) == PermitDomain("USD Coin", "2")


def test_a_domain_that_fits_nothing_means_no_permits(talking: Token) -> None:
    talking.say("name()", string_answer(b"USD Coin"))
    talking.say("DOMAIN_SEPARATOR()", b"\7" * WORD)

    assert talking.gateway.tokens.permit_domain(talking.address) is None


def test_a_trial_measures_what_would_arrive_and_changes_nothing(
    gateway: ChainGateway, plain: Token, buyer: Wallet
) -> None:
    plain.mint(buyer.address, 1000)

    trial = gateway.tokens.try_transfer(plain.address, buyer.address, 600)

    assert (trial.moves, trial.received) == (True, 600)
    assert plain.balance(buyer.address) == 1000


@pytest.mark.parametrize(
    ("manner", "moves", "received"),
    [
        (Manner.RETURNS_NOTHING, True, 600),
        (Manner.TAKES_A_FEE, True, 599),
        (Manner.MOVES_NOTHING, True, 0),
        (Manner.RETURNS_FALSE, False, None),
    ],
)
def test_a_trial_sees_how_an_odd_token_would_pay(
    gateway: ChainGateway, odd: Token, buyer: Wallet, manner: Manner, moves: bool, received: int | None
) -> None:
    odd.mint(buyer.address, 1000)
    odd.behave(manner)

    trial = gateway.tokens.try_transfer(odd.address, buyer.address, 600)

    assert (trial.moves, trial.received) == (moves, received)
    assert trial.takes_part(600) is (moves and received != 600)


def test_a_trial_sees_an_account_that_the_token_blocks(
    gateway: ChainGateway, odd: Token, buyer: Wallet
) -> None:
    odd.mint(buyer.address, 1000)
    odd.call("blockAccount", buyer.address.raw)

    assert not gateway.tokens.try_transfer(odd.address, buyer.address, 600).moves


def test_a_node_that_replaces_no_code_still_tells_yes_or_no(
    gateway: ChainGateway, odd: Token, buyer: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd.mint(buyer.address, 1000)
    call = gateway.tokens._call
    monkeypatch.setattr(
        gateway.tokens, "_call", lambda request, *overrides: None if overrides else call(request)
    )

    willing = gateway.tokens.try_transfer(odd.address, buyer.address, 600)
    odd.behave(Manner.RETURNS_FALSE)
    unwilling = gateway.tokens.try_transfer(odd.address, buyer.address, 600)

    assert (willing.moves, willing.received) == (True, None)
    assert not unwilling.moves


# What a purchase takes, and what a seller is told


def test_the_way_of_paying_follows_from_allowance_and_permits(
    gateway: ChainGateway, plain: Token, odd: Token, buyer: Wallet
) -> None:
    service = TokenService(gateway.tokens)

    def way(token: Token) -> PaymentWay:
        terms = sample_terms(gateway, plain.owner.address, currency=token.address, price=600)
        return service.payment(buyer.address, terms).way

    assert way(plain) is PaymentWay.PERMIT
    assert way(odd) is PaymentWay.APPROVE
    odd.call("approve", gateway.market.raw, 599, sender=buyer)
    assert way(odd) is PaymentWay.RESET
    odd.call("approve", gateway.market.raw, 600, sender=buyer)
    assert way(odd) is PaymentWay.ALLOWED


@pytest.mark.parametrize(
    ("manner", "warning"),
    [
        (Manner.TAKES_A_FEE, "takes-part"),
        (Manner.RETURNS_FALSE, "refuses-transfer"),
        (Manner.MOVES_NOTHING, "takes-part"),
    ],
)
def test_a_seller_is_told_what_is_wrong_with_a_token(
    gateway: ChainGateway, odd: Token, seller: Wallet, manner: Manner, warning: str
) -> None:
    odd.mint(seller.address, 1000)
    odd.behave(manner)

    report = TokenService(gateway.tokens).inspect(odd.address, seller.address)

    assert warning in report.warnings
    assert not report.is_usable


def test_a_token_that_answers_no_is_seen_even_by_a_seller_who_has_none_of_it(
    gateway: ChainGateway, odd: Token, buyer: Wallet
) -> None:
    odd.behave(Manner.RETURNS_FALSE)

    report = TokenService(gateway.tokens).inspect(odd.address, buyer.address)

    assert "refuses-zero" in report.warnings
    assert report.is_usable  # some good tokens refuse to move nothing, so it is only said


def test_a_good_token_is_usable_without_a_word(gateway: ChainGateway, plain: Token, seller: Wallet) -> None:
    report = TokenService(gateway.tokens).inspect(plain.address, seller.address)

    assert report.warnings == ()
    assert report.is_usable


def test_an_address_without_code_is_no_token(gateway: ChainGateway, seller: Wallet) -> None:
    report = TokenService(gateway.tokens).inspect(Address(b"\x42" * 20), seller.address)

    assert report.warnings == ("no-code",)
    assert not report.is_usable
