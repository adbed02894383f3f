// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {ILicenceToken} from "./mocks/ILicenceToken.sol";
import {vm} from "./Vm.sol";

/// @notice Buys, finishes, refunds, transfers, approves and burns licences at random, and predicts from a model of
/// owners, locks and approvals which of it the licence contract accepts.
contract LicenceTrader is MarketFixture {
    enum Life {
        Locked,
        Free,
        Bound,
        Gone
    }

    ILicenceToken public token;
    address[4] public people = [address(0xa1), address(0xa2), address(0xa3), address(0xa4)];
    Sale[] private _sales;
    mapping(uint256 tokenId => Life) public life;
    mapping(uint256 tokenId => address) public ownerOf;
    mapping(uint256 tokenId => address) public approvedOf;
    mapping(address owner => mapping(address who => bool)) public isOperator;

    constructor() {
        setUp();
        token = ILicenceToken(address(licence));
        deposit(100_000 ether);
        IModelMarket.Terms memory terms = defaultTerms();
        list(terms);
        terms.flags = 1;
        list(terms);
    }

    function act(uint256 seed, uint8 which, uint8 who, uint8 whom) external {
        address caller = people[who % 4];
        address other = people[whom % 4];
        if (which % 8 < 2) return doBuy(seed, caller);
        if (which % 8 == 7) return doNameOperator(caller, other, seed % 2 == 0);
        if (_sales.length == 0) return;
        Sale memory sale = _sales[seed % _sales.length];
        if (which % 8 == 2) doFinish(sale);
        else if (which % 8 == 3) doRefund(sale);
        else if (which % 8 == 4) doTransfer(sale.orderId, caller, other, seed);
        else if (which % 8 == 5) doApprove(sale.orderId, caller, other);
        else doBurn(sale.orderId, caller);
    }

    function count() external view returns (uint256) {
        return _sales.length;
    }

    function tokenAt(uint256 index) external view returns (uint256) {
        return _sales[index].orderId;
    }

    function doBuy(uint256 seed, address buyer) private {
        holder = buyer;
        IModelMarket.Terms memory terms = defaultTerms();
        terms.flags = uint8(seed % 2);
        Sale memory sale = buy(uint64(1 + seed % 2), terms, _sales.length + 1);
        vm.assertTrue(ownerOf[sale.orderId] == address(0), "an id was minted twice");
        (ownerOf[sale.orderId], life[sale.orderId]) = (buyer, Life.Locked);
        _sales.push(sale);
    }

    function doFinish(Sale memory sale) private {
        if (stateOf(sale.orderId) != IModelMarket.OrderState.Open) return;
        sale = deliver(sale, 5, KEY);
        vm.prank(sale.order.holder);
        market.confirm(sale.terms, sale.order, sale.delivery);
        life[sale.orderId] = sale.terms.flags == 1 ? Life.Bound : Life.Free;
    }

    function doRefund(Sale memory sale) private {
        if (stateOf(sale.orderId) != IModelMarket.OrderState.Open) return;
        refund(seller, sale);
        bury(sale.orderId);
    }

    function doTransfer(uint256 id, address caller, address to, uint256 seed) private {
        bool wrongFrom = seed % 16 == 0;
        bool toZero = seed % 16 == 1;
        address from = wrongFrom ? address(0xbad) : ownerOf[id];
        if (toZero) to = address(0);
        bytes memory data = seed % 3 == 0
            ? abi.encodeCall(token.transferFrom, (from, to, id))
            : abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", from, to, id);
        bool may = life[id] == Life.Free && mayUse(id, caller) && !wrongFrom && !toZero;
        if (!send(caller, data, may)) return;
        (ownerOf[id], approvedOf[id]) = (to, address(0));
    }

    function doApprove(uint256 id, address caller, address whom) private {
        bool may = life[id] != Life.Gone && (caller == ownerOf[id] || isOperator[ownerOf[id]][caller]);
        if (send(caller, abi.encodeCall(token.approve, (whom, id)), may)) approvedOf[id] = whom;
    }

    function doBurn(uint256 id, address caller) private {
        bool may = (life[id] == Life.Free || life[id] == Life.Bound) && mayUse(id, caller);
        if (send(caller, abi.encodeCall(token.burn, (id)), may)) bury(id);
    }

    function doNameOperator(address caller, address whom, bool wanted) private {
        if (!send(caller, abi.encodeCall(token.setApprovalForAll, (whom, wanted)), true)) return;
        isOperator[caller][whom] = wanted;
    }

    function bury(uint256 id) private {
        (life[id], approvedOf[id]) = (Life.Gone, address(0));
    }

    function send(address caller, bytes memory data, bool expected) private returns (bool accepted) {
        vm.prank(caller);
        (accepted,) = address(token).call(data);
        vm.assertTrue(accepted == expected, "the licence accepted what the model refuses, or refused");
    }

    function mayUse(uint256 id, address caller) private view returns (bool) {
        return caller == ownerOf[id] || caller == approvedOf[id] || isOperator[ownerOf[id]][caller];
    }
}
