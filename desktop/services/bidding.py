"""Bidding for a place in a block: the same act again with a higher fee, while it is still worth it.

What a seller's delivery and a buyer's complaint share: both lose everything by being late, and an endpoint that
swallows transactions must not drive their fee up without end.
"""

from collections.abc import Iterable
from dataclasses import replace

from desktop.core.fee_checks import FAR_ABOVE
from desktop.core.transactions import CustomFee, UnsignedTransaction

BUMP_AFTER_S = 30
"""How long a transaction may wait before it is outbid."""


def least_over(bids: Iterable[UnsignedTransaction]) -> CustomFee:
    """The least fee that replaces all of these: nodes drop what is not a tenth more on both (geth's price bump)."""
    most, tip = (
        max(fees) for fees in zip(*((b.max_fee_wei, b.max_priority_fee_wei) for b in bids), strict=True)
    )
    least_tip = tip * 9 // 8 + 1
    return CustomFee(max(most * 9 // 8 + 1, least_tip), least_tip)


def replaces(transaction: UnsignedTransaction, earlier: UnsignedTransaction) -> bool:
    """Whether nodes let it take the place of an earlier one with its nonce: both fees a tenth higher (geth's price bump)."""
    return (
        transaction.max_fee_wei * 10 >= earlier.max_fee_wei * 11
        and transaction.max_priority_fee_wei * 10 >= earlier.max_priority_fee_wei * 11
    )


def outbid(transaction: UnsignedTransaction, max_fee_wei: int, priority_fee_wei: int) -> UnsignedTransaction:
    """The transaction with fees that replace those given: nodes drop what is not a tenth more on both (geth's price bump)."""
    tip = max(transaction.max_priority_fee_wei, priority_fee_wei * 9 // 8 + 1)
    return replace(
        transaction,
        max_fee_wei=max(transaction.max_fee_wei, max_fee_wei * 9 // 8 + 1, tip),
        max_priority_fee_wei=tip,
    )


def within_usual(transaction: UnsignedTransaction, usual_fee_wei: int | None, worth_wei: int) -> int | None:
    """The most that a transaction may cost that nobody was asked about, value and fee; None where nothing is known.

    A node that lies about fees lies about their history too. What this wallet itself was used to pay per gas is no
    node's word; and what is at stake may be spent on not losing it.

    Args:
        transaction: What would be signed.
        usual_fee_wei: Per gas.
        worth_wei: What is lost if it is not mined.
    """
    if usual_fee_wei is None:
        return None
    return transaction.value_wei + max(worth_wei, transaction.gas_limit * FAR_ABOVE * usual_fee_wei)


def capped(transaction: UnsignedTransaction, most_wei: int, base_fee_wei: int) -> UnsignedTransaction | None:
    """The transaction with its fee lowered until it costs no more than that; None if no block would take it then."""
    cap = (most_wei - transaction.value_wei) // max(1, transaction.gas_limit)
    if cap < base_fee_wei + transaction.max_priority_fee_wei:
        return None
    return replace(transaction, max_fee_wei=cap)
