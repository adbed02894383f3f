"""Used accounts are found by asking about one address at a time, and what cannot be read is never "unused"."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from desktop.core.accounts import PathScheme
from desktop.core.cancel import CancelToken
from desktop.core.changes import Progress
from desktop.core.errors import Cancelled, NodeUnreachable
from desktop.core.identity import Address, keccak256
from desktop.services.discovering import GAP, MOST, AccountDiscovery, FoundAccount


def address_of(path: str) -> Address:
    return Address(keccak256(path.encode())[12:])


@dataclass
class Chain:
    """A node that knows some accounts; and the phrase's addresses."""

    sent: dict[Address, int] = field(default_factory=dict)
    held: dict[Address, int] = field(default_factory=dict)
    licences: dict[Address, int] = field(default_factory=dict)
    asked: list[Address] = field(default_factory=list)
    fails_at: Address | None = None

    def addresses_at(self, paths: Sequence[str]) -> list[Address]:
        return [address_of(path) for path in paths]

    def told_nonce(self, account: Address) -> int:
        self.asked.append(account)
        if account == self.fails_at:
            raise NodeUnreachable("https://node.example.org")
        return self.sent.get(account, 0)

    def balance_wei(self, account: Address) -> int:
        return self.held.get(account, 0)

    def licences_of(self, account: Address) -> int:
        return self.licences.get(account, 0)


def look(chain: Chain, *schemes: PathScheme) -> list[FoundAccount]:
    discovery = AccountDiscovery(chain, chain, chain.licences_of)
    return discovery.look(CancelToken(), lambda _: None, schemes or tuple(PathScheme))


def at(scheme: PathScheme, index: int) -> Address:
    return address_of(scheme.path(index))


def test_what_was_sent_held_or_licensed_is_use() -> None:
    b = PathScheme.BIP44
    chain = Chain({at(b, 0): 3}, {at(b, 1): 5}, {at(b, 2): 1})

    found = look(chain, b)

    assert [(f.index, f.sent, f.balance_wei, f.licences) for f in found] == [
        (0, 3, 0, 0),
        (1, 0, 5, 0),
        (2, 0, 0, 1),
    ]


@pytest.mark.parametrize("scheme", list(PathScheme))
def test_a_gap_is_passed_over_if_it_is_not_too_long(scheme: PathScheme) -> None:
    near, far = Chain({at(scheme, GAP - 1): 1}), Chain({at(scheme, GAP): 1})

    assert [f.path for f in look(near, scheme)] == [scheme.path(GAP - 1)]
    assert look(far, scheme) == []


def test_five_unused_addresses_end_the_search() -> None:
    b = PathScheme.BIP44
    chain = Chain({at(b, 0): 1, at(b, GAP): 1, at(b, 2 * GAP): 1})

    found = look(chain, b)

    assert [f.index for f in found] == [0, GAP, 2 * GAP]
    assert len(chain.asked) == 3 * GAP + 1


def test_every_scheme_is_looked_through_and_a_shared_account_is_asked_about_once() -> None:
    chain = Chain({at(scheme, 1): 1 for scheme in PathScheme})

    found = look(chain)

    assert [(f.scheme, f.index) for f in found] == [(scheme, 1) for scheme in PathScheme]
    assert len(chain.asked) == len(set(chain.asked))


def test_an_unused_phrase_costs_few_questions() -> None:
    chain = Chain()

    assert look(chain) == []
    assert len(chain.asked) == 3 * GAP


def test_nobody_is_asked_without_end() -> None:
    b = PathScheme.BIP44
    chain = Chain({at(b, index): 1 for index in range(3 * MOST)})

    assert len(look(chain, b)) == MOST


def test_a_node_that_fails_is_said_and_not_taken_for_unused() -> None:
    b = PathScheme.BIP44

    with pytest.raises(NodeUnreachable):
        look(Chain({at(b, 3): 1}, fails_at=at(b, 2)), b)


def test_it_stops_when_the_person_stops_it_and_tells_how_far_it_is() -> None:
    chain, cancel, told = Chain(), CancelToken(), []

    def report(progress: Progress) -> None:
        told.append((progress.step, progress.done))
        if progress.done == 2:
            cancel.cancel()

    with pytest.raises(Cancelled):
        AccountDiscovery(chain, chain, chain.licences_of).look(cancel, report)

    assert told == [("BIP44", 1), ("BIP44", 2)]
    assert len(chain.asked) == 2
