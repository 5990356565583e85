"""One is not many."""

from labkiosk.rules.words import bed_words, many


def test_one_is_not_many() -> None:
    assert [many(n, "tube") for n in (0, 1, 2)] == ["0 tubes", "1 tube", "2 tubes"]


def test_a_bed_is_said_to_be_one_where_it_does_not_say_what_it_is() -> None:
    assert [bed_words(b) for b in ("12", "A-12", "B 4", "12 upper", "not stated")] == [
        "bed 12", "bed A-12", "bed B 4", "bed 12 upper", "bed not stated",
    ]  # fmt: skip
    said = ["Bed 12", "Cot bed 3", "chair 3", "cot 5", "Cot-5", "trolley2", "बिस्तर 4"]
    assert [bed_words(b) for b in said] == said
