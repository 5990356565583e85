"""Links as they fold: two people, whatever a home may say, and one who stands for all even in a ring."""

from labkiosk.board import links
from labkiosk.board.rebuild import differences
from labkiosk.facts.base import Fact
from labkiosk.facts.link import LinkAgreed, LinkProposed
from tests.board.arrivals import Board, Said
from tests.board.made import registered

A, B, C = "P01-0000001", "P01-0000002", "P02-0000001"


def proposed(link: str, patient: str, known: str) -> LinkProposed:
    return LinkProposed(link=link, patient=patient, known=known, reason="x")


def agreed(link: str, patient: str, known: str) -> LinkAgreed:
    return LinkAgreed(link=link, patient=patient, known=known, reason="x")


def board(*said: tuple[str, Fact]) -> Board:
    made = Board()
    everyone = [("t1", registered(p)) for p in (A, B, C)]
    for n, (actor, fact) in enumerate([*everyone, *said], 1):
        made.arrive([Said(1, n, n, n, f"badge:{actor}", fact)])
    assert list(differences(made.conn)) == []
    return made


def test_who_proposed_it_cannot_make_it_true() -> None:
    one = board(("t1", proposed("M01-0000001", A, B)), ("t1", agreed("M01-0000001", A, B)))
    assert links.path(one.conn, A) == [A]
    assert [(row[0], row[3]) for row in one.rows("conflict")] == [
        ("M01-0000001", "agreed to by who proposed it"),
        (A, "linked without a second person"),
        (B, "linked without a second person"),
    ]


def test_nor_does_it_come_true_unproposed() -> None:
    assert links.path(board(("t2", agreed("M01-0000001", A, B))).conn, A) == [A]


def test_a_ring_has_one_who_stands_for_all() -> None:
    ring = board(
        *(("t1", proposed(f"M01-000000{n}", p, k)) for n, (p, k) in enumerate(((B, A), (A, C), (C, B)))),
        *(("t2", agreed(f"M01-000000{n}", p, k)) for n, (p, k) in enumerate(((B, A), (A, C), (C, B)))),
    )
    for each in (A, B, C):
        assert links.root(ring.conn, each) == A
        assert sorted(links.members(ring.conn, A)) == [A, B, C]


def test_two_links_that_contradict_are_for_a_person_to_see() -> None:
    both = board(
        ("t1", proposed("M01-0000001", A, B)),
        ("t1", proposed("M02-0000001", A, C)),
        ("t2", agreed("M01-0000001", A, B)),
        ("t2", agreed("M02-0000001", A, C)),
    )
    assert links.path(both.conn, A) == [A, C]
    assert links.members(both.conn, B) == [B]
    assert [row[3] for row in both.rows("conflict")] == [f"linked, but known as {B}"]
