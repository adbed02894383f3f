// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice Does random acts, right and wrong, in time and late, and predicts from a model of a few lines which of them
/// the market accepts. A wrong prediction fails the run.
contract Trader is MarketFixture {
    address private constant SECOND_SELLER = address(0x5e11e42);

    address[2] public sellers;
    uint64[2] private _listings;
    Sale[] private _sales;
    mapping(uint256 orderId => IModelMarket.OrderState) public modelState;
    mapping(uint256 orderId => bool) private _rightKey;
    mapping(address account => uint256) public modelCredit;
    mapping(address seller => uint256) public modelFree;
    mapping(address seller => uint256) public modelLocked;
    uint256 public escrow;
    uint256 public donated;
    bool private _secondIsBad;

    constructor() {
        setUp();
        sellers = [seller, SECOND_SELLER];
        vm.deal(SECOND_SELLER, 1_000_000 ether);
        for (uint256 i = 0; i < 2; ++i) {
            _listings[i] = list(termsOf(i));
        }
    }

    function act(uint256 seed, uint256 which, uint32 value) external {
        uint256 choice = which % 16;
        if (choice < 4) {
            doBuy(seed % 2);
        } else if (choice == 4) {
            doDeposit(seed % 2, 1 + uint256(value));
        } else if (choice == 5) {
            doWithdrawBond(seed % 2, 1 + uint256(value) * 1 gwei);
        } else if (choice == 6) {
            vm.warp(block.timestamp + value % 4 days);
        } else if (choice == 7) {
            doWithdraw(seed % 2 == 0 ? payee : payer);
        } else if (choice == 8) {
            vm.deal(address(market), address(market).balance + value); // as selfdestruct would
            donated += value;
        } else if (_sales.length != 0) {
            onOrder(choice, _sales[seed % _sales.length], value);
        }
    }

    function market_() external view returns (IModelMarket) {
        return market;
    }

    function people() external view returns (address[4] memory) {
        return [payee, payer, holder, stranger];
    }

    function sales() external view returns (uint256) {
        return _sales.length;
    }

    function orderIdAt(uint256 index) external view returns (uint256) {
        return _sales[index].orderId;
    }

    function onOrder(uint256 choice, Sale storage stored, uint32 value) private {
        Sale memory sale = stored;
        IModelMarket.OrderState state = modelState[sale.orderId];
        bool late = state == IModelMarket.OrderState.Open
            ? block.timestamp >= sale.order.boughtAt + sale.terms.deliverIn
            : block.timestamp >= sale.delivery.deliveredAt + sale.terms.disputeIn;
        bool isBad = _secondIsBad && sale.terms.seller == SECOND_SELLER;
        bool open = state == IModelMarket.OrderState.Open;
        bool delivered = state == IModelMarket.OrderState.Delivered;
        if (choice < 12) {
            doDeliver(stored, sale, value % 3 != 0, open && !late && !isBad);
        } else if (choice == 12) {
            bool accepted = send(holder, abi.encodeCall(market.confirm, (sale.terms, sale.order, sale.delivery)));
            expect(accepted, delivered && !isBad);
            if (accepted) modelFinal(sale);
        } else if (choice == 13) {
            bool accepted = send(stranger, abi.encodeCall(market.settle, (settlementOf(sale))));
            bool pays = delivered && late && !isBad;
            expect(accepted, pays || !(open || delivered));
            if (pays) modelFinal(sale);
        } else if (choice == 14) {
            address caller = value % 2 == 0 ? sale.terms.seller : stranger;
            bool accepted = send(caller, abi.encodeCall(market.refund, (sale.terms, sale.order, sale.delivery)));
            bool may = caller == sale.terms.seller || isBad || (open && late);
            expect(accepted, (open || delivered) && may);
            if (accepted) modelRefund(sale, open ? sale.terms.lateFee : sale.terms.bond);
        } else {
            if (value % 64 == 0) markSecondBad();
            bool accepted =
                send(stranger, abi.encodeCall(market.complainKey, (sale.terms, sale.order, sale.delivery, sale.d)));
            expect(accepted, delivered && !late && !_rightKey[sale.orderId]);
            if (accepted) modelRefund(sale, sale.terms.bond);
        }
    }

    function doBuy(uint256 index) private {
        IModelMarket.Terms memory terms = termsOf(index);
        uint256 d = _sales.length + 1;
        (uint256 px, uint8 parity) = pointOf(d);
        Sale memory sale;
        sale.d = d;
        sale.terms = terms;
        sale.order = IModelMarket.Order(_listings[index], payer, holder, uint40(block.timestamp), px, parity, 77);
        sale.orderId = idOf(sale.order);
        vm.deal(payer, terms.price);
        vm.prank(payer);
        (bool accepted,) = address(market).call{value: terms.price}(
            abi.encodeCall(market.buy, (_listings[index], terms, holder, px, parity, 77))
        );
        bool isBad = _secondIsBad && index == 1;
        expect(accepted, modelFree[terms.seller] >= terms.bond && !isBad);
        if (!accepted) return;
        modelState[sale.orderId] = IModelMarket.OrderState.Open;
        modelFree[terms.seller] -= terms.bond;
        modelLocked[terms.seller] += terms.bond;
        escrow += terms.price;
        _sales.push(sale);
    }

    function doDeliver(Sale storage stored, Sale memory sale, bool right, bool expected) private {
        (uint256 rx, uint8 parity) = pointOf(sale.d + 1000);
        address shared = vm.addr(mulmod(sale.d, sale.d + 1000, N));
        bytes16 wrapped = wrap(sale.orderId, shared, right ? KEY : bytes16(uint128(1)));
        bool accepted =
            send(sale.terms.seller, abi.encodeCall(market.deliver, (sale.terms, sale.order, rx, parity, wrapped)));
        expect(accepted, expected);
        if (!accepted) return;
        stored.delivery = IModelMarket.Delivery(rx, parity, wrapped, uint40(block.timestamp));
        _rightKey[sale.orderId] = right;
        modelState[sale.orderId] = IModelMarket.OrderState.Delivered;
    }

    function doDeposit(uint256 index, uint256 amount) private {
        amount *= 1 gwei;
        vm.prank(sellers[index]);
        market.depositBond{value: amount}();
        modelFree[sellers[index]] += amount;
    }

    function doWithdrawBond(uint256 index, uint256 amount) private {
        bool accepted = send(sellers[index], abi.encodeCall(market.withdrawBond, (amount, sellers[index])));
        expect(accepted, amount <= modelFree[sellers[index]]);
        if (accepted) modelFree[sellers[index]] -= amount;
    }

    function doWithdraw(address account) private {
        uint256 before = account.balance;
        bool accepted = send(stranger, abi.encodeCall(market.withdrawFor, (NATIVE, account)));
        expect(accepted, modelCredit[account] != 0);
        vm.assertEq(account.balance - before, modelCredit[account]);
        modelCredit[account] = 0;
    }

    function markSecondBad() private {
        markBad(termsOf(1).keyHash);
        _secondIsBad = true;
    }

    function modelFinal(Sale memory sale) private {
        modelState[sale.orderId] = IModelMarket.OrderState.Final;
        escrow -= sale.terms.price;
        modelCredit[sale.terms.payee] += sale.terms.price;
        modelLocked[sale.terms.seller] -= sale.terms.bond;
        modelFree[sale.terms.seller] += sale.terms.bond;
    }

    function modelRefund(Sale memory sale, uint256 bondPaid) private {
        modelState[sale.orderId] = IModelMarket.OrderState.Refunded;
        escrow -= sale.terms.price;
        modelCredit[sale.order.payer] += sale.terms.price + bondPaid;
        modelLocked[sale.terms.seller] -= sale.terms.bond;
        modelFree[sale.terms.seller] += sale.terms.bond - bondPaid;
    }

    function send(address caller, bytes memory data) private returns (bool accepted) {
        vm.prank(caller);
        (accepted,) = address(market).call(data);
    }

    function termsOf(uint256 index) private view returns (IModelMarket.Terms memory terms) {
        terms = defaultTerms();
        terms.bond = 0.5 gwei;
        terms.lateFee = 0.01 gwei;
        if (index == 0) return terms;
        terms.seller = SECOND_SELLER;
        terms.price = 3;
        terms.bond = 7 gwei;
        terms.lateFee = 7 gwei;
        terms.keyHash = keyHashOf(SECOND_SELLER, KEY);
        terms.disputeIn = 3 days;
    }

    function expect(bool accepted, bool expected) private pure {
        vm.assertEq(accepted ? 1 : 0, expected ? 1 : 0, "the market accepted what the model refuses, or refused");
    }
}

/// @notice The invariants of the protocol, section 10, after every random act.
contract InvariantTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Trader private _trader;

    function setUp() public {
        _trader = new Trader();
    }

    /// @dev forge asks which contracts to call.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_trader);
    }

    /// @dev And which of their functions.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0].addr = address(_trader);
        targets[0].selectors = new bytes4[](1);
        targets[0].selectors[0] = Trader.act.selector;
    }

    /// @notice The balance is exactly escrow, credits, bonds and donations.
    function invariant_moneyIsConserved() public view {
        IModelMarket market = _trader.market_();
        uint256 owed = _trader.escrow() + _trader.donated();
        address[4] memory people = _trader.people();
        for (uint256 i = 0; i < people.length; ++i) {
            owed += market.credits(people[i], address(0));
        }
        for (uint256 i = 0; i < 2; ++i) {
            (uint128 free, uint128 locked) = market.bonds(_trader.sellers(i));
            owed += uint256(free) + locked;
        }
        vm.assertEq(address(market).balance, owed, "balance");
    }

    /// @notice Credits and bonds are what the model says: no path pays both sides or pays twice.
    function invariant_everybodyHasTheirOwn() public view {
        IModelMarket market = _trader.market_();
        address[4] memory people = _trader.people();
        for (uint256 i = 0; i < people.length; ++i) {
            vm.assertEq(market.credits(people[i], address(0)), _trader.modelCredit(people[i]), "credit");
        }
        for (uint256 i = 0; i < 2; ++i) {
            address seller = _trader.sellers(i);
            (uint128 free, uint128 locked) = market.bonds(seller);
            vm.assertEq(free, _trader.modelFree(seller), "free bond");
            vm.assertEq(locked, _trader.modelLocked(seller), "locked bond");
        }
    }

    /// @notice Every order is where the model put it: it only walks the graph.
    function invariant_ordersWalkTheGraph() public view {
        IModelMarket market = _trader.market_();
        for (uint256 i = 0; i < _trader.sales(); ++i) {
            uint256 orderId = _trader.orderIdAt(i);
            uint256 state = uint8(uint256(market.orderState(orderId)));
            vm.assertEq(state, uint256(_trader.modelState(orderId)), "state");
        }
    }
}
