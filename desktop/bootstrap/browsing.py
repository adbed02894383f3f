"""Composes what finds models: the catalogue, its indexer, and reading a listing's public part."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap.contents import KeptContent
from desktop.bootstrap.indexer import Indexer
from desktop.chain.gateway import ChainGateway
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.paths import Paths
from desktop.services.catalogue import CatalogueService
from desktop.services.network import NetworkInfo
from desktop.services.tokens import TokenService
from desktop.store.catalogue import CatalogueReader
from desktop.text import describe


@dataclass(frozen=True, slots=True)
class Browsing:
    """The catalogue of one market; the indexer is started by whoever composed it, when all else stands."""

    path: Path
    reader: CatalogueReader
    indexer: Indexer
    catalogue: CatalogueService


def make_browsing(
    *,
    paths: Paths,
    info: NetworkInfo,
    market: Address,
    gateway: ChainGateway,
    content: KeptContent,
    tokens: TokenService,
    memory_bytes: Callable[[], int],
    hidden: Callable[[], frozenset[Address | int]],
    publish: Callable[[Change], None],
    stack: ExitStack,
) -> Browsing:
    """The catalogue over the network's database; ``stack`` closes it and ends the indexer."""
    path = paths.catalogue_database(info.chain_id)
    reader = CatalogueReader(path)
    stack.callback(reader.close)
    indexer = Indexer(path, list(info.rpc_urls), info.chain_id, market, publish)
    stack.callback(indexer.close)
    catalogue = CatalogueService(
        reader=reader,
        head=gateway.head,
        fetch_public=content.fetch_public,
        inspect_public=content.read_public,
        memory_bytes=memory_bytes,
        describe_fault=lambda error: describe(error).title,
        tokens=tokens,
        publish=publish,
        hidden=hidden,
    )
    return Browsing(path, reader, indexer, catalogue)
