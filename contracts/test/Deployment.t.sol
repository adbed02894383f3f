// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {vm} from "./Vm.sol";

/// @notice The constructor. By name, as in MarketFixture: the market is not compiled again with the tests.
contract DeploymentTest {
    function test_boundsMustBeSane() public {
        refuse(0, 1, 1, 1, 0, 1);
        refuse(2, 1, 1, 1, 2, 1);
        refuse(1, 1, 0, 3, 0, 3);
        refuse(1, 1, 4, 3, 4, 3);

        (uint32 a, uint32 b, uint32 c, uint32 d) = deployed(1, 2, 3, 4).bounds();
        vm.assertEq(uint256(a) * 1000 + b * 100 + c * 10 + d, 1234);
    }

    /// @notice The market deploys its licence contract, and each knows the other.
    function test_marketAndLicenceKnowEachOther() public {
        IModelMarket market = deployed(1, 2, 3, 4);
        vm.assertEq(market.licence().market(), address(market));
        vm.assertEq(market.chainId(), block.chainid);
    }

    function refuse(uint32 a, uint32 b, uint32 c, uint32 d, uint32 minimum, uint32 maximum) private {
        vm.expectRevert(abi.encodeWithSelector(IModelMarket.MarketInvalidBounds.selector, minimum, maximum));
        create(abi.encode(a, b, c, d));
    }

    function deployed(uint32 a, uint32 b, uint32 c, uint32 d) private returns (IModelMarket) {
        return IModelMarket(create(abi.encode(a, b, c, d)));
    }

    function create(bytes memory arguments) private returns (address created) {
        bytes memory code = bytes.concat(vm.getCode("ModelMarket.sol:ModelMarket"), arguments);
        assembly ("memory-safe") {
            created := create(0, add(code, 0x20), mload(code))
        }
    }
}
