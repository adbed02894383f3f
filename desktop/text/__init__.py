"""Every sentence of Licet, marked for translation without Qt.

English is the source. ``tr("You pay {amount}", amount=...)`` gives the sentence in the language of this process;
``mark("...")`` only marks text that is looked up later. ``scripts/translations.py`` collects both by reading the
syntax tree, keeps ``resources/translations/*.ts`` and compiles them; it fails when a sentence has no translation.

To add an error: put one row with the class's name into the table of its room under ``cases``. ``{field}`` names an
attribute of the error; its ending says how it is written (``_wei`` an amount, ``_bytes`` a size, ``_s`` a duration,
``_at`` a time, else plain text); a ``Money`` or ``Currency`` is written with its unit.
"""

from desktop.text.breaches import breach_text
from desktop.text.catalog import Catalog, mark, tr, trn
from desktop.text.errors import ErrorText, describe
from desktop.text.words import RECEIPT, amount, amounts, date_time, duration, size

__all__ = [
    "RECEIPT",
    "Catalog",
    "ErrorText",
    "amount",
    "amounts",
    "breach_text",
    "date_time",
    "describe",
    "duration",
    "mark",
    "money",
    "size",
    "tr",
    "trn",
]
