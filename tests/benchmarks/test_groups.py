"""The benchmarks give the keys that the design names, on sizes that take no time. No figure is judged here."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from desktop.bootstrap.bench import catalogue, confining, gas, listings, runtime, sampling, search
from desktop.bootstrap.bench.anvil import filled_anvil
from desktop.bootstrap.bench.groups import GROUPS
from desktop.bootstrap.bench.listings import MadeMarket
from desktop.bootstrap.bench.searched_market import SearchedMarket
from desktop.chain.events import RpcLog
from desktop.chain.rpc import RpcClient
from desktop.commands.benchmarks import bench
from desktop.core.cards import parse_card
from desktop.core.contents import Commitments
from desktop.core.listings import ListingQuery
from desktop.runtime.host import ModelHost
from desktop.store.catalogue import CatalogueReader
from desktop.wallet.client import VaultClient

ROWS = 60


@pytest.fixture(scope="module")
def figures() -> dict[str, float | str]:
    return gas.measure()


def test_every_call_has_its_gas_and_its_dearest_case(figures: dict[str, float | str]) -> None:
    for key in gas.BUDGETS:
        assert isinstance(figures[key], int)
        assert figures[f"{key}_case"]


def test_gas_is_that_of_real_transactions(figures: dict[str, float | str]) -> None:
    """Not less than the 21,000 of any transaction and not the gas limit of one."""
    assert all(21_000 < figures[key] < 1_000_000 for key in gas.BUDGETS)  # type: ignore[operator]


def test_calls_cost_what_the_table_of_the_contracts_says(figures: dict[str, float | str]) -> None:
    """contracts/gas.json is measured on another chain, by other bindings."""
    table = json.loads((Path(__file__).parents[2] / "contracts" / "gas.json").read_text())
    rows = {
        "gas_complain_content": "complainContent at 1 GiB",
        "gas_complain_key_erc20": "complainKey in tokens",
        "gas_rate": "rate (text of 512 bytes)",
        "gas_anchor": "anchor",
        "gas_split_withdraw": "withdraw a share (first of eight)",
        "gas_renew": "renew",
        "gas_request_key": "requestKey",
        "gas_answer_key": "answerKey",
    }

    # zero bytes in points, times and hashes cost 12 gas less each under EIP-7623
    assert {key: figures[key] for key in rows} == pytest.approx(
        {key: table[name] for key, name in rows.items()}, abs=500
    )


def test_calls_above_their_budget_are_named(figures: dict[str, float | str]) -> None:
    named = set(str(figures["gas_over_budget"]).split())

    assert named == {key for key, budget in gas.BUDGETS.items() if figures[key] > budget}  # type: ignore[operator]


def test_the_sealer_is_measured_on_content_of_any_size(tmp_path: Path) -> None:
    figures = runtime.measure_sealer(tmp_path / "sealer", 200_000)

    assert {"unseal_vs_raw", "check_vs_sha256"} <= figures.keys()
    assert figures["sealer_bytes"] == 200_000


def test_what_was_sealed_lies_under_its_identity(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"weights" * 30_000)

    version = runtime.seal_file(tmp_path / "plain", b"public", tmp_path / "content")

    assert isinstance(version.content, Commitments)
    assert version.terms.identity == version.content.identity
    assert (version.folder / "public.zip").read_bytes() == b"public"


def test_the_made_model_opens_through_vault_sealer_and_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.runtime.bench._LAYERS", 1)
    monkeypatch.setattr("desktop.runtime.bench.MLP_WIDTH", 64)
    public, sealed = tmp_path / "public.zip", tmp_path / "sealed.zip"
    runtime.bench.write_mlp(tmp_path / "plain.onnx", public, sealed)
    vault = VaultClient(scrypt_n=2)
    library = runtime.Library(ModelHost(), tmp_path / "content", vault)
    try:
        library.prepare(public, sealed)
        model = library.start()()
        try:
            assert model.manifest.name == "Benchmark"
        finally:
            model.close()
    finally:
        vault.lock()


def test_following_a_made_market_gives_its_listings(tmp_path: Path) -> None:
    figures = catalogue.measure_sync(tmp_path, ROWS)

    assert {"sync_vs_web3", "sync_vs_limit"} <= figures.keys()
    assert figures["sync_rows"] == ROWS


def test_a_small_catalogue_is_not_called_a_million(tmp_path: Path) -> None:
    figures = search.measure_search(tmp_path, ROWS)

    assert {
        "search_vs_raw", "search_p99_ms", "first_letter_p99_ms", "facet_p99_ms", "search_filtered_p99_ms",
        "search_sorted_p99_ms", "page_1000_vs_page_1",
    } <= figures.keys()  # fmt: skip
    assert figures["search_rows"] == ROWS
    assert "search_p99_ms_1m" not in figures


def test_every_made_listing_is_found_by_its_name(tmp_path: Path) -> None:
    market = SearchedMarket(ROWS)
    search.fill(tmp_path / "catalogue.db", market)
    reader = CatalogueReader(tmp_path / "catalogue.db")
    try:
        for number in range(1, ROWS + 1):
            name = parse_card(market.card(number)).name
            found = reader.search(ListingQuery(text=name, limit=ROWS))
            assert number in {row.id for row in found.rows}
    finally:
        reader.close()


def test_the_node_tells_each_listing_once() -> None:
    with filled_anvil(MadeMarket(ROWS)) as url:
        client = RpcClient(url)
        query = {"address": str(listings.MARKET), "fromBlock": "0x0", "toBlock": "0xffff"}
        logs = client.call("eth_getLogs", [query], list[RpcLog])
        client.close()

    assert [int(entry.topics[1], 16) for entry in logs] == list(range(1, ROWS + 1))
    assert {int(entry.block_number, 16) for entry in logs} == set(range(1, ROWS // listings.PER_BLOCK + 1))


def test_a_ratio_is_the_median_of_the_pairs() -> None:
    assert sampling.ratio([1.0, 9.0, 3.0], [1.0, 3.0, 3.0]) == 1.0
    assert math.isclose(sampling.ratio([2.0, 2.0, 8.0], [4.0, 1.0, 2.0]), 2.0)


def test_a_percentile_is_one_of_the_values() -> None:
    values = list(map(float, np.arange(1000)))

    assert search.percentile(values, 0.99) == 990.0
    assert search.percentile([5.0], 0.999) == 5.0


def test_the_command_writes_one_flat_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GROUPS, "gas", lambda scale: {"gas_list": 1, "scale": scale})

    outcome = CliRunner().invoke(bench, ["gas", "--json", str(tmp_path / "gas.json"), "--scale", "0.5"])

    assert outcome.exit_code == 0
    assert json.loads((tmp_path / "gas.json").read_text("utf-8")) == {"gas_list": 1, "scale": 0.5}


def test_a_group_that_is_not_there_is_refused_with_the_names_of_those_that_are() -> None:
    outcome = CliRunner().invoke(bench, ["speed"])

    assert outcome.exit_code == 2
    assert all(name in outcome.output for name in GROUPS)


def test_giving_up_rights_is_timed_where_they_are_given_up() -> None:
    figures = confining.measure_confining()

    assert 0 < float(figures["sandbox_setup_ms"]) < 10_000
    assert figures["sandbox_level"] in {"strict", "reduced", "none"}
