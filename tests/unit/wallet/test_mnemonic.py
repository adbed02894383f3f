"""Phrases: published vectors of twelve languages, and what is said about wrong ones."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from eth_account.hdaccount.mnemonic import Mnemonic
from eth_account.types import Language
from hypothesis import given
from hypothesis import strategies as st

from desktop.wallet import mnemonic
from desktop.wallet.errors import InvalidPhrase, UnknownWord, UnsupportedLanguage, WrongWordCount

SUPPORTED = (
    "english", "chinese_simplified", "chinese_traditional", "czech", "french", "italian", "japanese", "korean",
    "spanish",
)  # fmt: skip
PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"


@pytest.mark.parametrize("language", SUPPORTED)
def test_published_phrases_give_their_entropy_and_seed(vectors: Callable[[str], Any], language: str) -> None:
    for entropy_hex, phrase, seed_hex, _xprv in vectors("bip39_trezor.json")[language]:
        entropy, found = mnemonic.read_phrase(phrase)

        assert mnemonic.seed(entropy, found, "TREZOR").hex() == seed_hex
        if found == language:
            assert entropy.hex() == entropy_hex
        else:  # the Chinese lists share words: the same phrase, so the same seed
            assert {found, language} <= {"chinese_simplified", "chinese_traditional"}
        assert mnemonic.phrase_words(bytes.fromhex(entropy_hex), language) == tuple(
            unicodedata.normalize("NFKD", phrase).split()
        )


@pytest.mark.parametrize(("language", "said"), [("portuguese", ""), ("russian", "russian"), ("turkish", "")])
def test_published_phrases_of_other_languages_are_refused_in_words(
    vectors: Callable[[str], Any], language: str, said: str
) -> None:
    for _entropy, phrase, _seed, _xprv in vectors("bip39_trezor.json")[language]:
        with pytest.raises(UnsupportedLanguage) as caught:
            mnemonic.read_phrase(phrase)

        assert caught.value.language in {said, language}


@given(st.sampled_from([16, 20, 24, 28, 32]).flatmap(lambda n: st.binary(min_size=n, max_size=n)))
def test_any_entropy_survives_its_phrase(entropy: bytes) -> None:
    assert mnemonic.read_phrase(" ".join(mnemonic.phrase_words(entropy))) == (entropy, "english")


@given(st.binary(min_size=16, max_size=16), st.sampled_from(SUPPORTED))
def test_words_agree_with_eth_account_in_every_language(entropy: bytes, language: str) -> None:
    theirs = Mnemonic(Language(language)).to_mnemonic(entropy)

    assert mnemonic.phrase_words(entropy, language) == tuple(unicodedata.normalize("NFKD", theirs).split())


def test_case_and_spaces_of_a_phrase_do_not_matter() -> None:
    messy = "  " + PHRASE.upper().replace(" ", " \n\t") + "　"

    assert mnemonic.read_phrase(messy) == mnemonic.read_phrase(PHRASE)


def test_an_unknown_word_is_named_by_its_position_only() -> None:
    words = PHRASE.split()
    words[6] = "wurth"

    with pytest.raises(UnknownWord) as caught:
        mnemonic.read_phrase(" ".join(words))

    assert caught.value.position == 7
    assert "wurth" not in repr(caught.value)


def test_two_words_exchanged_break_the_checksum() -> None:
    with pytest.raises(InvalidPhrase) as caught:
        mnemonic.read_phrase(PHRASE.replace("legal winner thank year", "winner legal thank year"))

    assert caught.value.reason == "checksum"


@pytest.mark.parametrize("count", [0, 1, 11, 13, 25])
def test_a_wrong_number_of_words_is_refused(count: int) -> None:
    with pytest.raises(WrongWordCount):
        mnemonic.read_phrase(" ".join(["abandon"] * count))


@pytest.mark.parametrize("words", [12, 15, 18, 21, 24])
def test_fresh_phrases_have_the_length_asked_for_and_differ(words: int) -> None:
    first, second = mnemonic.new_entropy(words), mnemonic.new_entropy(words)

    assert first != second
    assert len(mnemonic.phrase_words(first)) == words


@pytest.mark.parametrize("words", [0, 11, 13, 48, -12])
def test_a_fresh_phrase_of_another_length_is_refused(words: int) -> None:
    with pytest.raises(WrongWordCount):
        mnemonic.new_entropy(words)
