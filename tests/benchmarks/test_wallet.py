"""The wallet's benchmark on small sizes; no figure is judged."""

from pathlib import Path

from desktop.bootstrap.bench import wallet
from desktop.core.accounts import Account
from desktop.core.identity import Address


def test_pages_and_searches_of_a_made_activity_are_measured(tmp_path: Path) -> None:
    account = Account(Address(b"\x01" * 20), "", "Account 1", "hd")
    wallet.fill(tmp_path, (account,), 120)

    figures = wallet.measure_pages(tmp_path)

    assert {"wallet_first_page_ms", "wallet_search_ms_max", "wallet_export_s"} <= figures.keys()


def test_the_group_is_named() -> None:
    from desktop.bootstrap.bench.groups import GROUPS

    assert "wallet" in GROUPS
