// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {ContentFixture} from "./ContentFixture.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {OddToken} from "./mocks/Tokens.sol";
import {TokenFixture} from "./TokenFixture.sol";
import {vm} from "./Vm.sol";

/// @notice Does random acts, right and wrong, in time and late, and predicts from a model of a few lines which of them
/// the market accepts. A wrong prediction fails the run. Three listings: an honest seller's in coin, a cheat's in coin
/// (wrong keys, and one wrong leaf), and the honest seller's in a token that changes its manners.
contract Trader is TokenFixture, ContentFixture {
    address private constant CHEAT = address(0x5e11e42);
    uint256 private constant HONEST_LISTING = 0;
    uint256 private constant CHEATING_LISTING = 1;
    uint256 private constant TOKEN_LISTING = 2;

    address[2] public sellers;
    IModelMarket.Terms[3] private _terms;
    uint64[3] private _listings;
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
        (modelFree[seller], paidInByHonest) = (100 ether, 100 ether);
        vm.deal(CHEAT, 1_000_000 ether);
        Content memory content = seal(3000, "honest");
        _rightLeaf = claimOf(content, 1);
        _terms[HONEST_LISTING] = terms(content);
        _terms[TOKEN_LISTING] = terms(content);
        spoil(content, 1, 0);
        _wrongLeaf = claimOf(content, 1);
        _terms[CHEATING_LISTING] = terms(content);
        for (uint256 i = 0; i < 3; ++i) {
            adapt(_terms[i], i);
            _listings[i] = list(_terms[i]);
        }
        odd.mint(payer, 1 << 120);
        vm.prank(payer);
        odd.approve(address(market), type(uint256).max);
    }

    function act(uint256 seed, uint256 which, uint32 value) external {
        uint256 choice = which % 20;
        if (choice < 4) {
            doBuy(seed % 3);
        } else if (choice == 4) {
            doDeposit(seed % 2, 1 + uint256(value));
        } else if (choice == 5) {
            doWithdrawBond(seed % 2, 1 + uint256(value) * 1 gwei);
        } else if (choice == 6) {
            vm.warp(block.timestamp + value % 4 days);
        } else if (choice == 7) {
            doWithdraw(seed % 2 == 0 ? payee : payer, value % 2 == 0 ? NATIVE : address(odd));
        } else if (choice == 8) {
            vm.deal(address(market), address(market).balance + value); // as selfdestruct would
            donated += value;
        } else if (choice == 9) {
            odd.behave(OddToken.Manner(value % 4));
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

    function people() external view returns (address[4] memory) {
        return [payee, payer, holder, stranger];
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
            doDeliver(stored, sale, sale.terms.seller != CHEAT || value % 3 == 0, open && !late && !isBad);
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
            doRefund(sale, value % 2 == 0 ? sale.terms.seller : stranger, open, delivered, late, isBad);
        } else if (choice == 16) {
            bytes memory data = abi.encodeCall(market.complainKey, (sale.terms, sale.order, sale.delivery, sale.d));
            if (send(stranger, data, delivered && !late && !_rightKey[sale.orderId])) {
                modelRefund(sale, sale.terms.bond);
            }
        } else if (choice == 17) {
            if (value % 8 == 0) doComplainContent(sale, delivered && !late);
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
        expect(accepted, modelFree[sale.terms.seller] >= sale.terms.bond && !isBad && isPaid(sale.terms.currency));
        if (!accepted) return;
        modelState[sale.orderId] = IModelMarket.OrderState.Open;
        modelFree[sale.terms.seller] -= sale.terms.bond;
        modelLocked[sale.terms.seller] += sale.terms.bond;
        escrow[sale.terms.currency] += sale.terms.price;
        _sales.push(sale);
    }

    function doDeliver(Sale storage stored, Sale memory sale, bool right, bool expected) private {
        (uint256 rx, uint8 parity) = pointOf(sale.d + 1000);
        address shared = vm.addr(mulmod(sale.d, sale.d + 1000, N));
        bytes16 wrapped = wrap(sale.orderId, shared, right ? KEY : bytes16(uint128(1)));
        bytes memory data = abi.encodeCall(market.deliver, (sale.terms, sale.order, rx, parity, wrapped));
        if (!send(sale.terms.seller, data, expected)) return;
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
        chosen.keyHash = keyHashOf(CHEAT, KEY);
        chosen.disputeIn = 3 days;
    }

    function expect(bool accepted, bool expected) private pure {
        vm.assertEq(accepted ? 1 : 0, expected ? 1 : 0, "the market accepted what the model refuses, or refused");
    }
}

/// @notice The invariants of the protocol, section 10, after every random act. That a cheat never keeps the money, and
/// that no complaint beats an honest seller, is also predicted at each act by the model.
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

    /// @notice Per currency: the balance of coin is exactly escrow, credits, bonds and donations; a token that lies
    /// about what it moves can only leave more.
    function invariant_moneyIsConserved() public view {
        IModelMarket market = _trader.market_();
        address odd = address(_trader.token());
        uint256 coin = _trader.escrow(address(0)) + _trader.donated();
        uint256 tokens = _trader.escrow(odd);
        address[4] memory people = _trader.people();
        for (uint256 i = 0; i < people.length; ++i) {
            coin += market.credits(people[i], address(0));
            tokens += market.credits(people[i], odd);
        }
        for (uint256 i = 0; i < 2; ++i) {
            (uint128 free, uint128 locked) = market.bonds(_trader.sellers(i));
            coin += uint256(free) + locked;
        }
        vm.assertEq(address(market).balance, coin, "balance");
        vm.assertTrue(_trader.token().balanceOf(address(market)) >= tokens, "balance of tokens");
    }

    /// @notice Credits and bonds are what the model says: no path pays both sides or pays twice.
    function invariant_noPathPaysBothSides() public view {
        IModelMarket market = _trader.market_();
        address odd = address(_trader.token());
        address[4] memory people = _trader.people();
        for (uint256 i = 0; i < people.length; ++i) {
            vm.assertEq(market.credits(people[i], address(0)), _trader.modelCredit(people[i], address(0)), "credit");
            vm.assertEq(market.credits(people[i], odd), _trader.modelCredit(people[i], odd), "credit in tokens");
        }
        for (uint256 i = 0; i < 2; ++i) {
            address seller = _trader.sellers(i);
            (uint128 free, uint128 locked) = market.bonds(seller);
            vm.assertEq(free, _trader.modelFree(seller), "free bond");
            vm.assertEq(locked, _trader.modelLocked(seller), "locked bond");
        }
    }

    /// @notice The honest seller has all that they paid in but what they gave away by being late or by refunding.
    function invariant_theHonestSellerNeverLoses() public view {
        (uint128 free, uint128 locked) = _trader.market_().bonds(_trader.sellers(0));
        vm.assertEq(uint256(free) + locked, _trader.paidInByHonest() - _trader.givenByHonest(), "bond");
    }

    /// @notice Every order is where the model put it, under the terms that it was bought under, and licenses until
    /// the model's time: it only walks the graph, and no later act changes it.
    function invariant_ordersWalkTheGraphUnderFrozenTerms() public view {
        IModelMarket market = _trader.market_();
        for (uint256 i = 0; i < _trader.sales(); ++i) {
            uint256 orderId = _trader.orderIdAt(i);
            vm.assertEq(market.orderState(orderId), _trader.slotAt(i));
            vm.assertEq(market.licence().licensedUntil(orderId), _trader.modelUntil(orderId), "licence");
        }
    }
}
