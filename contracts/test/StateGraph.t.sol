// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice Every act in every state, before and after its deadline: the whole graph of an order as one table.
contract StateGraphTest is MarketFixture {
    enum Act {
        Deliver,
        Confirm,
        Settle,
        RefundBySeller,
        RefundByStranger,
        Complain
    }

    uint256 private constant NONE = 0;
    uint256 private constant OPEN = 1;
    uint256 private constant DELIVERED = 2;
    uint256 private constant FINAL = 3;
    uint256 private constant REFUNDED = 4;

    /// @dev Rows: state before. Columns: acts. The state after; the act is refused if it is the state before. The
    /// delivered key is wrong, so that a complaint is heard.
    uint256[6][5] private inTime = [
        [NONE, NONE, NONE, NONE, NONE, NONE],
        [DELIVERED, OPEN, OPEN, REFUNDED, OPEN, OPEN],
        [DELIVERED, FINAL, DELIVERED, REFUNDED, DELIVERED, REFUNDED],
        [FINAL, FINAL, FINAL, FINAL, FINAL, FINAL],
        [REFUNDED, REFUNDED, REFUNDED, REFUNDED, REFUNDED, REFUNDED]
    ];
    uint256[6][5] private late = [
        [NONE, NONE, NONE, NONE, NONE, NONE],
        [OPEN, OPEN, OPEN, REFUNDED, REFUNDED, OPEN],
        [DELIVERED, FINAL, FINAL, REFUNDED, DELIVERED, DELIVERED],
        [FINAL, FINAL, FINAL, FINAL, FINAL, FINAL],
        [REFUNDED, REFUNDED, REFUNDED, REFUNDED, REFUNDED, REFUNDED]
    ];

    function test_theGraphInTime() public {
        walk(inTime, 0);
    }

    function test_theGraphAfterTheDeadlines() public {
        walk(late, 365 days);
    }

    function walk(uint256[6][5] storage table, uint256 wait) private {
        deposit(100 ether);
        uint64 listing = list(defaultTerms());
        for (uint256 state = NONE; state <= REFUNDED; ++state) {
            for (uint256 act = 0; act < 6; ++act) {
                vm.warp(START);
                Sale memory sale = saleIn(state, listing, 1 + state * 10 + act);
                vm.warp(START + wait);
                bytes32 before = market.orderState(sale.orderId);

                bool accepted = perform(Act(act), sale);

                vm.assertEq(uint256(stateOf(sale.orderId)), table[state][act], "state after the act");
                bool passedOver = Act(act) == Act.Settle && state >= FINAL;
                vm.assertEq(accepted ? 1 : 0, table[state][act] != state || passedOver ? 1 : 0, "accepted");
                if (!accepted) vm.assertEq(market.orderState(sale.orderId), before);
            }
        }
    }

    function saleIn(uint256 state, uint64 listing, uint256 d) private returns (Sale memory sale) {
        if (state == NONE) {
            (uint256 px, uint8 parity) = pointOf(d);
            sale.terms = defaultTerms();
            sale.order = IModelMarket.Order(listing, payer, holder, uint40(block.timestamp), px, parity, 77);
            sale.orderId = idOf(sale.order);
            return sale;
        }
        sale = buy(listing, defaultTerms(), d);
        sale.d = d;
        if (state == OPEN) return sale;
        sale = deliver(sale, d + 1000, bytes16(uint128(1)));
        if (state == FINAL) perform(Act.Confirm, sale);
        if (state == REFUNDED) perform(Act.RefundBySeller, sale);
    }

    function perform(Act act, Sale memory sale) private returns (bool accepted) {
        address caller = stranger;
        bytes memory data;
        if (act == Act.Deliver) {
            (uint256 rx, uint8 parity) = pointOf(5);
            (caller, data) = (seller, abi.encodeCall(market.deliver, (sale.terms, sale.order, rx, parity, KEY)));
        } else if (act == Act.Confirm) {
            (caller, data) = (holder, abi.encodeCall(market.confirm, (sale.terms, sale.order, sale.delivery)));
        } else if (act == Act.Settle) {
            data = abi.encodeCall(market.settle, (settlementOf(sale)));
        } else if (act == Act.Complain) {
            data = abi.encodeCall(market.complainKey, (sale.terms, sale.order, sale.delivery, sale.d));
        } else {
            if (act == Act.RefundBySeller) caller = seller;
            data = abi.encodeCall(market.refund, (sale.terms, sale.order, sale.delivery));
        }
        vm.prank(caller);
        (accepted,) = address(market).call(data);
    }
}
