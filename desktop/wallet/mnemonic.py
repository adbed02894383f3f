"""Phrases of BIP-39: words to entropy and back, and the seed; nine languages.

Source: https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki. The word lists are those of
eth-account, which has no Portuguese, Russian or Turkish one.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from desktop.wallet.errors import InvalidPhrase, UnknownWord, UnsupportedLanguage, WrongWordCount
from desktop.wallet.signing_library import Mnemonic, get_wordlist

WORD_COUNTS = (12, 15, 18, 21, 24)
ENGLISH = "english"
_PBKDF2_ROUNDS = 2048
_TURKISH_LETTERS = frozenset("çğıöşü")


@dataclass(frozen=True, slots=True)
class WordList:
    """The 2,048 words of one language in NFKD, and the number of each."""

    words: tuple[str, ...]
    numbers: Mapping[str, int]


@cache
def word_lists() -> Mapping[str, WordList]:
    """All supported lists, English first. The first call reads files, so the vault calls it before it is confined."""
    names = sorted(Mnemonic.list_languages(), key=lambda name: (name != ENGLISH, name))
    lists = {}
    for name in names:
        words = tuple(unicodedata.normalize("NFKD", word) for word in get_wordlist(name))
        lists[name] = WordList(words, MappingProxyType({word: i for i, word in enumerate(words)}))
    return MappingProxyType(lists)


def new_entropy(words: int) -> bytes:
    """Fresh randomness for a phrase of 12, 15, 18, 21 or 24 words."""
    if words not in WORD_COUNTS:
        raise WrongWordCount("word-count")
    return secrets.token_bytes(words * 4 // 3)


def phrase_words(entropy: bytes, language: str = ENGLISH) -> tuple[str, ...]:
    """The words of an entropy, in NFKD."""
    checksum_bits = len(entropy) // 4
    digest = hashlib.sha256(entropy).digest()
    bits = (int.from_bytes(entropy, "big") << checksum_bits) | digest[0] >> (8 - checksum_bits)
    count = (len(entropy) * 8 + checksum_bits) // 11
    words = word_lists()[language].words
    return tuple(words[bits >> 11 * (count - 1 - i) & 2047] for i in range(count))


def read_phrase(text: str) -> tuple[bytes, str]:
    """The entropy of a phrase and the language it was read in.

    Case, Unicode form and the kind and number of spaces do not matter. Words that stand in several lists
    (the two Chinese ones share 1,275) are read in the first one whose checksum fits; the seed is the same
    either way, for it is made of the words.

    Raises:
        InvalidPhrase: Wrong count, an unknown word (with its position) or a wrong checksum.
        UnsupportedLanguage: The words belong to no list known here.
    """
    words = unicodedata.normalize("NFKD", text).lower().split()
    known = {name: [word in words_.numbers for word in words] for name, words_ in word_lists().items()}
    best = max(known, key=lambda name: sum(known[name]))
    if words and sum(known[best]) * 2 < len(words):
        _refuse_language(text)
    if len(words) not in WORD_COUNTS:
        raise WrongWordCount("word-count")
    if not all(known[best]):
        raise UnknownWord("unknown-word", known[best].index(False) + 1)
    for name in (name for name, found in known.items() if all(found)):
        entropy = _entropy([word_lists()[name].numbers[word] for word in words])
        if entropy is not None:
            return entropy, name
    raise InvalidPhrase("checksum")


def seed(entropy: bytes, language: str, passphrase: str = "") -> bytes:
    """The 64-byte seed: PBKDF2-HMAC-SHA512 of the NFKD phrase, 2,048 rounds."""
    phrase = " ".join(phrase_words(entropy, language))
    salt = "mnemonic" + unicodedata.normalize("NFKD", passphrase)
    return hashlib.pbkdf2_hmac("sha512", phrase.encode(), salt.encode(), _PBKDF2_ROUNDS)


def _entropy(numbers: list[int]) -> bytes | None:
    bits = 0
    for number in numbers:
        bits = bits << 11 | number
    checksum_bits = len(numbers) // 3
    entropy = (bits >> checksum_bits).to_bytes(len(numbers) * 4 // 3, "big")
    expected = hashlib.sha256(entropy).digest()[0] >> (8 - checksum_bits)
    return entropy if bits & ((1 << checksum_bits) - 1) == expected else None


def _refuse_language(text: str) -> None:
    letters = unicodedata.normalize("NFC", text).lower()
    if any("CYRILLIC" in unicodedata.name(c, "") for c in letters):
        raise UnsupportedLanguage("russian")
    if _TURKISH_LETTERS & set(letters):
        raise UnsupportedLanguage("turkish")
    raise UnsupportedLanguage("")
