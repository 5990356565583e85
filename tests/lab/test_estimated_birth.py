"""A date of birth that came from an age stays estimated, whoever writes it down again."""

from datetime import date

import pytest

from labkiosk.lab.patients import identity_of
from labkiosk.lab.request import PatientRequest

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("request_", "birth", "estimated"),
    [
        (PatientRequest(name="Asha", age="51 y"), "1975-11-22", True),
        (PatientRequest(name="Asha", birth_date="1975-03-14"), "1975-03-14", False),
        (PatientRequest(name="Asha", birth_date="1975-03-14", birth_estimated=True), "1975-03-14", True),
        (PatientRequest(name="Asha", birth_estimated=True), None, False),
    ],
)
def test_only_what_is_known_counts_as_estimated(
    request_: PatientRequest, birth: str | None, estimated: bool
) -> None:
    found = identity_of(request_, TODAY)
    assert (found.birth_date, found.birth_estimated) == (birth, estimated)
