"""Marking a sentence for translation where it is defined, also where nothing of ``desktop.text`` is read."""


def mark(source: str) -> str:
    """Mark a sentence; ``desktop.text.tr`` translates it where it is shown."""
    return source
