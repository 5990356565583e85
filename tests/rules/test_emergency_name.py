"""Emergency names, judged by a phonetic code and an edit distance of this test's own."""

from itertools import combinations, pairwise

import pytest

from labkiosk.rules.emergency_name import ANIMALS, THINGS, emergency_name
from labkiosk.rules.text import clean

SOUNDS = {
    letter: group
    for group, letters in enumerate(["AEIOUYHW", "BFPV", "CGJKQSXZ", "DT", "L", "MN", "R"])
    for letter in letters
}


def skeleton(word: str) -> str:
    """The consonants' groups as they follow each other, the first letter's too: CAMEL is KAMMEL."""
    groups = [0, *(SOUNDS[letter] for letter in word)]
    return "".join(str(after) for before, after in pairwise(groups) if after not in (0, before))


def soundex(word: str) -> str:
    """First letter and the next three groups."""
    tail = skeleton(word).removeprefix(str(SOUNDS[word[0]]))
    return f"{word[0]}{tail}000"[:4]


def distance(one: str, other: str) -> int:
    """Letters to insert, delete or replace to make one word of the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def test_the_checkers_know_what_is_alike() -> None:
    assert soundex("ROBERT") == soundex("RUPERT") == "R163"
    assert skeleton("CAMEL") == skeleton("KAMMEL") == "254"
    assert distance("KITTEN", "SITTING") == 3
    assert distance("", "ABC") == 3


def test_no_two_words_are_alike_to_the_ear() -> None:
    codes = {soundex(word) for word in ANIMALS + THINGS}
    assert len(codes) == len(ANIMALS) + len(THINGS)
    assert len({skeleton(word) for word in ANIMALS + THINGS}) == len(codes)


def test_no_two_words_are_alike_to_the_eye() -> None:
    assert min(distance(a, b) for a, b in combinations(ANIMALS + THINGS, 2)) >= 4


@pytest.mark.parametrize("word", ANIMALS + THINGS)
def test_words_print_and_speak_plainly(word: str) -> None:
    assert word.isascii()
    assert word.isupper()
    assert 4 <= len(word) <= 11


def test_shape() -> None:
    assert emergency_name(1, 7) == "UNKNOWN RABBIT LYCHEE 01-7"
    longest = max((emergency_name(98, s) for s in range(98_224, 100_000)), key=len)
    assert clean(longest, "Name", limit=40, required=True) == longest


def test_never_given_twice() -> None:
    names = {emergency_name(1, serial) for serial in range(100_000)}
    assert len(names) == 100_000
    everywhere = {emergency_name(kiosk, serial) for kiosk in range(1, 99) for serial in range(1_000)}
    assert len(everywhere) == 98_000


def test_neighbours_differ_in_both_words() -> None:
    words = [emergency_name(1, serial).split()[1:3] for serial in range(5_000)]
    assert all(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(words))


def test_a_pair_of_words_comes_back_as_late_as_it_can() -> None:
    round_ = [tuple(emergency_name(1, serial).split()[1:3]) for serial in range(1_776)]
    assert len(set(round_)) == 1_776
    first_of_each_home = [tuple(emergency_name(k, s).split()[1:3]) for k in range(1, 99) for s in range(18)]
    assert len(set(first_of_each_home)) == 98 * 18
