"""The window: the only package that imports Qt."""

from desktop.ui.pyside import keep_singletons_alive

keep_singletons_alive()
