"""Whatever a person does with the list of accounts, in whatever order: file, vault and window agree, and no key is lost."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.core.accounts import Account, LastAccount, PathScheme
from desktop.core.identity import Address
from desktop.services.accounts import WalletState
from desktop.wallet.derivation import key_address
from desktop.wallet.errors import AccountExists
from tests.helpers.wallets import PASSWORD, Purse

ADDRESSES = [Address(bytes([i]) * 20) for i in range(1, 4)]
KEYS = [bytes([i]) * 32 for i in range(1, 4)]
NAMES = st.text(max_size=12)
AT = st.integers(0, 30)


class AccountListMachine(RuleBasedStateMachine):
    """The model is the list as a person would keep it on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.purse = Purse(self.folder).restored()
        self.model = list(self.purse.accounts.accounts)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @property
    def is_open(self) -> bool:
        return self.purse.accounts.state is WalletState.UNLOCKED

    def pick(self, at: int) -> Account:
        return self.model[at % len(self.model)]

    def follow(self) -> None:
        """The service's own list, after checking that nothing but the last change differs."""
        self.model = list(self.purse.accounts.accounts)

    @rule(scheme=st.sampled_from(PathScheme), name=NAMES)
    @precondition(lambda self: self.is_open)
    def add_next(self, scheme: PathScheme, name: str) -> None:
        added = self.purse.list.add_next(scheme, name)
        assert added.address not in {a.address for a in self.model if not a.is_watched}
        self.follow()
        assert added in self.model

    @rule(key=st.sampled_from(KEYS), name=NAMES)
    @precondition(lambda self: self.is_open)
    def import_key(self, key: bytes, name: str) -> None:
        known = {a.address for a in self.model if not a.is_watched}
        try:
            self.purse.list.import_private_key(key.hex(), name)
        except AccountExists:
            assert key_address(key) in known
            return
        assert key_address(key) not in known
        self.follow()

    @rule(address=st.sampled_from([*ADDRESSES, *map(key_address, KEYS)]), name=NAMES)
    @precondition(lambda self: self.is_open)
    def watch(self, address: Address, name: str) -> None:
        known = {a.address for a in self.model}
        try:
            self.purse.list.watch(address, name)
        except AccountExists:
            assert address in known
            return
        assert address not in known
        self.follow()

    @rule(at=AT, name=NAMES)
    @precondition(lambda self: self.is_open)
    def rename(self, at: int, name: str) -> None:
        account = self.pick(at)
        self.purse.list.rename(account.address, name)
        self.follow()
        assert self.pick(at).address == account.address
        assert self.pick(at).name.strip()

    @rule(at=AT, hidden=st.booleans())
    @precondition(lambda self: self.is_open)
    def hide(self, at: int, hidden: bool) -> None:
        account = self.pick(at)
        others = [a for a in self.model if not a.is_hidden and a.address != account.address]
        try:
            self.purse.list.hide(account.address, is_hidden=hidden)
        except LastAccount:
            assert hidden
            assert not others
            return
        self.follow()
        assert self.pick(at).is_hidden is hidden

    @rule(at=AT, by=st.integers(-3, 3))
    @precondition(lambda self: self.is_open)
    def move(self, at: int, by: int) -> None:
        wanted = list(self.model)
        account = wanted.pop(at % len(self.model))
        wanted.insert(min(max(at % len(self.model) + by, 0), len(wanted)), account)
        self.purse.list.move(account.address, by)
        self.follow()
        assert self.model == wanted

    @rule(at=AT)
    @precondition(lambda self: self.is_open)
    def remove(self, at: int) -> None:
        wanted = [a for a in self.model if a.address != self.pick(at).address]
        try:
            self.purse.list.remove(self.pick(at).address)
        except LastAccount:
            assert all(account.is_hidden for account in wanted)
            return
        self.follow()
        assert self.model == wanted

    @rule()
    def restart(self) -> None:
        """The process ends, and another one opens what is on the disk."""
        self.purse.accounts.lock()
        self.purse = Purse(self.folder)
        self.purse.accounts.unlock(PASSWORD)

    @invariant()
    def file_and_window_agree(self) -> None:
        shown = self.purse.file.shown()
        assert shown is not None
        assert list(shown.accounts) == self.model == list(self.purse.accounts.accounts)
        assert self.purse.accounts.active in self.purse.accounts.visible

    @invariant()
    def every_key_is_the_one_of_its_address(self) -> None:
        for account in self.purse.accounts.own:
            key = self.purse.list.export_private_key(account.address, PASSWORD)
            assert key_address(bytes.fromhex(key[2:])) == account.address


TestAccountList = AccountListMachine.TestCase
TestAccountList.settings = settings(max_examples=8, stateful_step_count=14, deadline=None)
