"""Entries of the journal of everything signed, written by the vault from what it read itself."""

from collections.abc import Mapping

from desktop.core.identity import Address
from desktop.core.signatures import SignatureEntry
from desktop.core.spending import Flow
from desktop.text.signing import act_sentence
from desktop.wallet.policy import Judged
from desktop.wallet.transactions import TransactionRequest


def transaction_entry(
    account: Address, request: TransactionRequest, judged: Judged, digest: bytes, agreed: tuple[str, ...]
) -> SignatureEntry:
    """The entry of a transaction: what it does, on which chain, and the most that it takes."""
    facts = {
        "chain": str(request.chain_id),
        "nonce": str(request.nonce),
        "value_wei": str(request.value),
        "fee_most_wei": str(request.gas * request.max_fee_wei),
    }
    called = judged.called
    if called is not None:
        return _entry(called.act, account, digest, facts | dict(called.facts), agreed)
    if request.to is None:
        return _entry("create", account, digest, facts, agreed)
    unknown = {"to": str(request.to), "selector": "0x" + request.selector.hex()}
    return _entry("unknown", account, digest, facts | unknown, agreed)


def message_entry(
    act: str, account: Address, digest: bytes, facts: Mapping[str, str], agreed: tuple[str, ...] = ()
) -> SignatureEntry:
    """The entry of anything else that was signed; ``digest`` is of 32 bytes and names it."""
    return _entry(act, account, digest, facts, agreed)


def permit_facts(flows: tuple[Flow, ...]) -> dict[str, str]:
    """Who may take what by a permit."""
    if not flows:
        return {}
    return {
        "to": str(flows[0].payee),
        "token": ", ".join(str(flow.token) for flow in flows),
        "units": ", ".join(str(flow.day) for flow in flows),
    }


def _entry(
    act: str, account: Address, digest: bytes, facts: Mapping[str, str], agreed: tuple[str, ...]
) -> SignatureEntry:
    # In English whatever the language of the window: an entry is read years later, and elsewhere.
    sentence = act_sentence(act, facts, translate=str)
    return SignatureEntry(0, 0, "", str(account), act, sentence, dict(facts), digest.hex(), "", agreed)
