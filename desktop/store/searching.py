"""What the search box means: prefixes of words, and Chinese by single characters.

SQLite's unicode61 tokenizer takes a run of Chinese characters for one word, so nothing inside it would be found.
Characters are therefore indexed apart, and a run of them in a query is a phrase.
"""

import re
import unicodedata

# Han, kana and hangul: scripts without spaces between words, or with few.
_SPACELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
_ONE = re.compile(f"([{_SPACELESS}])")
_RUNS = re.compile(f"[{_SPACELESS}]+|[^\\W{_SPACELESS}]+")
MAX_TERMS = 12


def index_text(text: str) -> str:
    """The text as it goes into the full-text index."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_ONE.sub(r" \1 ", unicodedata.normalize("NFKC", text)).split())


def match_expression(text: str) -> str:
    """An FTS5 query for what a person typed: every word must occur, by its beginning. Empty if there is no word.

    Only word characters are taken over, each term quoted, so that nothing typed is read as an operator of FTS5.
    """
    terms = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text)):
        spaced = index_text(run)
        # A run that was split is matched as a phrase; any other by prefix.
        terms.append(f'"{spaced}"' if _ONE.match(run) else f'"{spaced}"*')
    return " ".join(terms[:MAX_TERMS])
