"""Entries of the journal of everything signed, written by the vault from what it read itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.core.acts import act_sentence
from desktop.core.identity import Address
from desktop.core.signatures import SignatureEntry
from desktop.core.spending import Flow
from desktop.wallet.policy import Judged
from desktop.wallet.transactions import TransactionRequest


@dataclass(frozen=True, slots=True)
class Deed:
    """What a signature does: the name of the act, and what it says (``desktop.core.acts``)."""

    act: str
    facts: Mapping[str, str]

    def entry(self, account: Address, digest: bytes, agreed: tuple[str, ...] = ()) -> SignatureEntry:
        """Its entry; ``digest`` names what was signed (32 bytes), ``agreed`` the rules that the person was asked about."""
        # In English whatever the language of the window: an entry is read years later, and elsewhere.
        sentence = act_sentence(self.act, self.facts)
        return SignatureEntry(
            0, 0, "", str(account), self.act, sentence, dict(self.facts), digest.hex(), "", agreed
        )


def transaction_deed(request: TransactionRequest, judged: Judged) -> Deed:
    """What a transaction does, on which chain, and the most that it takes."""
    facts = {
        "chain": str(request.chain_id),
        "nonce": str(request.nonce),
        "value_wei": str(request.value),
        "fee_most_wei": str(request.gas * request.max_fee_wei),
    }
    called = judged.called
    if called is not None:
        return Deed(called.act, facts | dict(called.facts))
    unknown = {"to": str(request.to), "selector": "0x" + request.selector.hex()}
    return Deed("unknown", facts | unknown)


def permit_facts(flows: tuple[Flow, ...]) -> dict[str, str]:
    """Who may take what by a permit."""
    if not flows:
        return {}
    return {
        "to": str(flows[0].payee),
        "token": ", ".join(str(flow.token) for flow in flows),
        "units": ", ".join(str(flow.day) for flow in flows),
    }
