"""Readers of a person's own data: folders and CSV files become items, in constant memory."""
