"""The papers that labs load: labels for tubes, rolls for everything else."""

from msgspec import Struct


class Media(Struct, frozen=True, kw_only=True):
    """A paper as a person holds it. ``width`` is what a printer can reach of it, in mm."""

    name: str
    width: float
    height: float | None
    """In mm; None for a roll, which is as long as what stands on it."""
    words: str

    @property
    def die_cut(self) -> bool:
        """True for labels, which are fed one by one; a roll is cut."""
        return self.height is not None


LABEL_50 = Media(name="label-50x25", width=50.8, height=25.4, words="labels of 50.8 x 25.4 mm")
LABEL_38 = Media(name="label-38x25", width=38.0, height=25.0, words="labels of 38 x 25 mm")
# 576 and 384 dots at 203 dpi.
ROLL_80 = Media(name="roll-80", width=72.0, height=None, words="a roll of 80 mm")
ROLL_58 = Media(name="roll-58", width=48.0, height=None, words="a roll of 58 mm")

MEDIA = {media.name: media for media in (LABEL_50, LABEL_38, ROLL_80, ROLL_58)}
