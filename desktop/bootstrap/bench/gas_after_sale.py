"""Gas of what follows a sale: complaints about content, renewals, requests, ratings, anchors, shares, and tokens."""

from dataclasses import replace

from desktop.assets import Assets
from desktop.bootstrap.bench.gas_market import GasMarket, Note, Sale, address
from desktop.chain.embedded.genesis import COIN
from desktop.chain.gateway import read_artifact
from desktop.chain.market import address_word
from desktop.chain.records import RecordCalls
from desktop.chain.splits import SplitCalls
from desktop.content.chunks import ChunkBuffer, ChunkCipher, ContentKeys, LeafHasher
from desktop.core import trees
from desktop.core.contents import LeafProof
from desktop.core.exchange import Terms
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.reviews import MAX_REVIEW_BYTES
from desktop.core.splits import ALL_BPS, MAX_SHARES, Share
from desktop.core.transactions import Call
from desktop.wallet.curve import public_point

GIB = 1 << 30
_CHUNK, _PLACE = (
    10_000,
    30,
)  # any leaf that is neither the first nor the last of its chunk, nor of the content

_TOKEN = bytes.fromhex("36602414601b5760443560005401600055600160005260206000f35b60005460005260206000f3")
"""The least that the market takes for an ERC-20, in EVM opcodes: with calldata of 36 bytes (balanceOf) it returns
its only slot, with any other (transferFrom) it adds the amount to it and returns true. A complaint credits tokens
and never calls them, so that its gas does not depend on what the token does."""

_TOKEN_CREATION = b"\x60" + bytes([len(_TOKEN)]) + bytes.fromhex("8060095f395ff3") + _TOKEN
"""Returns the code that stands behind these nine bytes."""

_ADDRESS_OF = keccak256(b"addressOf((address,uint16)[])")[:4]


def content_at_a_gibibyte(key: bytes, nonce: bytes) -> tuple[bytes, LeafProof]:
    """contentRoot of 1 GiB of which one leaf is wrong, with its proof.

    One chunk is sealed as any; what stands beside it in the tree are hashes of nothing, which no proof can tell.
    """
    start, end = trees.chunk_span(GIB, _CHUNK)
    length = end - start - trees.TAG_BYTES
    keys = ContentKeys.derive(key, nonce)
    plain, sealed = ChunkBuffer(), ChunkBuffer()
    plain.bytes(length)[:] = bytes(index * 7 + (index >> 8) & 255 for index in range(length))
    ChunkCipher(keys, trees.chunk_count(GIB)).seal(_CHUNK, plain.bytes(length), sealed.bytes(end - start))
    first = _CHUNK * trees.LEAVES_PER_CHUNK
    hashes = LeafHasher(keys.leaf_salt)(first, plain.leaves(length))
    spoilt = bytearray(sealed.bytes(end - start))
    spoilt[_PLACE * trees.LEAF_BYTES] ^= 0x40
    leaves = trees.sealed_leaves(first, hashes, bytes(spoilt))
    levels = trees.chunk_levels(trees.leaf_count(GIB))
    node, siblings = trees.fold(leaves, levels), trees.proof(leaves, _PLACE, levels)
    for level in range(trees.depth(trees.leaf_count(GIB)) - levels):
        sibling = keccak256(b"sibling %d" % level)
        node = trees.node(sibling, node) if _CHUNK >> level & 1 else trees.node(node, sibling)
        siblings.append(sibling)
    begin = _PLACE * trees.LEAF_BYTES
    cipher = bytes(spoilt[begin : begin + trees.LEAF_BYTES])
    return node, LeafProof(first + _PLACE, trees.split(hashes)[_PLACE], cipher, tuple(siblings))


def note_content_complaint(market: GasMarket, note: Note, terms: Terms, key: bytes) -> None:
    """The first complaint about a key, of 1 GiB; it cannot be made twice, since the key is bad afterwards."""
    root, leaf = content_at_a_gibibyte(key, terms.nonce)
    faulty = replace(terms, size_bytes=GIB, content_root=root)
    listing = market.listed(faulty)
    sale, _ = market.deliver(market.buy(market.person(), listing, faulty)[0])
    call = market.calls.complain_content(faulty, sale.order, sale.delivery, key, leaf)
    note("gas_complain_content", "1 GiB, the only licence", market.send(market.stranger, call))


def note_token_complaint(market: GasMarket, note: Note, terms: Terms, wrong_key: bytes) -> None:
    """A refund in tokens credits the price in one currency and the bond in another."""
    in_tokens = replace(terms, currency=market.create(_TOKEN_CREATION))
    listing = market.listed(in_tokens)
    buyer = market.person()
    sale, _ = market.deliver(market.buy(buyer, listing, in_tokens)[0], wrong_key)
    call = market.calls.complain_key(in_tokens, sale.order, sale.delivery, sale.secret)
    note("gas_complain_key_erc20", "the only licence", market.send(buyer, call))


def note_licence(market: GasMarket, note: Note, sale: Sale) -> None:
    """What the holder of a final licence can do; ``sale`` is final, and its buyer the holder."""
    holder, proof = market.account(sale.order.holder), (sale.terms, sale.order, sale.delivery)
    if sale.terms.period_s:
        note("gas_renew", "one period", market.send(holder, market.calls.renew(*proof, 1)))
    px, parity = public_point(sale.secret)
    request = market.calls.request_key(sale.terms, sale.order, px, parity, 0x8191A1B1C1D1E1F1)
    note("gas_request_key", "present version", market.send(holder, request))
    answer = market.calls.answer_key(
        int.from_bytes(keccak256(b"request"), "big"), px, parity, bytes(range(1, 17))
    )
    note("gas_answer_key", "by the seller", market.send(market.seller, answer))
    assets = Assets.find()
    code = read_artifact(assets, "ModelRecords").creation_code
    records = RecordCalls(market.create(code + address_word(market.market)))
    text = bytes(33 + index % 90 for index in range(MAX_REVIEW_BYTES))
    note(
        "gas_rate",
        f"text of {MAX_REVIEW_BYTES} bytes",
        market.send(holder, records.rate(sale.order_id, 5, text)),
    )
    note("gas_anchor", "by anyone", market.send(market.stranger, records.anchor(keccak256(b"root"))))


def note_shares(market: GasMarket, note: Note) -> None:
    """The last of eight accounts, for the first time and again."""
    code = read_artifact(Assets.find(), "RevenueSplits").creation_code
    factory = market.create(code)
    people = [market.person() for _ in range(MAX_SHARES)]
    splits = SplitCalls(factory)
    call = splits.create(tuple(Share(address(person), ALL_BPS // MAX_SHARES) for person in people))
    split = Address(market.read(replace(call, data=_ADDRESS_OF + call.data[4:]))[12:])
    market.send(market.stranger, call)
    last = people[-1]
    for turn in ("first of eight", "later"):
        market.send(market.stranger, Call(split, value_wei=COIN + 7))
        call = splits.withdraw(split, NATIVE, address(last))
        note("gas_split_withdraw", turn, market.send(last, call))
