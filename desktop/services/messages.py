"""Messages that somebody asks to have signed (EIP-712): read and shown before, signed by the vault under its own policy."""

from collections.abc import Callable
from typing import Protocol

from desktop.core.identity import Address
from desktop.core.money import Currency
from desktop.core.permits import permits_of
from desktop.core.sell_orders import sell_orders_of
from desktop.core.typed_messages import NotTypedMessage, TypedMessage, read_typed_message


class MessageSigner(Protocol):
    """The vault, as far as messages go; it asks for consent by itself."""

    def sign_typed(self, account: Address, message: bytes) -> bytes: ...


class MessageService:
    """Messages of the active account."""

    def __init__(
        self,
        *,
        signer: MessageSigner,
        parse: Callable[[bytes], object],
        currency_of: Callable[[Address], Currency],
        active_account: Callable[[], Address],
        chain_id: int,
    ) -> None:
        """Compose it.

        Args:
            signer: The vault.
            parse: Reads JSON under its caps; raises ``ValueError`` for what is none.
            currency_of: What a token says of itself.
            active_account: Who signs.
            chain_id: The chain that the window is on.
        """
        self._signer = signer
        self._parse = parse
        self._currency_of = currency_of
        self._active_account = active_account
        self.chain_id = chain_id

    def read(self, data: bytes) -> tuple[TypedMessage, dict[Address, Currency]]:
        """The message, and the tokens that it lets be taken.

        Raises:
            NotTypedMessage: It cannot be read, or libraries read it in different ways.
        """
        try:
            message = read_typed_message(self._parse(data))
        except ValueError as error:
            raise NotTypedMessage("json") from error
        tokens = dict.fromkeys(permit.token for permit in permits_of(message))
        for order in sell_orders_of(message):
            tokens |= dict.fromkeys(item.token for item in (*order.gives, *order.gets) if item.is_money)
        return message, {token: self._currency_of(token) for token in tokens}

    def sign(self, data: bytes) -> bytes:
        """The signature (65 bytes: r, s, v) of exactly these bytes' message.

        Raises:
            NotTypedMessage: What cannot be shown is not signed.
            WalletLocked: No account is open.
        """
        self.read(data)
        return self._signer.sign_typed(self._active_account(), data)
