"""Every paper that a home can print: read back by a decoder that is told nothing of what stands on it."""

import json
from importlib import import_module
from inspect import getmembers, isfunction, signature
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec
import zxingcpp
from PIL import Image

from labkiosk import forms
from labkiosk.forms.draw import draw
from labkiosk.forms.media import MEDIA, Media
from labkiosk.forms.page import Page
from tests.support.teller import Teller, Told

TUBE_LABELS = {"label", "blank"}
"""The forms that go onto a tube. No other may carry a bar."""


class Code(NamedTuple):
    """A code on a picture: its symbology, such as ``Code 128`` or ``QR Code``, and what it says."""

    kind: str
    text: str


def codes(image: Image.Image) -> list[Code]:
    """Every code of any symbology, wherever it stands on the picture."""
    read = zxingcpp.read_barcodes(
        image, try_rotate=True, try_downscale=True, text_mode=zxingcpp.TextMode.Plain
    )
    return sorted(Code(str(code.format), code.text) for code in read)


def site(teller: Teller, kiosk: str) -> None:
    """Make the teller's home one of that number, with example people."""
    _done(teller("init", "--kiosk", kiosk, "--site", "District Hospital", "--examples"))


def day_of_papers(teller: Teller) -> None:
    """A patient's three tubes through the laboratory: rejected, released in part, corrected, printed twice."""
    who = {"name": "Asha Devi", "sex": "F", "age": "51 y"}
    order = {"patient": who, "tests": ["PT", "NA", "K", "HB"], "location": "Ward 3"}
    made = json.loads(_done(teller("register", given=json.dumps(order))))
    plasma, serum, _ = (sample["sample"] for sample in made["samples"])
    _done(teller("print", "--once"))
    _done(teller("receive", plasma, serum))
    _done(teller("reject", plasma, "--reason", "CLOTTED"))
    values = [
        {"sample": serum, "test": test, "value": value} for test, value in (("NA", "140"), ("K", "4.2"))
    ]
    _done(teller("record", given="".join(json.dumps(value) + "\n" for value in values)))
    _done(teller("release", serum, "--as", "path"))
    for _ in range(2):
        _done(teller("report", made["order"], "--print"))
    _done(teller("patients", "correct", made["patient"], "--name", "Asha Rani", "--reason", "misspelt"))
    _done(teller("rack", "Fridge", "--positions", "20"))
    _done(teller("labels", "--blank", "2"))
    _done(teller("forms", "--blank", "pink"))
    _done(teller("print", "--once"))


def _done(told: Told) -> str:
    assert (told.code, told.err) == (0, "")
    return told.out


def printed(home: Path) -> dict[str, list[Code]]:
    """The codes of each paper in a home's folder, by the name of its file."""
    return {path.stem: codes(Image.open(path)) for path in sorted((home / "paper").glob("*.png"))}


def drawable() -> dict[str, Any]:
    """Every function of ``labkiosk.forms`` that makes a page, by its name: that of the form."""
    found = {}
    for path in sorted(Path(forms.__file__).parent.glob("*.py")):
        module = import_module(f"labkiosk.forms.{path.stem}")
        for _, function in getmembers(module, isfunction):
            is_form = function.__module__ == module.__name__ and "media" in signature(function).parameters
            if is_form and signature(function).return_annotation is Page:
                found[function.__name__] = function
    return found


def on_paper() -> list[tuple[str, str]]:
    """Every form with every paper that it goes on, by their names."""
    return [(f, m) for f in sorted(drawable()) for m in MEDIA if m.startswith("label") == (f in TUBE_LABELS)]


def drawn(function: Any, media: Media) -> list[Code]:
    """The codes on a form that is filled in with what may stand there, on that paper."""
    return codes(draw(filled_in(function, media)).image)


def filled_in(function: Any, media: Media) -> Page:
    """A form that says what may stand there."""
    hints = get_type_hints(function)
    said = next(name for name in signature(function).parameters if name != "media")
    page = function(_believable(hints[said], said), media)
    assert isinstance(page, Page)
    return page


NUMBER, ORDER = "010000000016", "O01-0000001"


def _believable(kind: Any, name: str) -> Any:
    """Something of a type that may stand in a field of that name; of several sorts the first."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return inner[0]
    if origin in (Union, UnionType):
        return _believable(next(each for each in inner if each is not NoneType), name)
    if origin in (tuple, list):
        return origin(_believable(each, name) for each in inner if each is not Ellipsis)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind)
        return kind(**{field: _believable(hints[field], field) for field in kind.__struct_fields__})
    if kind is str:
        return _text(name)
    return kind(1) if kind is int else kind()


def _text(name: str) -> str:
    if name in ("order", "code"):
        return ORDER if name == "order" else f"LK:CODE:{ORDER}"
    return NUMBER if name.rstrip("s") in ("number", "sample", "parent", "expected") else "Asha"
