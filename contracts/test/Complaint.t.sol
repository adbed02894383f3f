// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice complainKey: a cheated buyer always wins, an honest seller never loses.
contract ComplaintTest is MarketFixture {
    /// @notice Any key but the listed one is refunded, whatever the one-time keys are and whoever complains.
    function testFuzz_aWrongKeyIsRefunded(uint256 d, uint256 e, bytes16 wrongKey, address complainer) public {
        vm.assume(wrongKey != KEY);
        (d, e) = (usable(d), usable(e));
        Sale memory sale = deliver(openSale(defaultTerms(), d), e, wrongKey);

        vm.expectEmit(address(market));
        emit IModelMarket.Refunded(sale.orderId, payer, NATIVE, 1 ether, 0.5 ether, IModelMarket.RefundReason.WrongKey);
        vm.prank(complainer);
        market.complainKey(sale.terms, sale.order, sale.delivery, d);

        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
        vm.assertEq(credit(payer), 1.5 ether);
        assertBond(0, 0);
        vm.assertFalse(market.bad(sale.terms.keyHash));
    }

    /// @notice The listed key is never refunded, whatever the one-time keys are.
    function testFuzz_theRightKeyIsNotRefunded(uint256 d, uint256 e, bytes16 key) public {
        (d, e) = (usable(d), usable(e));
        IModelMarket.Terms memory terms = defaultTerms();
        terms.keyHash = keyHashOf(seller, key);
        Sale memory sale = deliver(openSale(terms, d), e, key);

        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsRight.selector, sale.orderId));
        complain(sale, d);
        assertState(sale.orderId, IModelMarket.OrderState.Delivered);
    }

    /// @notice Another secret, with which the key would come out wrong, is refused.
    function testFuzz_otherSecretsAreRefused(uint256 d, uint256 other) public {
        d = usable(d);
        vm.assume(other % N != d);
        Sale memory sale = deliver(openSale(defaultTerms(), d), 54321, KEY);

        refuse(wrongSecret(sale));
        complain(sale, other);
    }

    /// @notice Zero, n and -d are no secrets of P.
    function test_edgesOfTheSecret() public {
        Sale memory sale = deliveredSale();
        uint256[5] memory secrets = [uint256(0), N, N - sale.d, type(uint256).max, 1];
        for (uint256 i = 0; i < secrets.length; ++i) {
            refuse(wrongSecret(sale));
            complain(sale, secrets[i]);
        }
    }

    /// @notice d + n is d on the curve: the same judgement, both ways.
    function test_secretsCountModuloN() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        Sale memory right = deliver(buy(listing, defaultTerms(), 5), 6, KEY);
        Sale memory wrong = deliver(buy(listing, defaultTerms(), 7), 8, bytes16(uint128(1)));

        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsRight.selector, right.orderId));
        complain(right, right.d + N);
        complain(wrong, wrong.d + N);
        assertState(wrong.orderId, IModelMarket.OrderState.Refunded);
    }

    /// @notice A seller who uses P itself, or its mirror, as R is judged by the same rule.
    function test_anyPointMayBeTheSellers() public {
        deposit(1.5 ether);
        uint64 listing = list(defaultTerms());
        Sale memory same = deliver(buy(listing, defaultTerms(), 5), 5, KEY);
        Sale memory mirrored = deliver(buy(listing, defaultTerms(), 7), N - 7, KEY);
        Sale memory wrong = deliver(buy(listing, defaultTerms(), 9), N - 9, bytes16(uint128(1)));

        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsRight.selector, same.orderId));
        complain(same, 5);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsRight.selector, mirrored.orderId));
        complain(mirrored, 7);
        complain(wrong, 9);
        assertState(wrong.orderId, IModelMarket.OrderState.Refunded);
    }

    /// @notice Wrapping for another order, payer or point gives a wrong key: a delivery cannot be replayed.
    function test_deliveriesAreNotReplayed() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        Sale memory first = deliver(buy(listing, defaultTerms(), 5), 6, KEY);
        holder = stranger; // the same point, another holder, so another order
        Sale memory second = buy(listing, defaultTerms(), 5);
        vm.prank(seller);
        market.deliver(second.terms, second.order, first.delivery.rx, first.delivery.parity, first.delivery.wrapped);
        second.delivery = first.delivery;

        complain(second, 5);

        assertState(second.orderId, IModelMarket.OrderState.Refunded);
        assertState(first.orderId, IModelMarket.OrderState.Delivered);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsRight.selector, first.orderId));
        complain(first, 5);
    }

    /// @notice A complaint about one order, presented with the delivery of another, is refused.
    function test_complaintsAreNotReplayed() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        Sale memory honest = deliver(buy(listing, defaultTerms(), 5), 6, KEY);
        Sale memory cheated = deliver(buy(listing, defaultTerms(), 7), 8, bytes16(uint128(1)));

        honest.delivery = cheated.delivery;
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, honest.orderId));
        complain(honest, 5);
        complain(cheated, 7);
        refuse(inState(cheated.orderId, IModelMarket.OrderState.Refunded));
        complain(cheated, 7);
        vm.assertEq(credit(payer), 1.5 ether);
    }

    function test_theDeadlineIsExact() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        Sale memory first = deliver(buy(listing, defaultTerms(), 5), 6, bytes16(uint128(1)));
        Sale memory second = deliver(buy(listing, defaultTerms(), 7), 8, bytes16(uint128(1)));

        vm.warp(START + 7 days - 1);
        complain(first, 5);
        vm.warp(START + 7 days);
        refuse(abi.encodeWithSelector(IModelMarket.MarketTooLate.selector, START + 7 days, START + 7 days));
        complain(second, 7);
        vm.assertEq(settle(second), 1);
    }

    function test_openOrdersHaveNoKeyToComplainAbout() public {
        Sale memory sale = openSale();
        refuse(inState(sale.orderId, IModelMarket.OrderState.Open));
        complain(sale, sale.d);
        sale.order.listing = 2;
        refuse(inState(idOf(sale.order), IModelMarket.OrderState.None));
        complain(sale, sale.d);
    }

    function test_presentedTermsAreCompared() public {
        Sale memory sale = deliveredSale();
        sale.terms.keyHash = keccak256("anything else would make the key wrong");
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, sale.orderId));
        complain(sale, sale.d);
    }

    /// @notice A copier who lists the same keyHash in their own name can never deliver a right key.
    function test_copiersCannotSatisfyTheKeyHash() public {
        IModelMarket.Terms memory terms = defaultTerms(); // keyHash of the honest seller
        address honest = seller;
        seller = stranger;
        terms.seller = stranger;
        vm.assertEq(terms.keyHash, keyHashOf(honest, KEY));
        Sale memory sale = deliver(openSale(terms, 5), 6, KEY);

        complain(sale, 5);
        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
    }

    /// @notice A key proven bad does not stop complaints about the delivered key.
    function test_badKeysDoNotStopComplaints() public {
        Sale memory sale = deliver(openSale(), 6, bytes16(uint128(1)));
        markBad(sale.terms.keyHash);
        complain(sale, sale.d);
        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
    }

    /// @dev A scalar whose point has x < n, as every one met in practice.
    function usable(uint256 seed) private returns (uint256 secret) {
        secret = scalar(seed);
        (uint256 x,) = pointOf(secret);
        vm.assume(x < N);
    }

    function wrongSecret(Sale memory sale) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketWrongSecret.selector, sale.orderId);
    }

    function inState(uint256 orderId, IModelMarket.OrderState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketOrderInState.selector, orderId, state);
    }
}
