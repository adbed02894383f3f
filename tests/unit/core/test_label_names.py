"""A person's names of classes matched with the model's."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.label_names import match_labels


def matched(theirs: list[str], ours: list[str]) -> dict[str, tuple[str, str]]:
    found = match_labels(dict.fromkeys(theirs, 1), ours)
    return {match.theirs: (match.ours, match.hint) for match in found}


def test_case_accents_and_what_joins_words_do_not_matter() -> None:
    found = matched(["TRAFFIC_Light", " café "], ["traffic light", "Café", "other"])

    assert found == {"TRAFFIC_Light": ("traffic light", "spelling"), " café ": ("Café", "spelling")}


def test_a_first_letter_is_enough_where_it_can_mean_one_class_only() -> None:
    assert matched(["M", "B"], ["benign", "malignant"]) == {
        "M": ("malignant", "beginning"),
        "B": ("benign", "beginning"),
    }
    assert matched(["M"], ["malignant", "mild"]) == {"M": ("", "")}


def test_usual_words_for_the_same_are_known() -> None:
    assert matched(["0", "1"], ["usual", "unusual"]) == {
        "0": ("usual", "synonym"),
        "1": ("unusual", "synonym"),
    }
    assert matched(["yes"], ["negative", "positive"])["yes"] == ("positive", "synonym")


def test_numbers_of_classes_count_from_nought() -> None:
    assert matched(["0", "2"], ["cat", "dog", "bird"]) == {"0": ("cat", "number"), "2": ("bird", "number")}


def test_numbers_are_no_places_where_one_is_too_large_or_a_word_stands_among_them() -> None:
    assert matched(["0", "7"], ["cat", "dog"])["7"] == ("", "")
    assert matched(["0", "fish"], ["cat", "dog"])["0"] == ("", "")


def test_a_label_of_the_model_is_itself_whatever_else_it_might_mean() -> None:
    assert matched(["1"], ["0", "1", "yes"])["1"] == ("1", "same")


def test_two_labels_of_the_model_that_read_alike_are_not_guessed_between() -> None:
    assert matched(["A b"], ["a-b", "a_b"])["A b"] == ("", "")


@given(
    st.lists(st.text(max_size=6), max_size=6, unique=True),
    st.lists(st.text(max_size=6), max_size=6, unique=True),
)
def test_every_name_is_answered_with_one_of_the_models_or_none(theirs: list[str], ours: list[str]) -> None:
    found = match_labels(dict.fromkeys(theirs, 2), ours)

    assert sorted(match.theirs for match in found) == sorted(theirs)
    assert all(match.ours in ours or not match.ours for match in found)
    assert all(match.ours == match.theirs for match in found if match.theirs in ours)
