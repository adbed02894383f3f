"""Giving up rights: what a child process calls once, before it touches a stranger's bytes or a secret."""

from desktop.sandbox.confinement import PROFILES, confine

__all__ = ["PROFILES", "confine"]
