"""Previews: a call decoded, tried at the person's own node, and measured."""

import logging
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
from desktop.services.effects.ports import Currencies, Decoder, Preparer, Roles, Simulator, Trial
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

    def preview(self, account: Address, call: Call) -> Preview:
        """What the call does if this account signs it; raises nothing for a node that does not answer."""
        decoded, is_reached = self._decode(call)
        if carries_secret(decoded, call):
            effects = known_effects(account, call, decoded, Fullness.UNTRIED)
        elif not is_reached:
            effects = known_effects(account, call, decoded, Fullness.UNREACHED)
        else:
            effects = self._try(account, call, decoded)
        transaction = self._prepare(account, call, decoded, effects)
        return Preview(self._preparer.chain_id, account, call, decoded, effects, transaction)

    def decode(self, call: Call) -> DecodedCall:
        """The call in words alone, without asking any node what is at a stranger's address."""
        role = self._own_role(call.to) or Role.STRANGER
        return read_call(self._decoder.decode(role, call.data), call, unread_currency)

    def expect(self, account: Address, call: Call) -> Effects:
        """What such a call is known to do, asking nobody."""
        return known_effects(account, call, self.decode(call), Fullness.UNREACHED)

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
        try:
            watch = Watchlist(account)
            watch_call(watch, call, decoded)
            trial = self._measure(account, call, watch)
            if trial is None:
                failure = self._simulator.attempt(account, call)
                return replace(known_effects(account, call, decoded, Fullness.TRIED), failure=failure)
        except (InsufficientFunds, Reverted) as error:
            return replace(known_effects(account, call, decoded, Fullness.TRIED), failure=error)
        except (EnvironmentFault, WrongChain) as error:
            log.info("trying a call: %s", type(error).__name__)
            return known_effects(account, call, decoded, Fullness.UNREACHED)
        if trial.failure is not None:
            return Effects(Fullness.SIMULATED, failure=trial.failure, gas_used=trial.gas_used)
        seen = Seen(trial.coins, watch.items, trial.readings, trial.logs, is_cut=watch.is_cut)
        effects = observed_effects(account, seen, self._own, self._currencies.currency_if_told)
        return replace(effects, gas_used=trial.gas_used)

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
