// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {ContentFixture} from "./ContentFixture.sol";
import {EventLedger} from "./EventLedger.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {ReentrantReceiver} from "./mocks/Receivers.sol";
import {OddToken} from "./mocks/Tokens.sol";
import {TokenFixture} from "./TokenFixture.sol";
import {vm} from "./Vm.sol";

/// @notice Does random acts, right and wrong, in time and late, and predicts from a model of a few lines which of them
/// the market accepts. A wrong prediction fails the run. Three listings: an honest seller's in coin, a cheat's in coin
/// (wrong keys, and one wrong leaf), and the honest seller's in a token that changes its manners. The sellers revise and
/// close while orders are open, the operator tries what an operator may not, buyers complain without cause, and the
/// cheat's payee calls back into the market whenever it is paid.
contract Trader is TokenFixture, ContentFixture, EventLedger {
    address private constant CHEAT = address(0x5e11e42);
    uint256 private constant HONEST_LISTING = 0;
    uint256 private constant CHEATING_LISTING = 1;
    uint256 private constant TOKEN_LISTING = 2;

    address[2] public sellers;
    IModelMarket.Terms[3] private _terms;
    uint64[3] private _listings;
    bool[3] private _isClosed;
    bool private _hasOperator;
    ReentrantReceiver private _hostilePayee;
    Sale[] private _sales;
    Claim private _rightLeaf;
    Claim private _wrongLeaf;
    mapping(uint256 orderId => IModelMarket.OrderState) public modelState;
    mapping(uint256 orderId => uint256) public modelUntil;
    mapping(uint256 orderId => bool) private _rightKey;
    mapping(address account => mapping(address currency => uint256)) public modelCredit;
    mapping(address seller => uint256) public modelFree;
    mapping(address seller => uint256) public modelLocked;
    mapping(address currency => uint256) public escrow;
    uint256 public donated;
    /// @dev What the honest seller gave away by being late or by refunding.
    uint256 public givenByHonest;
    uint256 public paidInByHonest;
    bool private _cheatIsBad;

    function setUp() public override(MarketFixture, TokenFixture) {
        TokenFixture.setUp();
    }

    constructor() {
        setUp();
        sellers = [seller, CHEAT];
        _hostilePayee = new ReentrantReceiver(address(market));
        _hostilePayee.prepare(abi.encodeCall(market.withdrawFor, (NATIVE, address(_hostilePayee))));
        (modelFree[seller], paidInByHonest) = (100 ether, 100 ether);
        vm.deal(CHEAT, 1_000_000 ether);
        Content memory content = seal(3000, "honest");
        _rightLeaf = claimOf(content, 1);
        _terms[HONEST_LISTING] = terms(content);
        _terms[TOKEN_LISTING] = terms(content);
        spoil(content, 1, 0);
        _wrongLeaf = claimOf(content, 1);
        _terms[CHEATING_LISTING] = terms(content);
        vm.recordLogs();
        for (uint256 i = 0; i < 3; ++i) {
            adapt(_terms[i], i);
            _listings[i] = list(_terms[i]);
        }
        enter(address(market));
        eventBalance[NATIVE] = 100 ether; // the deposit of the fixture
        odd.mint(payer, 1 << 120);
        vm.prank(payer);
        odd.approve(address(market), type(uint256).max);
    }

    /// @dev One act, and the books of its events.
    function act(uint256 seed, uint256 which, uint32 value) external {
        vm.recordLogs();
        perform(seed, which % 24, value);
        enter(address(market));
    }

    function perform(uint256 seed, uint256 choice, uint32 value) private {
        if (choice < 4) {
            doBuy(seed % 3);
        } else if (choice == 4) {
            doDeposit(seed % 2, 1 + uint256(value));
        } else if (choice == 5) {
            doWithdrawBond(seed % 2, 1 + uint256(value) * 1 gwei);
        } else if (choice == 6) {
            vm.warp(block.timestamp + value % 4 days);
        } else if (choice == 7) {
            doWithdraw(this.people()[seed % 5], value % 2 == 0 ? NATIVE : address(odd));
        } else if (choice == 8) {
            vm.deal(address(market), address(market).balance + value); // as selfdestruct would
            donated += value;
        } else if (choice == 9) {
            odd.behave(OddToken.Manner(value % 4));
        } else if (choice == 20) {
            doRevise(seed % 3, value);
        } else if (choice == 21) {
            doClose(seed % 3);
        } else if (choice == 22) {
            doNameOperator(value % 2 == 0);
        } else if (_sales.length != 0) {
            onOrder(choice, _sales[seed % _sales.length], value);
        }
    }

    function market_() external view returns (IModelMarket) {
        return market;
    }

    function token() external view returns (OddToken) {
        return odd;
    }

    function people() external view returns (address[5] memory) {
        return [payee, payer, holder, stranger, address(_hostilePayee)];
    }

    function hostilePayee() external view returns (ReentrantReceiver) {
        return _hostilePayee;
    }

    /// @notice The end of a run: every cheat that can still be complained about is refunded, and then everybody gets
    /// what the market owes them.
    function finish() external {
        vm.recordLogs();
        odd.behave(OddToken.Manner.ReturnsNothing);
        for (uint256 i = 0; i < _sales.length; ++i) {
            if (isCheated(_sales[i])) complainAtLast(_sales[i]);
        }
        address[5] memory owed = this.people();
        for (uint256 i = 0; i < owed.length; ++i) {
            doWithdraw(owed[i], NATIVE);
            doWithdraw(owed[i], address(odd));
        }
        for (uint256 i = 0; i < 2; ++i) {
            if (modelFree[sellers[i]] != 0) doWithdrawBond(i, modelFree[sellers[i]]);
        }
        enter(address(market));
    }

    function sales() external view returns (uint256) {
        return _sales.length;
    }

    function orderIdAt(uint256 index) external view returns (uint256) {
        return _sales[index].orderId;
    }

    /// @dev What the slot of an order must hold: its frozen terms, and the state that the model has.
    function slotAt(uint256 index) external view returns (bytes32) {
        Sale memory sale = _sales[index];
        bytes32 opened = keccak256(abi.encode(hashOf(sale.terms), sale.order));
        bool delivered = sale.delivery.deliveredAt != 0;
        bytes32 commitment = delivered ? keccak256(abi.encode(opened, sale.delivery)) : opened;
        return slot(commitment, uint256(modelState[sale.orderId]));
    }

    function onOrder(uint256 choice, Sale storage stored, uint32 value) private {
        Sale memory sale = stored;
        IModelMarket.OrderState state = modelState[sale.orderId];
        bool open = state == IModelMarket.OrderState.Open;
        bool delivered = state == IModelMarket.OrderState.Delivered;
        bool late = open
            ? block.timestamp >= sale.order.boughtAt + sale.terms.deliverIn
            : block.timestamp >= sale.delivery.deliveredAt + sale.terms.disputeIn;
        bool isBad = _cheatIsBad && sale.terms.seller == CHEAT;
        if (choice < 13) {
            bool byOperator = choice == 12;
            bool may = !byOperator || (_hasOperator && sale.terms.seller == seller);
            bool right = sale.terms.seller != CHEAT || value % 3 == 0;
            doDeliver(stored, sale, byOperator, right, open && !late && !isBad && may);
        } else if (choice == 13) {
            if (send(
                    holder, abi.encodeCall(market.confirm, (sale.terms, sale.order, sale.delivery)), delivered && !isBad
                )) {
                modelFinal(sale);
            }
        } else if (choice == 14) {
            bool pays = delivered && late && !isBad;
            send(stranger, abi.encodeCall(market.settle, (settlementOf(sale))), pays || !(open || delivered));
            if (pays) modelFinal(sale);
        } else if (choice == 15) {
            address[3] memory callers = [sale.terms.seller, stranger, operator];
            doRefund(sale, callers[value % 3], open, delivered, late, isBad);
        } else if (choice == 16) {
            bytes memory data = abi.encodeCall(market.complainKey, (sale.terms, sale.order, sale.delivery, sale.d));
            if (send(stranger, data, delivered && !late && !_rightKey[sale.orderId])) {
                modelRefund(sale, sale.terms.bond);
            }
        } else if (choice == 17) {
            if (value % 8 == 0) doComplainContent(sale, delivered && !late);
        } else if (choice == 23) {
            doComplainWithoutKnowledge(sale, value);
        } else {
            doRenew(sale, 1 + value % 3, state == IModelMarket.OrderState.Final && !isBad);
        }
    }

    function doBuy(uint256 index) private {
        Sale memory sale;
        sale.d = _sales.length + 1;
        sale.terms = _terms[index];
        (uint256 px, uint8 parity) = pointOf(sale.d);
        sale.order = IModelMarket.Order(_listings[index], payer, holder, uint40(block.timestamp), px, parity, 77);
        sale.orderId = idOf(sale.order);
        uint256 value = sale.terms.currency == NATIVE ? sale.terms.price : 0;
        vm.deal(payer, value);
        vm.prank(payer);
        (bool accepted,) = address(market).call{value: value}(
            abi.encodeCall(market.buy, (_listings[index], sale.terms, holder, px, parity, 77))
        );
        bool isBad = _cheatIsBad && index == CHEATING_LISTING;
        bool sold = modelFree[sale.terms.seller] >= sale.terms.bond && !isBad && isPaid(sale.terms.currency);
        expect(accepted, sold && !_isClosed[index]);
        if (!accepted) return;
        modelState[sale.orderId] = IModelMarket.OrderState.Open;
        modelFree[sale.terms.seller] -= sale.terms.bond;
        modelLocked[sale.terms.seller] += sale.terms.bond;
        escrow[sale.terms.currency] += sale.terms.price;
        _sales.push(sale);
    }

    function doDeliver(Sale storage stored, Sale memory sale, bool byOperator, bool right, bool expected) private {
        (uint256 rx, uint8 parity) = pointOf(sale.d + 1000);
        address shared = vm.addr(mulmod(sale.d, sale.d + 1000, N));
        bytes16 wrapped = wrap(sale.orderId, shared, right ? KEY : bytes16(uint128(1)));
        bytes memory data = abi.encodeCall(market.deliver, (sale.terms, sale.order, rx, parity, wrapped));
        if (!send(byOperator ? operator : sale.terms.seller, data, expected)) return;
        stored.delivery = IModelMarket.Delivery(rx, parity, wrapped, uint40(block.timestamp));
        _rightKey[sale.orderId] = right;
        modelState[sale.orderId] = IModelMarket.OrderState.Delivered;
    }

    function doRefund(Sale memory sale, address caller, bool open, bool delivered, bool late, bool isBad) private {
        bool may = caller == sale.terms.seller || isBad || (open && late);
        bytes memory data = abi.encodeCall(market.refund, (sale.terms, sale.order, sale.delivery));
        if (!send(caller, data, (open || delivered) && may)) return;
        uint256 bondPaid = open ? sale.terms.lateFee : sale.terms.bond;
        if (sale.terms.seller == seller) givenByHonest += bondPaid; // late, or by the seller's own will
        modelRefund(sale, bondPaid);
    }

    /// @dev New terms for later orders, as far as the protocol lets a seller change them; it also reopens.
    function doRevise(uint256 index, uint32 value) private {
        IModelMarket.Terms memory changed = _terms[index];
        changed.price = 1 + value % 5000;
        changed.payee = value % 2 == 0 ? payee : holder;
        if (index == CHEATING_LISTING) changed.payee = address(_hostilePayee);
        changed.disputeIn = 3 days + value % 5 days;
        changed.period = 30 days + value % 10 days;
        bytes memory data = abi.encodeCall(market.revise, (_listings[index], _terms[index], changed, CARD));
        send(operator, data, false);
        send(changed.seller, data, true);
        (_terms[index], _isClosed[index]) = (changed, false);
    }

    function doClose(uint256 index) private {
        bytes memory data = abi.encodeCall(market.close, (_listings[index], _terms[index]));
        send(operator, data, false);
        send(_terms[index].seller, data, !_isClosed[index]);
        _isClosed[index] = true;
    }

    function doNameOperator(bool wanted) private {
        vm.prank(seller);
        market.setOperator(wanted ? operator : address(0));
        _hasOperator = wanted;
    }

    /// @dev Nobody is heard who cannot show d: not with numbers near it, nor with numbers that everyone sees.
    function doComplainWithoutKnowledge(Sale memory sale, uint32 value) private {
        uint256[4] memory forged = [sale.d + 1, N - sale.d, sale.order.px, uint256(market.orderState(sale.orderId))];
        bytes memory data =
            abi.encodeCall(market.complainKey, (sale.terms, sale.order, sale.delivery, forged[value % 4]));
        send(payer, data, false);
    }

    /// @dev Delivered with a wrong key, or of the wrong content, and still disputable.
    function isCheated(Sale memory sale) private view returns (bool) {
        return modelState[sale.orderId] == IModelMarket.OrderState.Delivered && sale.terms.seller == CHEAT
            && block.timestamp < sale.delivery.deliveredAt + sale.terms.disputeIn;
    }

    function complainAtLast(Sale memory sale) private {
        if (_rightKey[sale.orderId]) {
            doComplainContent(sale, true);
        } else {
            send(stranger, abi.encodeCall(market.complainKey, (sale.terms, sale.order, sale.delivery, sale.d)), true);
            modelRefund(sale, sale.terms.bond);
        }
    }

    /// @dev The cheat's leaf is wrong and the honest seller's is right, whatever key was delivered.
    function doComplainContent(Sale memory sale, bool disputable) private {
        bool cheated = sale.terms.seller == CHEAT;
        bool accepted = isHeard(sale, cheated ? _wrongLeaf : _rightLeaf);
        expect(accepted, disputable && cheated);
        if (!accepted) return;
        _cheatIsBad = true;
        modelRefund(sale, sale.terms.bond);
    }

    function doRenew(Sale memory sale, uint32 periods, bool isFinal) private {
        uint256 value = sale.terms.currency == NATIVE ? uint256(sale.terms.price) * periods : 0;
        uint256 before = modelUntil[sale.orderId];
        uint256 until = (before > block.timestamp ? before : block.timestamp) + periods * sale.terms.period;
        vm.deal(payer, value);
        vm.prank(payer);
        (bool accepted,) = address(market).call{value: value}(
            abi.encodeCall(market.renew, (sale.terms, sale.order, sale.delivery, periods))
        );
        expect(accepted, isFinal && until <= sale.terms.renewUntil && isPaid(sale.terms.currency));
        if (accepted) modelUntil[sale.orderId] = until;
    }

    function doDeposit(uint256 index, uint256 amount) private {
        amount *= 1 gwei;
        vm.prank(sellers[index]);
        market.depositBond{value: amount}();
        modelFree[sellers[index]] += amount;
        if (index == 0) paidInByHonest += amount;
    }

    function doWithdrawBond(uint256 index, uint256 amount) private {
        bytes memory data = abi.encodeCall(market.withdrawBond, (amount, sellers[index]));
        if (!send(sellers[index], data, amount <= modelFree[sellers[index]])) return;
        modelFree[sellers[index]] -= amount;
        if (index == 0) paidInByHonest -= amount;
    }

    function doWithdraw(address account, address currency) private {
        uint256 before = account.balance;
        uint256 owed = modelCredit[account][currency];
        bool pays = currency == NATIVE || odd.manner() != OddToken.Manner.ReturnsFalse;
        if (!send(stranger, abi.encodeCall(market.withdrawFor, (currency, account)), owed != 0 && pays)) return;
        if (currency == NATIVE) vm.assertEq(account.balance - before, owed);
        modelCredit[account][currency] = 0;
    }

    function modelFinal(Sale memory sale) private {
        modelState[sale.orderId] = IModelMarket.OrderState.Final;
        modelUntil[sale.orderId] = block.timestamp + sale.terms.period;
        escrow[sale.terms.currency] -= sale.terms.price;
        modelCredit[sale.terms.payee][sale.terms.currency] += sale.terms.price;
        modelLocked[sale.terms.seller] -= sale.terms.bond;
        modelFree[sale.terms.seller] += sale.terms.bond;
    }

    function modelRefund(Sale memory sale, uint256 bondPaid) private {
        modelState[sale.orderId] = IModelMarket.OrderState.Refunded;
        escrow[sale.terms.currency] -= sale.terms.price;
        modelCredit[sale.order.payer][sale.terms.currency] += sale.terms.price;
        modelCredit[sale.order.payer][NATIVE] += bondPaid;
        modelLocked[sale.terms.seller] -= sale.terms.bond;
        modelFree[sale.terms.seller] += sale.terms.bond - bondPaid;
    }

    function send(address caller, bytes memory data, bool expected) private returns (bool accepted) {
        vm.prank(caller);
        (accepted,) = address(market).call(data);
        expect(accepted, expected);
    }

    /// @dev Whether the token moves exactly what it is asked to move.
    function isPaid(address currency) private view returns (bool) {
        return currency == NATIVE || odd.manner() == OddToken.Manner.ReturnsNothing;
    }

    function adapt(IModelMarket.Terms storage chosen, uint256 index) private {
        (chosen.bond, chosen.lateFee) = (0.5 gwei, 0.01 gwei);
        (chosen.period, chosen.renewUntil) = (30 days, uint40(START + 300 days));
        if (index == TOKEN_LISTING) (chosen.currency, chosen.price) = (address(odd), PRICE);
        if (index != CHEATING_LISTING) return;
        (chosen.seller, chosen.price, chosen.bond, chosen.lateFee) = (CHEAT, 3, 7 gwei, 7 gwei);
        (chosen.keyHash, chosen.payee) = (keyHashOf(CHEAT, KEY), address(_hostilePayee));
        chosen.disputeIn = 3 days;
    }

    /// @dev Books the events of the last call; forge also keeps those of one that was refused.
    function expect(bool accepted, bool expected) private {
        if (accepted) enter(address(market));
        else vm.getRecordedLogs();
        vm.assertEq(accepted ? 1 : 0, expected ? 1 : 0, "the market accepted what the model refuses, or refused");
    }
}
