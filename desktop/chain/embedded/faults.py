"""What a JSON-RPC answer says instead of a result, with the codes and words that geth uses."""

from dataclasses import dataclass

from desktop.core.errors import UserError

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
SERVER_ERROR = -32000
LIMIT_EXCEEDED = -32005
EXECUTION_REVERTED = 3


@dataclass(eq=False)
class RpcFault(UserError):
    """A request that the chain refuses (JSON-RPC 2.0, section 5.1); ``data`` is revert data as hex."""

    code: int
    message: str
    data: str | None = None


def refused(message: str) -> RpcFault:
    """A transaction or call that the chain does not take."""
    return RpcFault(SERVER_ERROR, message)


def bad_params(message: str) -> RpcFault:
    return RpcFault(INVALID_PARAMS, message)
