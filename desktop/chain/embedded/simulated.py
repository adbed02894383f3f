"""eth_simulateV1 (Ethereum execution API, execution-apis pull request 484): one block of calls on the newest block.

Served is what a wallet needs: calls in order on one block, with state overrides. What is not served is refused, never
passed over: several blocks, block overrides, ``validation`` and ``traceTransfers``.
"""

from typing import Any

from desktop.chain.embedded import params, present
from desktop.chain.embedded.chain import EmbeddedChain
from desktop.chain.embedded.faults import bad_params
from desktop.chain.embedded.simulate import Ran

MOST_CALLS = 256
_REVERTED = 3
_FAILED = -32015
"""The execution API's code of a call that failed without reverting ("vm execution error")."""


def simulate(chain: EmbeddedChain, payload: Any, tag: Any) -> list[dict[str, Any]]:
    """Run the calls as the block after the newest, and keep nothing.

    Raises:
        RpcFault: The payload asks for what is not served, or a call cannot be begun.
    """
    if not isinstance(payload, dict) or tag not in ("latest", "pending"):
        raise bad_params("eth_simulateV1 is served on the latest block only")
    if payload.get("validation") or payload.get("traceTransfers"):
        raise bad_params("validation and traceTransfers are not served")
    blocks = payload.get("blockStateCalls")
    if not isinstance(blocks, list) or len(blocks) != 1 or not isinstance(blocks[0], dict):
        raise bad_params("blockStateCalls: exactly one block is served")
    block = blocks[0]
    calls = block.get("calls")
    if block.get("blockOverrides") or not isinstance(calls, list) or len(calls) > MOST_CALLS:
        raise bad_params(f"calls: a list of at most {MOST_CALLS} is needed, without blockOverrides")
    header = chain.pending_header()
    requests = [params.call_request(call) for call in calls]
    ran = chain.simulator(header, params.overrides(block.get("stateOverrides"))).run_all(requests)
    return [
        {
            "number": present.quantity(header.block_number),
            "timestamp": present.quantity(header.timestamp),
            "gasLimit": present.quantity(header.gas_limit),
            "gasUsed": present.quantity(sum(one.gas_used for one in ran)),
            "calls": [_shape(one, header) for one in ran],
        }
    ]


def _shape(ran: Ran, header: Any) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "returnData": present.data(ran.output),
        "gasUsed": present.quantity(ran.gas_used),
        "status": present.quantity(0 if ran.fault else 1),
        "logs": [
            {
                "address": present.data(address),
                "topics": [present.data(topic) for topic in topics],
                "data": present.data(data),
                "blockNumber": present.quantity(header.block_number),
                "logIndex": present.quantity(index),
                "removed": False,
            }
            for index, (address, topics, data) in enumerate(ran.logs)
        ],
    }
    if ran.fault is not None:
        code = _REVERTED if ran.fault.code == _REVERTED else _FAILED
        shape["error"] = {"code": code, "message": ran.fault.message}
        if ran.fault.data is not None:
            shape["error"]["data"] = ran.fault.data
    return shape
