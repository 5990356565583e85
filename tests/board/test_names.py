"""Who is found by words of their name, whether the name is filed or still waits."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from labkiosk.board.names import file_all, keys_by_words
from labkiosk.facts.patient import PatientCorrected, PatientRegistered
from tests.board.arrivals import Board, after, chain
from tests.board.made import registered

FIRST = 10_000_000
WORDS = st.sampled_from(
    ["Asha", "asha", "Áshá", "As", "Devi", "Devraj", "आशा", "आ", "O'Hara", "D-1", "Ƶ", "İ", "ß"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


def people(*names: str) -> list[PatientRegistered]:
    return [registered(f"P01-{n:07}", name) for n, name in enumerate(names, start=1)]


def found(board: Board, text: str, limit: int = 20) -> list[int]:
    return [key - FIRST for key in keys_by_words(board.conn, text, limit)]


def waiting(board: Board) -> int:
    return len(board.rows("patient_unfiled"))


@given(st.lists(NAMES, min_size=1, max_size=8), NAMES | st.text(max_size=4))
def test_filing_changes_nobody_s_being_found(names: list[str], asked: str) -> None:
    board = after(*people(*names))
    before = found(board, asked)
    file_all(board.conn)
    assert waiting(board) == 0
    assert found(board, asked) == before


def test_names_are_filed_sixty_four_at_a_time() -> None:
    board = after(*people(*["Asha Devi"] * 63))
    assert waiting(board) == 63
    board = after(*people(*["Asha Devi"] * 65))
    assert waiting(board) == 1
    assert found(board, "dev ash", limit=3) == [65, 64, 63]
    assert found(board, "dev ash", limit=100) == list(range(65, 0, -1))


def test_a_name_corrected_before_and_after_it_is_filed() -> None:
    ours, *others = people(*["Asha Devi"] * 65)
    right = PatientCorrected(
        patient=ours.patient, identity=replace(ours.identity, name="Usha Rani"), reason="misheard"
    )
    for facts in ([ours, right], [ours, *others, right], [ours, right, *others]):
        board = Board()
        for fact in chain(1, facts):
            board.arrive([fact])
        assert found(board, "usha") == [1]
        assert 1 not in found(board, "asha", limit=100)
