"""Previewing: what a transaction does, tried before it is signed and compared after it was mined."""

from desktop.services.effects.ports import Previewer

__all__ = ["Previewer"]
