// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {ContentFixture} from "./ContentFixture.sol";
import {vm} from "./Vm.sol";

/// @notice complainContent: an honest seller never loses, whatever is shown.
contract HonestContentTest is ContentFixture {
    /// @notice Whatever leaf of honest content is shown, the seller keeps the money.
    function testFuzz_rightLeavesAreNotRefunded(uint256 seed, uint256 place) public {
        Content memory content = seal(sizeOf(seed), bytes32(seed));
        uint256 index = place % content.plainLeaves.length;
        Sale memory sale = deliveredSale(terms(content));

        refuseClaim(
            abi.encodeWithSelector(IModelMarket.MarketContentIsRight.selector, sale.orderId, uint64(index)),
            sale,
            claimOf(content, index)
        );
        assertState(sale.orderId, IModelMarket.OrderState.Delivered);
    }

    /// @notice Every leaf of content that ends in the middle of its second chunk is right.
    function test_everyLeafOfTwoChunksIsRight() public {
        Content memory content = seal(65536 + 5 * 1024 + 1, "honest");
        Sale memory sale = deliveredSale(terms(content));
        for (uint64 index = 0; index < content.plainLeaves.length; ++index) {
            refuseClaim(
                abi.encodeWithSelector(IModelMarket.MarketContentIsRight.selector, sale.orderId, index),
                sale,
                claimOf(content, index)
            );
        }
    }

    /// @notice An honest seller never loses to a claim that was changed in one way, nor in several.
    function testFuzz_noChangedClaimBeatsHonestContent(uint256 seed, uint256 place, uint256 first, uint256 second)
        public
    {
        Content memory content = seal(sizeOf(seed), bytes32(seed));
        Sale memory sale = deliveredSale(terms(content));
        Claim memory claim = claimOf(content, place % content.plainLeaves.length);
        change(claim, content, first);
        vm.assertFalse(isHeard(sale, claim));
        change(claim, content, second);
        vm.assertFalse(isHeard(sale, claim));
        assertState(sale.orderId, IModelMarket.OrderState.Delivered);
        vm.assertFalse(market.bad(sale.terms.keyHash));
        assertBond(0, 0.5 ether);
    }

    /// @notice The leaf of another place, with the proof of that place, is not heard at this one.
    function test_anIndexIsBoundToItsPlace() public {
        Content memory content = seal(8 * 1024, "places");
        Sale memory sale = deliveredSale(terms(content));
        for (uint64 leaf = 0; leaf < 8; ++leaf) {
            for (uint64 place = 0; place < 8; ++place) {
                Claim memory claim = claimOf(content, leaf);
                claim.index = place;
                vm.assertFalse(isHeard(sale, claim));
            }
        }
    }

    /// @notice Equal bytes at two places have two leaves: the index is hashed.
    function test_aLeafIsNotShownForItsTwin() public {
        Content memory content = seal(4 * 1024, "twins");
        Sale memory sale = deliveredSale(terms(content));
        Claim memory claim = claimOf(content, 1);
        Claim memory twin = claimOf(content, 3);
        claim.cipherLeaf = slice(twin.cipherLeaf, 0, 1024);
        refuseClaim(wrongProof(sale, 1), sale, claim);
        claim.plainLeaf = twin.plainLeaf;
        refuseClaim(wrongProof(sale, 1), sale, claim);
    }

    function test_indicesBeyondTheEndAreRefused() public {
        Content memory content = seal(3 * 1024 + 1, "end");
        Sale memory sale = deliveredSale(terms(content));
        Claim memory claim = claimOf(content, 3);
        uint64[4] memory beyond = [uint64(4), 5, 8, type(uint64).max];
        for (uint256 i = 0; i < beyond.length; ++i) {
            claim.index = beyond[i];
            refuseClaim(
                abi.encodeWithSelector(IModelMarket.MarketNoSuchLeaf.selector, beyond[i], uint256(4)), sale, claim
            );
        }
    }

    /// @notice The place beside a last leaf that has no sibling holds no leaf, although zero proves it.
    function test_theEmptyPlaceIsNoLeaf() public {
        Content memory content = seal(2 * 1024 + 5, "three leaves");
        Sale memory sale = deliveredSale(terms(content));
        Claim memory claim = claimOf(content, 2);
        vm.assertEq(claim.proof[0], bytes32(0));
        claim.index = 3;
        refuseClaim(abi.encodeWithSelector(IModelMarket.MarketNoSuchLeaf.selector, uint64(3), uint256(3)), sale, claim);
    }

    function test_proofsHaveTheExactDepth() public {
        Content memory content = seal(5 * 1024, "depth");
        Sale memory sale = deliveredSale(terms(content));
        Claim memory claim = claimOf(content, 4);
        vm.assertEq(claim.proof.length, 3);
        for (uint256 length = 0; length < 6; ++length) {
            if (length == 3) continue;
            claim.proof = new bytes32[](length);
            refuseClaim(
                abi.encodeWithSelector(IModelMarket.MarketWrongProofLength.selector, uint256(3), uint256(length)),
                sale,
                claim
            );
        }
    }

    /// @notice The true path, cut at either end, or with one more node at either end, is refused by its length.
    function test_shorterAndLongerPathsAreRefused() public {
        Content memory content = seal(5 * 1024, "paths");
        Sale memory sale = deliveredSale(terms(content));
        Claim memory claim = claimOf(content, 4);
        bytes32[] memory path = claim.proof;
        bytes32[2] memory beyond = [bytes32(0), sale.terms.contentRoot];
        for (uint256 i = 0; i < 2; ++i) {
            claim.proof = new bytes32[](4);
            for (uint256 level = 0; level < 3; ++level) {
                claim.proof[level + i] = path[level];
            }
            claim.proof[i == 0 ? 3 : 0] = beyond[i];
            refuseClaim(wrongLength(4), sale, claim);
            claim.proof = new bytes32[](2);
            for (uint256 level = 0; level < 2; ++level) {
                claim.proof[level] = path[level + i];
            }
            refuseClaim(wrongLength(2), sale, claim);
        }
    }

    /// @notice Any two nodes of a path exchanged, and a leaf exchanged with its sibling, fold to another root.
    function test_swappedSiblingsAreRefused() public {
        Content memory content = seal(20 * 1024, "siblings");
        Sale memory sale = deliveredSale(terms(content));
        bytes32[] memory leaves = leavesOf(content);
        for (uint64 index = 0; index < 20; index += 3) {
            Claim memory claim = claimOf(content, index);
            for (uint256 low = 0; low < claim.proof.length; ++low) {
                for (uint256 high = low + 1; high < claim.proof.length; ++high) {
                    (claim.proof[low], claim.proof[high]) = (claim.proof[high], claim.proof[low]);
                    if (claim.proof[low] != claim.proof[high]) refuseClaim(wrongProof(sale, index), sale, claim);
                    (claim.proof[low], claim.proof[high]) = (claim.proof[high], claim.proof[low]);
                }
            }
            Claim memory sibling = claimOf(content, index ^ 1);
            sibling.index = index;
            sibling.proof[0] = leaves[index];
            if (sibling.cipherLeaf.length == claim.cipherLeaf.length) {
                refuseClaim(wrongProof(sale, index), sale, sibling);
            }
        }
    }

    /// @notice One bit of one node of the path changed, wherever it is.
    function testFuzz_mutatedProofsAreRefused(uint256 place, uint256 level, uint8 bit) public {
        Content memory content = seal(37 * 1024 + 5, "mutated");
        Sale memory sale = deliveredSale(terms(content));
        uint64 index = uint64(place % content.plainLeaves.length);
        Claim memory claim = claimOf(content, index);
        claim.proof[level % claim.proof.length] ^= bytes32(uint256(1) << bit);
        refuseClaim(wrongProof(sale, index), sale, claim);
    }

    /// @notice An inner node, taken for a leaf with a shorter path, fails by its depth; and no leaf has its hash.
    function test_nodesAreNoLeaves() public {
        Content memory content = seal(4 * 1024, "nodes");
        Sale memory sale = deliveredSale(terms(content));
        bytes32[] memory leaves = leavesOf(content);
        bytes32[] memory nodes = above(leaves);
        Claim memory claim = claimOf(content, 0);
        claim.plainLeaf = leaves[0];
        claim.proof[0] = leaves[1];
        claim.proof[1] = nodes[1];
        refuseClaim(wrongProof(sale, 0), sale, claim);
        bytes32[] memory shorter = new bytes32[](1);
        shorter[0] = nodes[1];
        claim.proof = shorter;
        vm.assertFalse(isHeard(sale, claim));
    }

    /// @notice Bytes too few, too many, without the tag, or with a tag where none is.
    function test_leavesHaveTheirExactLength() public {
        Content memory content = seal(65536 + 1024 + 9, "lengths");
        Sale memory sale = deliveredSale(terms(content));
        uint64[5] memory places = [uint64(0), 62, 63, 64, 65];
        uint256[5] memory expected = [uint256(1024), 1024, 1040, 1024, 25];
        for (uint256 i = 0; i < places.length; ++i) {
            Claim memory claim = claimOf(content, places[i]);
            vm.assertEq(claim.cipherLeaf.length, expected[i]);
            uint256[5] memory wrong = [uint256(0), 16, expected[i] - 1, expected[i] + 1, expected[i] + 16];
            for (uint256 j = 0; j < wrong.length; ++j) {
                claim.cipherLeaf = new bytes(wrong[j]);
                refuseClaim(
                    abi.encodeWithSelector(IModelMarket.MarketWrongLeafLength.selector, expected[i], wrong[j]),
                    sale,
                    claim
                );
            }
        }
    }

    /// @notice A spoilt tag opens all the same: the leaves decide, not the tags.
    function test_tagsAreNotPartOfTheDecision() public {
        Content memory content = seal(3000, "tag");
        bytes memory last = content.cipherLeaves[2];
        last[last.length - 1] ^= 0x01;
        Sale memory sale = deliveredSale(terms(content));
        refuseClaim(
            abi.encodeWithSelector(IModelMarket.MarketContentIsRight.selector, sale.orderId, uint64(2)),
            sale,
            claimOf(content, 2)
        );
    }

    /// @dev One of the attacks on record, chosen by a random word.
    function change(Claim memory claim, Content memory content, uint256 word) private pure {
        uint256 kind = word % 12;
        uint256 value = word / 16;
        uint256 depth = claim.proof.length;
        if (kind == 0) claim.key = bytes16(uint128(value));
        if (kind == 1) claim.index = uint64(value);
        if (kind == 2) claim.index = uint64(value % content.plainLeaves.length);
        if (kind == 3 && depth != 0) claim.proof[value % depth] = keccak256(abi.encode(value));
        if (kind == 4 && depth > 1) {
            (claim.proof[0], claim.proof[depth - 1]) = (claim.proof[depth - 1], claim.proof[0]);
        }
        if (kind == 5) claim.proof = new bytes32[](value % 20);
        if (kind == 6) claim.plainLeaf = content.plainLeaves[value % content.plainLeaves.length];
        if (kind == 7) claim.plainLeaf = keccak256(abi.encode(value));
        if (kind == 8) claim.cipherLeaf = content.cipherLeaves[value % content.cipherLeaves.length];
        if (kind == 9 && claim.cipherLeaf.length != 0) {
            claim.cipherLeaf[value % claim.cipherLeaf.length] ^= 0x80;
        }
        if (kind == 10) claim.cipherLeaf = new bytes(value % 1100);
        if (kind == 11) claim.plainLeaf = leavesOf(content)[value % content.plainLeaves.length];
    }

    function wrongLength(uint256 length) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketWrongProofLength.selector, uint256(3), length);
    }

    function wrongProof(Sale memory sale, uint64 index) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketWrongProof.selector, sale.terms.contentRoot, index);
    }
}
