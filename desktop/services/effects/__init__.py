"""Previewing: what a transaction does, tried before it is signed and compared after it was mined."""

from desktop.services.effects.guarding import EffectGuard
from desktop.services.effects.observing import Own
from desktop.services.effects.ports import Previewer
from desktop.services.effects.previewing import PreviewService

__all__ = ["EffectGuard", "Own", "PreviewService", "Previewer"]
