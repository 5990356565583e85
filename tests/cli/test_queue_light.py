"""What is asked for again and again starts with as little as it needs."""

import subprocess
import sys

from tests.cli.running import House

HEAVY = [
    "textual",
    "rich",
    "PIL",
    "escpos",
    "barcode",
    "sqlite_utils",
    "msgspec",
    "segno",
    "zxingcpp",
    "fontTools",
    "hashlib",
    "logging",
    "asyncio",
    "shutil",
]
LOADED = """
import sys
from labkiosk.__main__ import main
main(["queue", "--home", sys.argv[1]])
print(*sorted(sys.modules), sep="\\n", file=sys.stderr)
"""


def test_the_queue_loads_little(house: House) -> None:
    sample = house.order("K")[0]
    house.run("receive", sample, who="tech")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, house.home], capture_output=True, text=True, check=True
    )
    assert sample in done.stdout
    loaded = done.stderr.split()
    assert [name for name in loaded if name.partition(".")[0] in HEAVY] == []
    assert [name for name in loaded if name.startswith("labkiosk")] == [
        "labkiosk",
        "labkiosk.__main__",
        "labkiosk.board",
        "labkiosk.board.names",
        "labkiosk.board.people",
        "labkiosk.board.queue",
        "labkiosk.board.schema",
        "labkiosk.board.schema_calls",
        "labkiosk.board.schema_culture",
        "labkiosk.board.schema_day",
        "labkiosk.board.schema_pregnancy",
        "labkiosk.board.schema_qc",
        "labkiosk.cli",
        "labkiosk.cli.common",
        "labkiosk.cli.queue",
        "labkiosk.cli.table",
        "labkiosk.facts",
        "labkiosk.facts.errors",
        "labkiosk.journal",
        "labkiosk.journal.clock",
        "labkiosk.journal.connection",
        "labkiosk.journal.home",
        "labkiosk.rules",
        "labkiosk.rules.priority",
        "labkiosk.rules.text",
    ]
