"""Somebody who does whatever can be done in a laboratory, in no order; what is refused must leave no trace."""

from tests.lab.walk.bench import Bench
from tests.lab.walk.beside import Beside
from tests.lab.walk.controls import Controls
from tests.lab.walk.devices import Devices
from tests.lab.walk.repeats import Repeats
from tests.lab.walk.signing import Signing
from tests.lab.walk.staged import Staged
from tests.lab.walk.wards import Wards
from tests.lab.walk.window import Window


class Walker(Window, Bench, Wards, Staged, Repeats, Signing, Beside, Devices, Controls):
    """Every act there is."""
