"""What the hostile names share."""

import pytest

from tests.disasters.desk import Desk
from tests.disasters.house import found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("hostile")
    return Desk(folder, found(folder))
