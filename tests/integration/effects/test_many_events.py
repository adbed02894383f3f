"""A stranger's contract that writes events without end, so that the one that matters is not looked at."""

from desktop.chain.deployment import PROXY
from desktop.core.effects import Fullness
from desktop.core.identity import Address, keccak256
from desktop.core.transactions import Call
from tests.integration.effects.conftest import STRANGER, Scene

EVENTS = 2_100


def hiding_code(token: Address) -> bytes:
    """Writes events of nothing, then calls the token with what follows the first four bytes of its own call."""
    loop = (
        bytes.fromhex("61")
        + EVENTS.to_bytes(2, "big")
        + bytes.fromhex("5b60006000a06001900380600357 50".replace(" ", ""))
    )
    forward = (
        bytes.fromhex("60043603600460003760006000600436036000600073") + token.raw + bytes.fromhex("5af15000")
    )
    runtime = loop + forward
    return bytes.fromhex("60") + bytes([len(runtime)]) + bytes.fromhex("80600b6000396000f3") + runtime


def test_what_leaves_behind_thousands_of_events_is_seen(embedded: Scene) -> None:
    scene = embedded
    code = hiding_code(scene.plain.address)
    thief = Address(keccak256(b"\xff" + PROXY.raw + bytes(32) + keccak256(code))[12:])
    assert scene.seller.execute(scene.gateway, Call(PROXY, bytes(32) + code)).succeeded
    scene.plain.call("approve", thief.raw, 700, sender=scene.buyer)
    taking = scene.plain.interface.call("transferFrom", scene.buyer.address.raw, STRANGER.raw, 600)

    effects = scene.previews.effects(scene.buyer.address, Call(thief, b"play" + taking))

    assert effects.fullness is Fullness.SIMULATED
    assert effects.change_of(scene.plain.address) == -600
