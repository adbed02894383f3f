"""Previews: a call decoded, tried at the person's own node, and measured."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from desktop.core.calls import DecodedCall, Role
from desktop.core.effects import Effects, Fullness, Preview
from desktop.core.errors import AppError, EnvironmentFault, InsufficientFunds, Reverted, WrongChain
from desktop.core.identity import Address
from desktop.core.tokens import unread_currency
from desktop.core.transactions import Call, UnsignedTransaction
from desktop.services.effects.known import carries_secret, known_effects
from desktop.services.effects.meaning import CurrencyOf, read_call
from desktop.services.effects.observing import Own, Seen, observed_effects
from desktop.services.effects.ports import (
    Currencies,
    Decoder,
    Log,
    Preparer,
    Reading,
    Roles,
    Simulator,
    Trial,
)
from desktop.services.effects.watching import Watchlist, watch_call, watch_logs

log = logging.getLogger("licet.effects")


class PreviewService:
    """Fits ``Previewer``; safe to use from several threads."""

    def __init__(
        self,
        *,
        preparer: Preparer,
        simulator: Simulator,
        decoder: Decoder,
        roles: Roles,
        currencies: Currencies,
        own: Own,
    ) -> None:
        self._preparer = preparer
        self._simulator = simulator
        self._decoder = decoder
        self._roles = roles
        self._currencies = currencies
        self._own = own

    @property
    def chain_id(self) -> int:
        return self._preparer.chain_id

    def preview(self, account: Address, call: Call) -> Preview:
        """What the call does if this account signs it; raises nothing for a node that does not answer."""
        decoded, effects = self._foresee(account, call)
        transaction = self._prepare(account, call, decoded, effects)
        return Preview(self.chain_id, account, call, decoded, effects, transaction)

    def effects(self, account: Address, call: Call) -> Effects:
        """The effects alone, without binding the call to nonce and fees."""
        return self._foresee(account, call)[1]

    def expect(self, account: Address, call: Call) -> Effects:
        """What such a call is known to do, asking nobody."""
        return known_effects(account, call, self.read_alone(call), Fullness.UNREACHED)

    def watch(self, account: Address, call: Call, logs: Sequence[Log]) -> Watchlist:
        """What to read around a call that was mined with these logs."""
        watch = Watchlist(account)
        watch_call(watch, call, self._decode(call)[0])
        watch_logs(watch, account, logs)
        return watch

    def observe(
        self, account: Address, coins: int, watch: Watchlist, readings: Sequence[Reading], logs: Sequence[Log]
    ) -> Effects:
        """What was measured around a call, as effects."""
        seen = Seen(coins, watch.items, tuple(readings), tuple(logs), is_cut=watch.is_cut)
        return observed_effects(account, seen, self._own, self._currencies.currency_if_told)

    def read_alone(self, call: Call) -> DecodedCall:
        """The call in words, without asking any node what is at a stranger's address."""
        role = self._own_role(call.to) or Role.STRANGER
        return read_call(self._decoder.decode(role, call.data), call, unread_currency)

    def _foresee(self, account: Address, call: Call) -> tuple[DecodedCall, Effects]:
        alone = self.read_alone(call)
        if carries_secret(alone, call):
            return alone, known_effects(account, call, alone, Fullness.UNTRIED)
        decoded, is_reached = self._decode(call)
        if not is_reached:
            return decoded, known_effects(account, call, decoded, Fullness.UNREACHED)
        return decoded, self._try(account, call, decoded)

    def _decode(self, call: Call) -> tuple[DecodedCall, bool]:
        """The call in words, and whether the node answered about what is called."""
        try:
            role, is_reached = self._roles.role_of(call.to), True
        except AppError as error:
            log.info("what is at %s: %s", call.to.short, type(error).__name__)
            role, is_reached = self._own_role(call.to) or Role.STRANGER, False
        currency_of: CurrencyOf = self._currencies.currency_if_told if is_reached else unread_currency
        return read_call(self._decoder.decode(role, call.data), call, currency_of), is_reached

    def _own_role(self, address: Address) -> Role | None:
        own = {self._own.market: Role.MARKET, self._own.licence: Role.LICENCE}
        if self._own.records is not None:
            own[self._own.records] = Role.RECORDS
        return own.get(address)

    def _try(self, account: Address, call: Call, decoded: DecodedCall) -> Effects:
        watch = Watchlist(account)
        watch_call(watch, call, decoded)
        try:
            trial = self._measure(account, call, watch)
            if trial is None:
                return self._attempt(account, call, decoded)
        except (InsufficientFunds, Reverted) as error:
            return replace(known_effects(account, call, decoded, Fullness.TRIED), failure=error)
        except (EnvironmentFault, WrongChain) as error:
            log.info("trying a call: %s", type(error).__name__)
            return known_effects(account, call, decoded, Fullness.UNREACHED)
        if trial.failure is not None:
            return Effects(Fullness.SIMULATED, failure=trial.failure, gas_used=trial.gas_used)
        effects = self.observe(account, trial.coins, watch, trial.readings, trial.logs)
        return replace(effects, gas_used=trial.gas_used)

    def _attempt(self, account: Address, call: Call, decoded: DecodedCall) -> Effects:
        failure = self._simulator.attempt(account, call)
        return replace(known_effects(account, call, decoded, Fullness.TRIED), failure=failure)

    def _measure(self, account: Address, call: Call, watch: Watchlist) -> Trial | None:
        """Try it; where its events name what was not read, once more with that read too."""
        trial = self._simulator.measure(account, call, [entry.read for entry in watch.items])
        if trial is None or trial.failure is not None:
            return trial
        known = len(watch)
        watch_logs(watch, account, trial.logs)
        if len(watch) == known:
            return trial
        return self._simulator.measure(account, call, [entry.read for entry in watch.items])

    def _prepare(
        self, account: Address, call: Call, decoded: DecodedCall, effects: Effects
    ) -> UnsignedTransaction | None:
        if effects.would_fail or effects.fullness is Fullness.UNREACHED:
            return None
        if carries_secret(decoded, call) and call.gas_limit is None:
            return None  # binding it would show it to a node
        try:
            return self._preparer.prepare(account, call)
        except AppError as error:
            log.info("binding a call: %s", type(error).__name__)
            return None
