// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelLicence} from "./IModelLicence.sol";

/// @title Escrow market for AI models
/// @notice You receive exactly the file that the listing committed to, or the contract gives the money back.
/// @dev The protocol is docs/exchange.md. Structs are hashed as keccak256(abi.encode(...)):
/// termsHash = hash(Terms), opened = hash(termsHash, Order), delivered = hash(opened, Delivery).
/// A slot keeps the HIGH 248 bits of such a hash and a state in its LOW 8 bits: (hash & ~0xff) | state.
/// Amounts are in the smallest unit of their currency (wei), times in seconds since 1970, windows in seconds.
/// The currency address(0) is the chain's native coin. Bonds and late fees are always native.
interface IModelMarket {
    /// @notice States of a listing, in the low 8 bits of its slot.
    enum ListingState {
        None,
        Open,
        Closed
    }

    /// @notice States of an order, in the low 8 bits of its slot. Final and Refunded are for ever.
    enum OrderState {
        None,
        Open,
        Delivered,
        Final,
        Refunded
    }

    /// @notice Why an order was refunded.
    enum RefundReason {
        None,
        BySeller,
        NotDelivered,
        KeyProvenBad,
        WrongKey,
        WrongContent
    }

    /// @notice Everything a seller promises. An order keeps the terms that it was bought under.
    struct Terms {
        address seller;
        address payee; // receives the price
        address currency; // address(0): native
        uint128 price; // 0: a free model, which is never ordered
        uint128 bond; // native, locked per order, paid to the payer after a wrong delivery
        uint128 lateFee; // native, <= bond, paid to the payer when an undelivered order is refunded
        uint128 keyFee; // for a key requested by a later holder
        uint32 deliverIn; // seconds after the purchase in which the key must be delivered
        uint32 disputeIn; // seconds after the delivery in which a complaint is heard
        uint32 period; // seconds of licence per purchase; 0: perpetual
        uint40 renewUntil; // time beyond which nobody can renew
        uint8 flags; // bit 0: bound, the licence can never be transferred
        address royaltyTo;
        uint16 royaltyBps; // basis points of a resale price (ERC-2981)
        uint64 size; // bytes of the sealed part in the clear, > 0
        bytes16 nonce; // first bytes of the payload file
        bytes32 keyHash; // keccak256(abi.encode("licet key 1", chainId, market, seller, key))
        bytes32 contentRoot; // root of the tree of leaves
        bytes32 publicDigest; // SHA-256 of the public part
        bytes32 cardHash; // keccak256 of the card
        bytes32 salt; // from which the seller derives the model key
    }

    /// @notice A purchase. (px, parity) is the buyer's one-time public key, number its random derivation number.
    struct Order {
        uint64 listing;
        address payer;
        address holder;
        uint40 boughtAt;
        uint256 px;
        uint8 parity;
        uint64 number;
    }

    /// @notice A delivered key: the seller's one-time point (rx, parity) and the model key, wrapped.
    struct Delivery {
        uint256 rx;
        uint8 parity;
        bytes16 wrapped;
        uint40 deliveredAt;
    }

    /// @notice One order to be settled.
    struct Settlement {
        Terms terms;
        Order order;
        Delivery delivery;
    }

    /// @notice An EIP-2612 permit of the caller for the market.
    struct Permit {
        uint256 value;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    // Events. Every amount equals the change of a balance or of a credit.

    /// @notice A model was listed; the terms and the card stand here in full so that the chain is the catalogue.
    event Listed(uint64 indexed listing, address indexed seller, bytes32 indexed termsHash, Terms terms, bytes card);
    /// @notice A listing got new terms, new content or both, and is open. Orders made before keep their terms.
    event Revised(uint64 indexed listing, address indexed seller, bytes32 indexed termsHash, Terms terms, bytes card);
    /// @notice A listing was closed; a revision reopens it.
    event Closed(uint64 indexed listing);
    /// @notice The seller named who may deliver in their place; address(0) for nobody.
    event OperatorSet(address indexed seller, address indexed operator);
    /// @notice Native coin entered the free bond of a seller.
    event BondDeposited(address indexed seller, uint256 amount);
    /// @notice Native coin left the free bond of a seller.
    event BondWithdrawn(address indexed seller, uint256 amount, address to);
    /// @notice The price of a model went into escrow and the bond of the order was locked.
    event Bought(
        uint256 indexed orderId, uint64 indexed listing, address indexed holder, bytes32 termsHash, Order order
    );
    /// @notice The key of an order was delivered.
    event Delivered(uint256 indexed orderId, Delivery delivery);
    /// @notice The payee was credited with the price and the bond was freed. byHolder: confirmed before settlement.
    event Finalised(uint256 indexed orderId, address indexed payee, address currency, uint256 amount, bool byHolder);
    /// @notice The payer was credited with the price in its currency, and with bondPaid in native coin.
    event Refunded(
        uint256 indexed orderId,
        address indexed payer,
        address currency,
        uint256 amount,
        uint256 bondPaid,
        RefundReason reason
    );
    /// @notice A credit was paid out.
    event Withdrawn(address indexed account, address indexed currency, uint256 amount, address to);
    /// @notice A licence was renewed: the payer paid `amount` straight to the payee.
    event Renewed(
        uint256 indexed tokenId,
        address indexed payer,
        address indexed payee,
        address currency,
        uint256 amount,
        uint64 until
    );
    /// @notice A holder asks for the present key of the listing of their licence, and paid keyFee straight to the
    /// payee of the terms, in their currency. (px, parity) is the holder's one-time public key.
    event KeyRequested(
        uint256 indexed requestId,
        uint256 indexed tokenId,
        address indexed holder,
        bytes32 termsHash,
        uint256 px,
        uint8 parity,
        uint64 number,
        uint256 keyFee
    );
    /// @notice Somebody answered a request; only the answer whose key matches the terms is one.
    event KeyAnswered(uint256 indexed requestId, address indexed answerer, uint256 rx, uint8 parity, bytes16 wrapped);
    /// @notice It was proven that content under this key is not what a listing committed to.
    event KeyProvenBad(bytes32 indexed keyHash);

    // Errors.

    /// @notice A window's lower bound is zero or above its upper bound.
    error MarketInvalidBounds(uint32 minimum, uint32 maximum);
    /// @notice The caller is not the seller of these terms.
    error MarketNotSeller(address caller, address seller);
    /// @notice The caller is not the holder of this order.
    error MarketNotHolder(address caller, address holder);
    /// @notice The caller is neither the seller nor the seller's operator.
    error MarketMayNotDeliver(address caller, address seller);
    /// @notice The caller may not refund this order now; anybody may from refundableAt if it is not delivered.
    error MarketMayNotRefund(address caller, uint256 refundableAt);
    /// @notice An address that must not be zero is zero.
    error MarketZeroAddress();
    /// @notice The currency has no code, or is the market or its licence contract.
    error MarketCurrencyNotSupported(address currency);
    /// @notice deliverIn or disputeIn is out of the bounds of this market.
    error MarketWindowOutOfBounds(uint32 window, uint32 minimum, uint32 maximum);
    /// @notice The late fee must not exceed the bond.
    error MarketLateFeeAboveBond(uint128 lateFee, uint128 bond);
    /// @notice A free model has no orders and so no bond.
    error MarketFreeModelWithBond(uint128 bond);
    /// @notice A free model cannot be bought: its key is in its card.
    error MarketFreeModel(uint64 listing);
    /// @notice Bits of the flags are not defined.
    error MarketUnknownFlags(uint8 flags);
    /// @notice The royalty exceeds 10,000 basis points, or has no receiver.
    error MarketInvalidRoyalty(address royaltyTo, uint16 royaltyBps);
    /// @notice The royalty is fixed when a model is listed.
    error MarketRoyaltyIsFixed(address royaltyTo, uint16 royaltyBps);
    /// @notice The seller of a listing cannot change.
    error MarketSellerIsFixed(address seller);
    /// @notice The sealed part has no bytes.
    error MarketEmptyContent();
    /// @notice The card is longer than 2,048 bytes.
    error MarketCardTooLong(uint256 length);
    /// @notice The card is not the one that the terms commit to.
    error MarketWrongCard(bytes32 committed, bytes32 presented);
    /// @notice The listing does not exist or is not in a state that allows this.
    error MarketListingInState(uint64 listing, ListingState state);
    /// @notice The presented terms are not those of the listing.
    error MarketWrongTerms(uint64 listing, bytes32 termsHash);
    /// @notice The order does not exist or is not in a state that allows this.
    error MarketOrderInState(uint256 orderId, OrderState state);
    /// @notice The presented terms, order and delivery are not those of this order.
    error MarketWrongOrder(uint256 orderId);
    /// @notice The value sent is not the price, or the token did not transfer exactly the price.
    error MarketWrongPayment(uint256 expected, uint256 paid);
    /// @notice The seller's free bond is smaller than needed.
    error MarketFreeBondTooLow(address seller, uint256 free, uint256 needed);
    /// @notice Content under this key was proven wrong.
    error MarketKeyIsBad(bytes32 keyHash);
    /// @notice (x, parity) is no point of secp256k1 with 0 < x < n.
    error MarketInvalidPoint(uint256 x, uint8 parity);
    /// @notice The number shown is not the private key of the order's point.
    error MarketWrongSecret(uint256 orderId);
    /// @notice The licence is perpetual, or no period was asked for.
    error MarketNotRenewable(uint256 tokenId);
    /// @notice The delivered key is the one that was listed: there is nothing to complain about.
    error MarketKeyIsRight(uint256 orderId);
    /// @notice The key shown is not the one that was listed.
    error MarketKeyNotListed(uint256 orderId);
    /// @notice The content has only so many leaves.
    error MarketNoSuchLeaf(uint64 index, uint256 leaves);
    /// @notice The sealed leaf has another length: the bytes of the leaf, and 16 of a tag at the end of its chunk.
    error MarketWrongLeafLength(uint256 expected, uint256 presented);
    /// @notice The proof has another length than the tree is deep.
    error MarketWrongProofLength(uint256 expected, uint256 presented);
    /// @notice The presented leaf is not leaf `index` under the root.
    error MarketWrongProof(bytes32 contentRoot, uint64 index);
    /// @notice The leaf decrypts to what was promised: there is nothing to complain about.
    error MarketContentIsRight(uint256 orderId, uint64 index);
    /// @notice The deadline has passed.
    error MarketTooLate(uint256 deadline, uint256 time);
    /// @notice The window is still open.
    error MarketTooEarly(uint256 from, uint256 time);
    /// @notice The account has no credit in this currency, or an amount is zero.
    error MarketNothingToPay(address account, address currency);
    /// @notice The receiver did not accept native coin.
    error MarketPaymentFailed(address to, uint256 amount);

    // The seller.

    /// @notice Lists a model. The caller becomes its seller.
    /// @param terms The promise; terms.seller must be the caller.
    /// @param card At most 2,048 bytes that describe the model, committed by terms.cardHash.
    /// @return listing The number of the listing, counted from 1.
    /// @dev Reverts with {MarketNotSeller}, {MarketZeroAddress} (payee), {MarketCurrencyNotSupported},
    /// {MarketWindowOutOfBounds}, {MarketLateFeeAboveBond}, {MarketFreeModelWithBond}, {MarketUnknownFlags},
    /// {MarketInvalidRoyalty}, {MarketEmptyContent}, {MarketCardTooLong} or {MarketWrongCard}.
    function list(Terms calldata terms, bytes calldata card) external returns (uint64 listing);

    /// @notice Replaces terms, content or both of a listing and opens it. Nothing that was sold changes.
    /// @dev Seller and royalty are fixed. Reverts as {list}, and with {MarketListingInState}, {MarketWrongTerms},
    /// {MarketSellerIsFixed} or {MarketRoyaltyIsFixed}.
    function revise(uint64 listing, Terms calldata oldTerms, Terms calldata newTerms, bytes calldata card) external;

    /// @notice Stops new purchases. Open orders go on.
    /// @dev Reverts with {MarketNotSeller}, {MarketListingInState} or {MarketWrongTerms}.
    function close(uint64 listing, Terms calldata terms) external;

    /// @notice Names the one account that may deliver in the caller's place; address(0) revokes at once.
    function setOperator(address operator) external;

    /// @notice Adds the value sent to the caller's free bond.
    /// @dev Reverts with {MarketNothingToPay} if the value is zero.
    function depositBond() external payable;

    /// @notice Pays free bond out.
    /// @param amount Wei, not zero, at most the free bond.
    /// @dev Reverts with {MarketNothingToPay}, {MarketZeroAddress}, {MarketFreeBondTooLow} or
    /// {MarketPaymentFailed}.
    function withdrawBond(uint256 amount, address to) external;

    // Orders.

    /// @notice Buys a licence: the price goes into escrow and the licence, locked, to the holder.
    /// @param terms The present terms of the listing.
    /// @param holder Receives the licence and alone can confirm. Every refund goes to the caller.
    /// @param px Horizontal coordinate of the holder's one-time public key P, 0 < px < n.
    /// @param parity Parity of P's vertical coordinate, 0 or 1.
    /// @param number With which the holder derives P's private key again.
    /// @return orderId Also the id of the licence; see {orderIdOf}.
    /// @dev Reverts with {MarketListingInState}, {MarketWrongTerms}, {MarketFreeModel}, {MarketZeroAddress} (holder),
    /// {MarketKeyIsBad}, {MarketWrongPayment}, {MarketInvalidPoint}, {MarketOrderInState} (bought before) or
    /// {MarketFreeBondTooLow} (sold out for now).
    function buy(uint64 listing, Terms calldata terms, address holder, uint256 px, uint8 parity, uint64 number)
        external
        payable
        returns (uint256 orderId);

    /// @notice Does the same in a token, with an EIP-2612 permit of the caller for the market in the same transaction.
    /// @dev A permit that fails is passed over: the allowance decides. Reverts as {buy}.
    function buyWithPermit(
        uint64 listing,
        Terms calldata terms,
        address holder,
        uint256 px,
        uint8 parity,
        uint64 number,
        Permit calldata permit
    ) external returns (uint256 orderId);

    /// @notice Delivers the model key, once and before the deadline, by the seller or the seller's operator.
    /// @param rx Horizontal coordinate of the seller's one-time public key R, 0 < rx < n.
    /// @param parity Parity of R's vertical coordinate, 0 or 1.
    /// @param wrapped key xor bytes16(keccak256(abi.encode(chainId, market, orderId, address(e * P)))), R = e * G.
    /// @dev Makes no external call. Reverts with {MarketMayNotDeliver}, {MarketOrderInState}, {MarketWrongOrder},
    /// {MarketTooLate}, {MarketKeyIsBad} or {MarketInvalidPoint}.
    function deliver(Terms calldata terms, Order calldata order, uint256 rx, uint8 parity, bytes16 wrapped) external;

    /// @notice Releases the payment and starts the licence, by the holder.
    /// @dev Reverts with {MarketNotHolder}, {MarketOrderInState}, {MarketWrongOrder} or {MarketKeyIsBad}.
    function confirm(Terms calldata terms, Order calldata order, Delivery calldata delivery) external;

    /// @notice Does the same for orders whose dispute window has passed, by anyone.
    /// @param batch Orders; one that is final or refunded by now is passed over, so that nobody can spoil a batch.
    /// @return settled How many became final.
    /// @dev Reverts with {MarketOrderInState}, {MarketWrongOrder}, {MarketTooEarly} or {MarketKeyIsBad}.
    function settle(Settlement[] calldata batch) external returns (uint256 settled);

    /// @notice Gives the money back: by the seller before the order is final, by anyone if the key is bad or if it
    /// was not delivered in time.
    /// @param delivery Ignored while the order is open.
    /// @dev Open: price and lateFee to the payer, the rest of the bond back to the seller. Delivered: price and
    /// bond to the payer. Reverts with {MarketOrderInState}, {MarketWrongOrder} or {MarketMayNotRefund}.
    function refund(Terms calldata terms, Order calldata order, Delivery calldata delivery) external;

    /// @notice Gives price and bond to the payer if the delivered key is not the listed one, by whoever shows
    /// the private key of the order's point within the dispute window.
    /// @param d Private key of P. It is public afterwards; a one-time key never protects anything else.
    /// @dev Reverts with {MarketOrderInState}, {MarketWrongOrder}, {MarketTooLate}, {MarketWrongSecret} or
    /// {MarketKeyIsRight}.
    function complainKey(Terms calldata terms, Order calldata order, Delivery calldata delivery, uint256 d) external;

    /// @notice Gives price and bond to the payer if one leaf of the sealed content does not decrypt to the bytes
    /// that were promised, by whoever shows the listed key within the dispute window. The key is bad from then on:
    /// every open or delivered order under it can be refunded by anyone.
    /// @param key The listed model key. It is public afterwards; what it opens was proven wrong.
    /// @param index Number of the leaf, from 0.
    /// @param cipherLeaf The leaf as it stands in the payload file, with the tag of its chunk if it is the last one
    /// there. The tag is part of the leaf's hash, and of nothing else.
    /// @param plainLeaf The promised hash of the leaf, from the leaf list.
    /// @param proof Siblings from the leaf up to the root, lowest first, exactly ceil(log2 n) of them.
    /// @dev Reverts with {MarketOrderInState}, {MarketWrongOrder}, {MarketTooLate}, {MarketKeyNotListed},
    /// {MarketNoSuchLeaf}, {MarketWrongLeafLength}, {MarketWrongProofLength}, {MarketWrongProof} or
    /// {MarketContentIsRight}.
    function complainContent(
        Terms calldata terms,
        Order calldata order,
        Delivery calldata delivery,
        bytes16 key,
        uint64 index,
        bytes calldata cipherLeaf,
        bytes32 plainLeaf,
        bytes32[] calldata proof
    ) external;

    // Licences.

    /// @notice Lets a timed licence end later, at the price and under the terms of its purchase, by anyone. The price
    /// goes straight to the payee.
    /// @param terms The terms of the purchase.
    /// @param periods How many of terms.period, at least 1, each at terms.price.
    /// @return until max(until, now) + periods * terms.period, at most terms.renewUntil.
    /// @dev Reverts with {MarketOrderInState}, {MarketWrongOrder}, {MarketKeyIsBad}, {MarketNotRenewable},
    /// {MarketTooLate} (beyond renewUntil), {MarketWrongPayment}, {MarketPaymentFailed} or ERC721NonexistentToken.
    function renew(Terms calldata terms, Order calldata order, Delivery calldata delivery, uint32 periods)
        external
        payable
        returns (uint64 until);

    /// @notice Asks for the present key of the listing of a licence, by its owner: for a later version, or as a second
    /// owner. There is no escrow: terms.keyFee goes straight to the payee, and the seller may not answer.
    /// @param terms The present terms of the token's listing, which may be closed.
    /// @param order Names the token; see {orderIdOf}.
    /// @param px Horizontal coordinate of a new one-time public key of the owner. It is not checked here: one that is
    /// no point gets no answer.
    /// @param parity Parity of its vertical coordinate.
    /// @param number With which the owner derives its private key again.
    /// @return requestId keccak256(abi.encode("licet request 1", chainId, market, tokenId, termsHash, owner, px,
    /// parity)).
    /// @dev Reverts with {MarketOrderInState} (not final), {MarketListingInState}, {MarketWrongTerms},
    /// {MarketKeyIsBad}, {MarketNotHolder}, {MarketTooLate} (expired), {MarketWrongPayment}, {MarketPaymentFailed} or
    /// ERC721NonexistentToken.
    function requestKey(Terms calldata terms, Order calldata order, uint256 px, uint8 parity, uint64 number)
        external
        payable
        returns (uint256 requestId);

    /// @notice Answers a request, by anyone: only an event. The asker keeps the answer whose key matches.
    /// @param wrapped As {deliver}, with requestId in the place of orderId.
    function answerKey(uint256 requestId, uint256 rx, uint8 parity, bytes16 wrapped) external;

    // Payments.

    /// @notice Pays the caller's whole credit in a currency to an address of their choice.
    /// @dev Reverts with {MarketZeroAddress}, {MarketNothingToPay} or {MarketPaymentFailed}.
    function withdraw(address currency, address to) external;

    /// @notice Pays the whole credit of an account to that account.
    /// @dev Reverts with {MarketNothingToPay} or {MarketPaymentFailed}.
    function withdrawFor(address currency, address account) external;

    // Views.

    /// @notice The ERC-721 contract of the licences.
    function licence() external view returns (IModelLicence);

    /// @notice Chain id at deployment, part of every id and of every key.
    function chainId() external view returns (uint256);

    /// @notice Bounds in seconds of Terms.deliverIn and Terms.disputeIn.
    function bounds()
        external
        view
        returns (uint32 minDeliverIn, uint32 maxDeliverIn, uint32 minDisputeIn, uint32 maxDisputeIn);

    /// @notice Number of the latest listing; 0 if there is none.
    function lastListing() external view returns (uint64);

    /// @notice High 248 bits of the termsHash and a {ListingState}.
    function listingState(uint64 listing) external view returns (bytes32 slot);

    /// @notice High 248 bits of the opened (state Open) or delivered commitment and an {OrderState}.
    function orderState(uint256 orderId) external view returns (bytes32 slot);

    /// @notice keccak256(abi.encode(chainId, market, listing, payer, holder, px, parity)).
    function orderIdOf(uint64 listing, address payer, address holder, uint256 px, uint8 parity)
        external
        view
        returns (uint256 orderId);

    /// @notice What {withdraw} would pay.
    function credits(address account, address currency) external view returns (uint256);

    /// @notice A seller's bond in wei: free to withdraw or to back new orders, and locked in orders.
    function bonds(address seller) external view returns (uint128 free, uint128 locked);

    /// @notice Who may deliver in the seller's place; address(0) for nobody.
    function operatorOf(address seller) external view returns (address);

    /// @notice Whether content under this key was proven wrong.
    function bad(bytes32 keyHash) external view returns (bool);
}
