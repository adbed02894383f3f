"""What the demo network is: chain id, fork, first block and faucet account; the same on every machine."""

from pathlib import Path
from typing import Any

from eth.chains.base import Chain
from eth.vm.forks.prague import PragueVM
from eth_keys.datatypes import PrivateKey
from eth_typing import Address as EvmAddress
from eth_typing import BlockNumber

from desktop.chain.embedded.storage import ChainFile
from desktop.core.identity import Address, keccak256
from desktop.core.networks import DEMO_CHAIN_ID

CHAIN_ID = DEMO_CHAIN_ID

GAS_LIMIT = 30_000_000
GENESIS_TIMESTAMP = 1_700_000_000
COIN = 10**18
FAUCET_FUNDS_WEI = 10**9 * COIN
FEE_RECIPIENT = keccak256(b"licet demo network: fee recipient")[:20]

FAUCET_KEY = PrivateKey(keccak256(b"licet demo network: faucet"))
"""Public on purpose: it holds demo coins only, and the faucet gives them to whoever asks."""

FAUCET_ADDRESS = Address(FAUCET_KEY.public_key.to_canonical_address())


DEPLOYER_ADDRESS = Address(bytes.fromhex("4e59b44847b379578588920ca78fbf26c0b4956c"))
DEPLOYER_CODE = bytes.fromhex(
    "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182"
    "fd5b8082525050506014600cf3"
)
"""Arachnid's deterministic deployment proxy, which nearly every chain has: the market gets the same address everywhere."""


class DemoChain(Chain):
    """py-evm's chain with the Prague rules from the first block on."""

    chain_id = CHAIN_ID
    vm_configuration = ((BlockNumber(0), PragueVM),)


def open_chain(path: Path | None) -> tuple[ChainFile, Any]:
    """Open the chain in ``path``, or begin it there with the genesis block.

    Raises:
        ChainFileBusy: Another process has it open.
        ChainFileDamaged: It is no SQLite database.
    """
    file = ChainFile(path)
    if file.setting("chain_id") is not None:
        return file, DemoChain(file.evm_db)
    account: Any = {"balance": FAUCET_FUNDS_WEI, "nonce": 0, "code": b"", "storage": {}}
    deployer: Any = {"balance": 0, "nonce": 1, "code": DEPLOYER_CODE, "storage": {}}
    chain = DemoChain.from_genesis(
        file.evm_db,
        {
            "difficulty": 0,
            "gas_limit": GAS_LIMIT,
            "timestamp": GENESIS_TIMESTAMP,
            "coinbase": FEE_RECIPIENT,
            "extra_data": b"licet demo network",
        },
        {EvmAddress(FAUCET_ADDRESS.raw): account, EvmAddress(DEPLOYER_ADDRESS.raw): deployer},
    )
    file.commit(settings=[("chain_id", str(CHAIN_ID))])
    return file, chain
