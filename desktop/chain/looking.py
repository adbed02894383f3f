"""Looking at one address that a person entered or ticked: who answers there, with which chain, how fast."""

import time

from desktop.chain.errors import InvalidNodeUrl, LyingNode
from desktop.chain.headers import RpcHeader
from desktop.chain.rpc import Hex, Quantity, RpcClient, to_bytes, to_int
from desktop.core.endpoints import EndpointLook
from desktop.core.errors import AppError
from desktop.core.identity import Address
from desktop.core.transactions import Head

PATIENCE_S = 8.0


def look_at(url: str, market: Address) -> EndpointLook:
    """Ask for chain, newest block and whether a contract is at the market's address; never raises an ``AppError``.

    Args:
        url: As entered; it may hold a key.
        market: Where ours would be, or the one that the person named.
    """
    try:
        client = RpcClient(url, timeout_s=PATIENCE_S, attempts=1)
    except InvalidNodeUrl as error:
        return EndpointLook(url, url[:60], fault=error)
    began = time.monotonic()
    try:
        chain_id = to_int(client.call("eth_chainId", [], Quantity))
        latency_s = time.monotonic() - began
        header = client.find("eth_getBlockByNumber", ["latest", False], RpcHeader)
        if header is None:
            raise LyingNode(client.origin, "no latest block")
        code = client.call("eth_getCode", [str(market), "latest"], Hex)
    except AppError as error:
        return EndpointLook(url, client.origin, fault=error)
    finally:
        client.close()
    head = Head(to_int(header.number), to_int(header.timestamp), to_bytes(header.hash))
    return EndpointLook(url, client.origin, chain_id, head, latency_s, has_market=len(code) > len("0x"))
