"""A whole sale by commands alone: chain, deploy, pack, verify, publish, seller, buy, settle."""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.assets import Assets
from desktop.bootstrap.hostile import packages as hostile_packages
from desktop.chain.gateway import ChainGateway, companion_deployments, revert_names
from desktop.chain.rpc import RpcClient
from desktop.core.cancel import CancelToken
from desktop.core.contents import FILES
from desktop.core.events import Rated
from desktop.core.exchange import OrderState, Terms
from desktop.core.identity import Address
from tests.helpers.app import PASSWORD, open_app
from tests.helpers.chain import Wallet, buy_model
from tests.helpers.cli import Answer, allow_local_sources, licet, make_wallet
from tests.helpers.shop import packed_model
from tests.helpers.tokens import deploy_token
from tests.integration.cli.conftest import free_port, service

MODEL = Assets.find().resource("models", "tumour-diagnosis")
PRICE_WEI = 3 * 10**16
WAIT_S = 90.0
OTHER_BUYER = Wallet.number(71)
OPERATOR_PASSWORD = "another password, for the machine"


@dataclass
class Place:
    """The chain with the market on it, as commands name them."""

    rpc: RpcClient
    url: str
    chain_id: int
    market: Address
    gateway: ChainGateway

    def options(self, password_file: Path) -> list[object]:
        market = ["--rpc", self.url, "--market", self.market, "--own-node"]
        return [*market, "--password-file", password_file, "--json"]

    def fund(self, account: Address) -> None:
        self.rpc.send("licet_faucet", [str(account)], str)

    def state(self, order: int) -> OrderState:
        return OrderState(self.gateway.order_slot(order) & 0xFF)


@pytest.fixture(scope="module")
def deployed(
    chain: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Place, list[Answer]]]:
    """The market, deployed twice."""
    folder = tmp_path_factory.mktemp("deployer")
    account, password = make_wallet(folder / "data")
    rpc = RpcClient(chain["url"])
    rpc.send("licet_faucet", [str(account)], str)
    arguments = ["deploy", "--rpc", chain["url"], "--demo", "--password-file", password, "--json"]
    answers = [licet(*arguments, data_dir=folder / "data") for _ in range(2)]
    market = Address.parse(answers[0].json["market"])
    gateway = ChainGateway.connect(
        [chain["url"]], chain["chain_id"], market, reverts=revert_names(Assets.find())
    )
    yield Place(rpc, chain["url"], chain["chain_id"], market, gateway), answers
    gateway.close()
    rpc.close()


@pytest.fixture(scope="module")
def place(deployed: tuple[Place, list[Answer]]) -> Place:
    return deployed[0]


@dataclass
class Sale:
    """What the commands of seller and buyer answered, and another buyer's order that nobody confirmed."""

    listed: Any
    content: Path
    serving: Any
    operator: Address
    bought: Any
    settled: int
    buyer: Path
    buyer_password: Path


@pytest.fixture(scope="module")
def sale(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Sale:
    """The seller lists and leaves; a prepared directory answers two orders and settles one of them later."""
    folder, port = tmp_path_factory.mktemp("sale"), free_port()
    seller_dir, home, buyer_dir = folder / "seller", folder / "home", folder / "buyer"
    seller, seller_password = make_wallet(seller_dir)
    buyer, buyer_password = make_wallet(buyer_dir)
    allow_local_sources(buyer_dir)
    for account in (seller, buyer, OTHER_BUYER.address):
        place.fund(account)
    (folder / "share").mkdir()
    listed = licet(
        "publish", MODEL, "--price", "0.03", "--source", f"http://127.0.0.1:{port}",
        "--to-folder", folder / "share", "--to-ipfs", f"http://127.0.0.1:{free_port()}",
        *place.options(seller_password), data_dir=seller_dir,
    ).json  # fmt: skip
    with open_app(seller_dir, place.url, place.chain_id, place.market) as services:
        services.accounts.unlock(PASSWORD)
        operator = services.selling.prepare_seller(home, OPERATOR_PASSWORD)
    place.fund(operator)
    operator_password = folder / "operator.password"
    operator_password.write_text(OPERATOR_PASSWORD)
    terms = terms_of(place, listed)
    with service(
        "seller", "--port", port, "--own-node", "--password-file", operator_password, data_dir=home
    ) as serving:
        buy = ["buy", listed["listing"], "--confirm", *place.options(buyer_password)]
        bought = licet(*buy, data_dir=buyer_dir).json
        # The bond was put down for one order at a time: it is free again now that the first is final.
        other = buy_model(place.gateway, OTHER_BUYER, listed["listing"], terms).order_id
        wait_for(lambda: place.state(other) is OrderState.DELIVERED)
        place.rpc.send("evm_increaseTime", [terms.dispute_in_s + 60], object)
        wait_for(lambda: place.state(other) is OrderState.FINAL)
    return Sale(
        listed,
        seller_dir / "content" / listed["identity"],
        serving,
        operator,
        bought,
        other,
        buyer_dir,
        buyer_password,
    )


def terms_of(place: Place, listed: Any) -> Terms:
    found = place.gateway.listing(listed["listing"])
    assert found is not None
    return found[0]


def wait_for(reached: Callable[[], bool]) -> None:
    """Wait; whether it was reached is for the tests to say."""
    deadline = time.monotonic() + WAIT_S
    while not reached() and time.monotonic() < deadline:
        time.sleep(0.2)


def test_deploying_twice_finds_the_same_market(deployed: tuple[Place, list[Answer]]) -> None:
    place, (first, second) = deployed

    assert set(first.json) == {"market", "records", "splits", "chain_id", "hashes"}
    assert first.json["chain_id"] == place.chain_id
    assert [len(sent) for sent in first.json["hashes"]] == [66, 66, 66]
    assert second.json == first.json | {"hashes": []}
    place.gateway.check_contract()


def test_deploying_brings_the_companions_that_belong_to_the_market(
    deployed: tuple[Place, list[Answer]],
) -> None:
    place, (first, _second) = deployed
    expected = companion_deployments(Assets.find(), place.gateway.market)

    assert first.json["records"] == str(expected.records.address)
    assert first.json["splits"] == str(expected.splits.address)
    assert place.gateway.code_at(expected.records.address)
    assert place.gateway.code_at(expected.splits.address)


def test_publishing_answers_with_the_listing_and_leaves_the_files_to_upload(sale: Sale, place: Place) -> None:
    terms = terms_of(place, sale.listed)

    assert set(sale.listed) == {"listing", "identity", "places"}
    assert (terms.identity.hex(), terms.price) == (sale.listed["identity"], PRICE_WEI)
    assert {path.name for path in sale.content.iterdir()} == set(FILES)


def test_publishing_copies_to_each_place_and_a_node_that_is_away_hinders_nothing(sale: Sale) -> None:
    share = sale.content.parents[2] / "share"
    copied = {path.name: path.read_bytes() for path in (share / sale.content.name).iterdir()}

    assert [place["ok"] for place in sale.listed["places"]] == [True, False]
    assert copied == {path.name: path.read_bytes() for path in sale.content.iterdir()}


def test_the_seller_answers_while_the_app_is_closed(sale: Sale, place: Place) -> None:
    assert set(sale.serving) == {"content", "operator"}
    assert Address.parse(sale.serving["operator"]) == sale.operator
    assert place.gateway.operator_of(terms_of(place, sale.listed).seller) == sale.operator


def test_a_buyer_has_the_model_checked_and_may_release_the_payment_at_once(sale: Sale, place: Place) -> None:
    assert set(sale.bought) == {"purchase", "state", "order", "self_test"}
    assert (sale.bought["state"], sale.bought["self_test"]) == ("final", True)
    assert place.state(int(sale.bought["order"], 16)) is OrderState.FINAL


def test_an_owned_model_is_judged_and_compared_by_own_data_and_that_is_kept(
    sale: Sale, place: Place, tmp_path: Path
) -> None:
    sample = next((MODEL / "samples").glob("*.csv")).read_text().splitlines()
    (tmp_path / "own.csv").write_text(
        "\n".join([f"{sample[0]},label", *(f"{row},{label}" for row in sample[1:3] for label in "MB")])
    )
    bought, cancel = sale.bought["purchase"], CancelToken()
    with open_app(sale.buyer, place.url, place.chain_id, place.market) as services:
        services.accounts.unlock(PASSWORD)
        prepared = services.judging.suggest(bought, [tmp_path / "own.csv"])

        made = services.judging.judge(bought, prepared, cancel, lambda _: None)
        compared = services.comparing.compare([bought, bought], prepared, cancel, lambda _: None)

        assert prepared.names == {"M": "malignant", "B": "benign"}
        accuracy = made.figure("accuracy")
        assert accuracy is not None
        assert accuracy.value == 0.5
        assert services.judging.history(bought) == [made]
        assert len(services.judging.observed(made)) == made.counts.judged == 4
        assert services.judging.preview(made, "1") is not None
        assert compared.agreements[0].share == 1.0
        assert compared.entries[0].contender.price is not None
    told = licet(
        "judge", bought, "--data", tmp_path / "own.csv", "--stratified", "--json", "--password-file",
        sale.buyer_password, "--rpc", place.url, "--market", place.market, data_dir=sale.buyer,
    ).json  # fmt: skip
    assert told["data_sha256"] == made.data_digest


def test_a_bought_model_runs_over_a_table(sale: Sale, place: Place, tmp_path: Path) -> None:
    source = next((MODEL / "samples").glob("*.csv"))
    told = licet(
        "run", sale.bought["purchase"], "--batch", source, "--out", tmp_path, "--json",
        "--password-file", sale.buyer_password, "--rpc", place.url, "--market", place.market,
        data_dir=sale.buyer,
    ).json  # fmt: skip

    assert (told["items"], told["failed"]) == (len(source.read_text().splitlines()) - 1, 0)
    assert (tmp_path / "results.csv").is_file()


def test_a_final_licence_is_rated_and_rated_again(sale: Sale, place: Place) -> None:
    buyer_dir, password = sale.buyer, sale.buyer_password
    words = "Läuft auf Anhieb.\u202e"
    command = ["rate", sale.bought["purchase"]]

    first = licet(*command, 2, *place.options(password), data_dir=buyer_dir)
    second = licet(*command, 5, "--text", words, *place.options(password), data_dir=buyer_dir).json
    too_long = licet(*command, 5, "--text", "ä" * 257, *place.options(password), data_dir=buyer_dir)
    no_stars = licet(*command, 6, *place.options(password), data_dir=buyer_dir)

    records = companion_deployments(Assets.find(), place.gateway.market).records.address
    events = place.gateway.follow(None, {}, records).poll().events
    rated = [(event.stars, event.text) for event in events if isinstance(event, Rated)]
    assert rated == [(2, b""), (5, "Läuft auf Anhieb.".encode())]
    assert first.json["stars"] == 2
    assert "ETH" in first.stderr
    assert set(second) == {"purchase", "token", "listing", "stars", "text", "block"}
    assert (second["token"], second["text"]) == (sale.bought["order"], "Läuft auf Anhieb.")
    assert (too_long.code, no_stars.code) == (1, 2)
    assert "514 B" in too_long.stderr


def test_the_seller_settles_after_the_dispute_window(sale: Sale, place: Place) -> None:
    terms = terms_of(place, sale.listed)

    assert place.state(sale.settled) is OrderState.FINAL
    assert place.gateway.credit(terms.payee, terms.currency) == 2 * PRICE_WEI


@contextmanager
def busy_chain(place: Place) -> Iterator[None]:
    """Other people's blocks: an order in tokens is answered when it is safe, 64 blocks later."""
    stop = threading.Event()

    def mine() -> None:
        while not stop.wait(0.05):
            place.rpc.send("evm_mine", [], object)

    miner = threading.Thread(target=mine, daemon=True)
    miner.start()
    try:
        yield
    finally:
        stop.set()
        miner.join(10.0)


def await_sale(book: Path, state: str) -> None:
    """Until the seller's own book says so of its only sale: it learns of a release a look later than the buyer."""
    with closing(sqlite3.connect(f"{book.as_uri()}?mode=ro", uri=True)) as database:
        until = time.monotonic() + 60
        while (found := database.execute("SELECT state FROM sale").fetchall()) != [(state,)]:
            assert time.monotonic() < until, found
            time.sleep(0.1)


def test_a_model_is_sold_for_a_token_by_commands_alone(place: Place, tmp_path: Path) -> None:
    port, minter = free_port(), Wallet.number(72)
    seller, seller_password = make_wallet(tmp_path / "seller")
    buyer, buyer_password = make_wallet(tmp_path / "buyer")
    allow_local_sources(tmp_path / "buyer")
    for account in (seller, buyer, minter.address):
        place.fund(account)
    token = deploy_token(place.gateway, minter)
    token.mint(buyer, 10**19)

    listed = licet(
        "publish", MODEL, "--price", "2.5", "--token", token.address, "--source", f"http://127.0.0.1:{port}",
        *place.options(seller_password), data_dir=tmp_path / "seller",
    )  # fmt: skip
    terms = terms_of(place, listed.json)
    options = place.options(seller_password)[:-1]
    with (
        service("seller", "--port", port, *options, data_dir=tmp_path / "seller"),
        busy_chain(place),
    ):
        buy = ["buy", listed.json["listing"], "--confirm", *place.options(buyer_password)]
        bought = licet(*buy, data_dir=tmp_path / "buyer")
        await_sale(tmp_path / "seller" / "licet.db", "final")
    with open_app(tmp_path / "seller", place.url, place.chain_id, place.market) as services:
        services.accounts.unlock(PASSWORD)
        (earned,) = services.selling.earnings().tokens

    assert (terms.currency, terms.price) == (token.address, 25 * 10**17)
    assert bought.json["state"] == "final"
    assert f"2.5 PLN (unverified token {token.address}, permit)" in bought.stderr
    assert (earned.currency.symbol, earned.credit, earned.in_dispute) == ("PLN", 25 * 10**17, 0)
    assert token.balance(buyer) == 10**19 - 25 * 10**17


def test_a_token_that_is_none_is_not_listed(place: Place, tmp_path: Path) -> None:
    seller, password = make_wallet(tmp_path / "seller")
    place.fund(seller)

    refused = licet(
        "publish", MODEL, "--price", "2.5", "--token", Address(b"\x42" * 20), "--source", "http://127.0.0.1:9",
        *place.options(password), data_dir=tmp_path / "seller",
    )  # fmt: skip

    assert refused.code != 0
    assert "no contract at this address" in refused.stderr
    assert place.gateway.listings_of(seller) == []


def test_licences_are_listed_and_passed_on(sale: Sale, place: Place) -> None:
    options = place.options(sale.buyer_password)
    (listed,) = licet("licences", *options, data_dir=sale.buyer).json["licences"]
    assert (listed["licence"], listed["hindrance"], listed["has_key"]) == (sale.bought["order"], None, True)

    refused = licet("renew", listed["licence"], *options, data_dir=sale.buyer)
    moved = licet("transfer", listed["licence"], OTHER_BUYER.address, *options, data_dir=sale.buyer).json

    assert refused.code == 1
    assert "There is nothing to renew" in refused.stderr
    assert moved["to"] == str(OTHER_BUYER.address)
    (after,) = licet("licences", *options, data_dir=sale.buyer).json["licences"]
    assert after["hindrance"] == "passed-on"
    asked = licet("request-key", listed["licence"], *options, data_dir=sale.buyer)
    assert asked.code == 1
    assert "belongs to somebody else" in asked.stderr


def test_packing_gives_two_archives_that_the_verifier_accepts(tmp_path: Path) -> None:
    packed = licet("pack", MODEL, "--out", tmp_path, "--json").json
    verdict = licet("verify", tmp_path / "public.zip", "--json")

    assert set(packed) == {
        "name", "version", "task", "public_bytes", "sealed_bytes", "parameters", "run_ms", "peak_rss_bytes", "tests",
        "variants", "guesses",
    }  # fmt: skip
    assert packed["public_bytes"] == (tmp_path / "public.zip").stat().st_size
    assert packed["sealed_bytes"] == (tmp_path / "sealed.zip").stat().st_size
    assert verdict.json == {"ok": True, "breaches": []}


def test_the_verifier_names_each_breach_and_answers_1(tmp_path: Path) -> None:
    (tmp_path / "public.zip").write_bytes(hostile_packages.rebuilt(packed_model(), "graph-sizes-lie"))

    verdict = licet("verify", tmp_path / "public.zip", "--json")

    told = json.loads(verdict.stdout)
    assert (verdict.code, verdict.stderr, told["ok"]) == (1, "", False)
    assert all(set(breach) == {"rule", "where", "found", "text"} for breach in told["breaches"])
    assert "external-data" in {breach["rule"] for breach in told["breaches"]}


@pytest.mark.parametrize("content", [b"<html>", None], ids=["a page", "absent"])
def test_the_verifier_answers_2_for_what_it_cannot_read(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    if content is not None:
        path.write_bytes(content)

    verdict = licet("verify", path, "--json")

    told = json.loads(verdict.stdout)
    assert (verdict.code, verdict.stderr, told["ok"]) == (2, "", False)
    assert [breach["rule"] for breach in told["breaches"]] == ["unreadable"]
