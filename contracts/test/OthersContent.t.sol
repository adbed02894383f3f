// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {ContentFixture} from "./ContentFixture.sol";
import {vm} from "./Vm.sol";

/// @notice complainContent: what is proven about one listing or seller says nothing about another.
contract OthersContentTest is ContentFixture {
    /// @notice What was proven about one listing says nothing about another one of the same seller.
    function test_proofsAreNotReplayedOnOtherListings() public {
        deposit(1 ether);
        Content memory wrong = seal(2000, "wrong");
        spoil(wrong, 1, 0);
        Content memory right = seal(2000, "right");
        Sale memory honest = deliver(buy(list(terms(right)), terms(right), 5), 6, KEY);
        refuseClaim(wrongProof(honest, 1), honest, claimOf(wrong, 1));
    }

    /// @notice An attacker lists the honest content under a key of their own and complains against themselves: the
    /// mark falls on their own key, and the honest seller's orders go on.
    function test_nobodyCanPoisonAnHonestSeller() public {
        Content memory content = seal(3000, "honest");
        Sale memory honest = deliveredSale(terms(content));
        bytes32 attackersKey = complainAboutCopy(content, bytes16(uint128(42)));

        vm.assertTrue(market.bad(attackersKey));
        vm.assertFalse(market.bad(honest.terms.keyHash));
        refuseClaim(
            abi.encodeWithSelector(IModelMarket.MarketContentIsRight.selector, honest.orderId, uint64(0)),
            honest,
            claimOf(content, 0)
        );
        vm.prank(holder);
        market.confirm(honest.terms, honest.order, honest.delivery);
        assertState(honest.orderId, IModelMarket.OrderState.Final);
    }

    function complainAboutCopy(Content memory content, bytes16 ownKey) private returns (bytes32) {
        address honestSeller = seller;
        seller = stranger;
        IModelMarket.Terms memory copied = terms(content);
        copied.keyHash = keyHashOf(stranger, ownKey);
        deposit(1 ether);
        Sale memory copy = deliver(buy(list(copied), copied, 77), 78, ownKey);
        Claim memory claim = claimOf(content, 0);
        claim.key = ownKey;
        complainContent(copy, claim);
        seller = honestSeller;
        return copied.keyHash;
    }

    function wrongProof(Sale memory sale, uint64 index) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketWrongProof.selector, sale.terms.contentRoot, index);
    }
}
