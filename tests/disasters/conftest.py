"""What the hostile names share."""

from collections.abc import Iterator

import pytest

from tests.disasters.desk import Desk
from tests.disasters.house import found
from tests.disasters.teller import Teller


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("hostile")
    home = found(folder)
    with Teller(folder, home) as teller:
        yield Desk(home, teller)
