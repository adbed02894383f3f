"""A wallet of fifty accounts with ten thousand lines of activity: how soon it opens, shows and finds, and what it costs to derive.

The wallet file and the database are real, and the keys are in a vault process of their own, as in the app. The key
derivation alone is measured beside the unlocking, in turns, so that both see the same machine.
"""

import hashlib
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from desktop.bootstrap.bench.sampling import PAIRS, interleaved, seconds
from desktop.bootstrap.bench.search import percentile
from desktop.core.accounts import Account, PathScheme
from desktop.core.activity import ActivityQuery
from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN, Currency
from desktop.core.movements import Leg
from desktop.services.activity import ActivityService
from desktop.services.journal import Activity
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.wallet.account_client import AccountVaultClient
from desktop.wallet.client import VaultClient

ACCOUNTS = 50
LINES = 10_000
PAGE = 100
ROUNDS = 3
PASSWORD = "a password of the benchmark"  # noqa: S105  of a wallet that holds nothing
TEXTS = ("model 12", "0x3f", "nothing of the kind")
_DERIVED = 200
_UNLOCKS = 3
_TOKEN = Currency(Address(keccak256(b"bench token")[12:]), "USDX", 6)
_START = 1_700_000_000


def measure(lines: int = LINES, accounts: int = ACCOUNTS) -> dict[str, float | str]:
    """The keys of the group ``wallet``."""
    with tempfile.TemporaryDirectory(prefix="licet-bench-", ignore_cleanup_errors=True) as folder:
        wallet = make_wallet(Path(folder), accounts)
        fill(Path(folder), wallet, lines)
        figures = measure_unlock(Path(folder)) | measure_derivation() | measure_pages(Path(folder))
        return figures | measure_window(Path(folder)) | {"wallet_accounts": accounts, "wallet_lines": lines}


def make_wallet(folder: Path, accounts: int) -> tuple[Account, ...]:
    """A wallet file of the standard cost with so many accounts of one phrase."""
    vault = VaultClient()
    try:
        _phrase, data, made = vault.create(PASSWORD)
        rest = range(len(made), accounts)
        if rest:
            paths = [PathScheme.BIP44.path(number) for number in rest]
            names = [f"Account {number + 1}" for number in rest]
            made, data = AccountVaultClient(vault).add_at(paths, names)
    finally:
        vault.lock()
    (folder / "wallet.json").write_bytes(data)
    return made


def fill(folder: Path, accounts: Sequence[Account], lines: int) -> None:
    """Activity of all kinds over these accounts, in one transaction."""
    rng = random.Random(6)  # noqa: S311 - the same lines each time
    people = [Address(rng.randbytes(20)) for _ in range(200)]
    database = Database.open(folder / "licet.db", user_database)
    book = ActivityStore(database)
    with book.together():
        for number in range(lines):
            book.add(_line(rng, number, rng.choice(accounts).address, rng.choice(people)))
    database.close()


def _line(rng: random.Random, number: int, account: Address, other: Address) -> Activity:
    kind = rng.choice(("buy", "send", "receive", "deliver", "withdraw", "rate"))
    currency = rng.choice((COIN, COIN, _TOKEN))
    amount = rng.choice((-1, 1)) * rng.randrange(10**18)
    return Activity(
        0, _START + 600 * number, kind, account, amount, rng.randrange(10**15), rng.randbytes(32), "done", other,
        f"Model {rng.randrange(400)}", "paid for the lab" if number % 50 == 0 else "", currency, 1, number,
        _START + 600 * number, (Leg(currency, amount, other),), is_found=kind == "receive",
    )  # fmt: skip


def measure_unlock(folder: Path) -> dict[str, float | str]:
    """``wallet_unlock_s`` and ``wallet_kdf_s``, and how much longer the one takes; and with the vault's process not yet started.

    The app starts the process when it asks for the password.
    """
    from desktop.wallet.crypto_box import Scrypt
    from desktop.wallet.limits import STANDARD_SCRYPT_N

    data = (folder / "wallet.json").read_bytes()
    kdf = Scrypt.fresh(STANDARD_SCRYPT_N)

    def unlock(*, is_prepared: bool = True) -> float:
        vault = VaultClient()
        try:
            if is_prepared:
                vault.prepare()
            return seconds(lambda: vault.unlock(data, PASSWORD))
        finally:
            vault.lock()

    cold = unlock(is_prepared=False)
    whole, alone = interleaved(unlock, lambda: seconds(lambda: kdf.derive(PASSWORD.encode())), pairs=_UNLOCKS)
    return {
        "wallet_unlock_cold_s": cold,
        "wallet_unlock_s": statistics.median(whole),
        "wallet_kdf_s": statistics.median(alone),
        "wallet_unlock_over_kdf_s": statistics.median(a - b for a, b in zip(whole, alone, strict=True)),
    }


def measure_derivation() -> dict[str, float | str]:
    """``wallet_derive_ms``: one account by BIP-44, path and address."""
    from desktop.wallet.derivation import ACCOUNT_PATH, derive_key, key_address

    seed = hashlib.sha512(b"bench").digest()

    def derive(first: int) -> float:
        taken = seconds(
            lambda: [
                key_address(derive_key(seed, ACCOUNT_PATH.format(index=first + i))) for i in range(_DERIVED)
            ]
        )
        return 1000 * taken / _DERIVED

    return {"wallet_derive_ms": statistics.median(derive(_DERIVED * turn) for turn in range(PAIRS))}


def measure_pages(folder: Path) -> dict[str, float | str]:
    """``wallet_first_page_ms`` on a database that was just opened, and what a search costs."""
    first = []
    for _ in range(PAIRS):
        began = time.perf_counter()
        database = Database.open(folder / "licet.db", user_database)
        book = ActivityStore(database)
        opened = time.perf_counter()
        book.select(ActivityQuery(), None, PAGE)
        first.append(1000 * (time.perf_counter() - opened))
        whole = 1000 * (time.perf_counter() - began)
        searched = _search_ms(book)
        export = seconds(ActivityService(book, dict, lambda _: None).export_csv)
        database.close()
    return {
        "wallet_first_page_ms": statistics.median(first),
        "wallet_first_page_with_opening_ms": whole,
        "wallet_search_ms_max": max(searched),
        "wallet_export_s": export,
    }


def _search_ms(book: ActivityStore) -> list[float]:
    """What each text takes, also one that is nowhere."""
    return [1000 * seconds(partial(book.select, ActivityQuery(text=text), None, PAGE)) for text in TEXTS]


def measure_window(folder: Path) -> dict[str, float | str]:
    """The window in a process of its own: unlocked, scrolled to the oldest line, searched; its heartbeat all the while."""
    from desktop.bootstrap.bench.window import run_alone

    told = run_alone(f"from desktop.bootstrap.bench.wallet import main; main({str(folder)!r})")
    gaps = [gap for gap, _step in told["gaps"]]
    work = [spent for spent, _step in told["work"]]
    worst, step = max(tuple(pair) for pair in told["gaps"])
    return {
        "wallet_window_unlock_s": statistics.median(told["unlock_s"]),
        "wallet_window_first_page_ms": statistics.median(told["first_page_ms"]),
        "wallet_window_key_p99_ms": percentile(told["keys_ms"], 0.99),
        "wallet_gui_gap_ms_p999": percentile(gaps, 0.999),
        "wallet_gui_gap_ms_max": worst,
        "wallet_gui_gap_max_step": step,
        "wallet_gui_gap_beats": len(gaps),
        "wallet_gui_work_ms_p999": percentile(work, 0.999),
        "wallet_gui_work_ms_max": max(work),
        "wallet_rows_scrolled": told["rows"],
    }


def main(folder: str) -> None:
    """In a process of its own; prints one JSON object."""
    from desktop.ui.measured_wallet import measure_wallet

    place = Path(folder)
    database = Database.open(place / "licet.db", user_database)
    vault, data = VaultClient(), (place / "wallet.json").read_bytes()
    activity: Any = ActivityService(ActivityStore(database), dict, lambda _: None)
    try:
        figures = measure_wallet(
            activity,
            vault.prepare,
            lambda given: vault.unlock(data, given),
            vault.lock,
            PASSWORD,
            TEXTS,
            ROUNDS,
        )
    finally:
        vault.lock()
        database.close()
    heart = figures.heart
    sys.stdout.write(
        json.dumps(
            {
                "gaps": heart.gaps, "work": heart.work, "unlock_s": figures.unlock_s, "rows": figures.rows,
                "first_page_ms": figures.first_page_ms, "keys_ms": figures.keys_ms,
            }
        )
    )  # fmt: skip
