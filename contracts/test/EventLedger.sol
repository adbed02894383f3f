// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {vm, Vm} from "./Vm.sol";

/// @notice Books that are kept from the market's events alone, by currency; `vm.recordLogs` before each entry.
abstract contract EventLedger {
    struct Price {
        address currency;
        uint256 amount;
    }

    mapping(address currency => uint256) public eventBalance;
    mapping(address currency => uint256) public eventCredits;
    mapping(bytes32 termsHash => Price) private _prices;

    function enter(address market) internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter == market) enterOne(logs[i].topics, logs[i].data);
        }
    }

    function enterOne(bytes32[] memory topics, bytes memory data) private {
        bytes32 kind = topics[0];
        if (kind == IModelMarket.Listed.selector || kind == IModelMarket.Revised.selector) {
            (IModelMarket.Terms memory terms,) = abi.decode(data, (IModelMarket.Terms, bytes));
            _prices[topics[3]] = Price(terms.currency, terms.price);
        } else if (kind == IModelMarket.BondDeposited.selector) {
            eventBalance[address(0)] += abi.decode(data, (uint256));
        } else if (kind == IModelMarket.BondWithdrawn.selector) {
            (uint256 amount,) = abi.decode(data, (uint256, address));
            eventBalance[address(0)] -= amount;
        } else if (kind == IModelMarket.Bought.selector) {
            (bytes32 termsHash,) = abi.decode(data, (bytes32, IModelMarket.Order));
            eventBalance[_prices[termsHash].currency] += _prices[termsHash].amount;
        } else if (kind == IModelMarket.Finalised.selector) {
            (address currency, uint256 amount,) = abi.decode(data, (address, uint256, bool));
            eventCredits[currency] += amount;
        } else if (kind == IModelMarket.Refunded.selector) {
            (address currency, uint256 amount, uint256 bondPaid,) = abi.decode(data, (address, uint256, uint256, uint8));
            eventCredits[currency] += amount;
            eventCredits[address(0)] += bondPaid;
        } else if (kind == IModelMarket.Withdrawn.selector) {
            (uint256 amount,) = abi.decode(data, (uint256, address));
            address currency = address(uint160(uint256(topics[2])));
            eventCredits[currency] -= amount;
            eventBalance[currency] -= amount;
        }
    }
}
