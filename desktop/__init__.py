"""Licet: a desktop wallet and market for AI models."""
