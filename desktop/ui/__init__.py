"""The window: the only package that imports Qt."""

from desktop.ui.pyside import keep_true_alive

keep_true_alive()
