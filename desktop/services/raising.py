"""Raising the fee of a transaction that waits: the same nonce, and enough more for nodes to take it in its place."""

from dataclasses import replace

from desktop.core.transactions import UnsignedTransaction


def raised(transaction: UnsignedTransaction, max_fee_wei: int, tip_wei: int) -> UnsignedTransaction:
    """The transaction with fees above those it was sent with before.

    A replacement must pay at least a tenth more on both fields (geth's price bump), else nodes drop it.
    """
    tip = max(transaction.max_priority_fee_wei, tip_wei * 9 // 8 + 1)
    return replace(
        transaction,
        max_fee_wei=max(transaction.max_fee_wei, max_fee_wei * 9 // 8 + 1, tip),
        max_priority_fee_wei=tip,
    )
