// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {ModelMarket} from "../src/ModelMarket.sol";
import {vm} from "./Vm.sol";

/// @notice The constructor.
contract DeploymentTest {
    function test_boundsMustBeSane() public {
        vm.expectRevert(abi.encodeWithSelector(IModelMarket.MarketInvalidBounds.selector, 0, 1));
        new ModelMarket(0, 1, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(IModelMarket.MarketInvalidBounds.selector, 2, 1));
        new ModelMarket(2, 1, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(IModelMarket.MarketInvalidBounds.selector, 0, 3));
        new ModelMarket(1, 1, 0, 3);
        vm.expectRevert(abi.encodeWithSelector(IModelMarket.MarketInvalidBounds.selector, 4, 3));
        new ModelMarket(1, 1, 4, 3);

        (uint32 a, uint32 b, uint32 c, uint32 d) = new ModelMarket(1, 2, 3, 4).bounds();
        vm.assertEq(uint256(a) * 1000 + b * 100 + c * 10 + d, 1234);
    }

    /// @notice The market deploys its licence contract, and each knows the other.
    function test_marketAndLicenceKnowEachOther() public {
        ModelMarket market = new ModelMarket(1, 2, 3, 4);
        vm.assertEq(market.licence().market(), address(market));
        vm.assertEq(market.chainId(), block.chainid);
    }
}
