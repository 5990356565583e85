"""Digits three lines high, made of half blocks that the Linux console's font has."""

# Three dots wide and five high, a row a string.
_DOTS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", " # ", " # "),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
}
_BLANK = "   "
_HALVES = {"  ": " ", "# ": "▀", " #": "▄", "##": "█"}


def big(digits: str) -> list[str]:
    """The digits as three lines of text, four cells a digit."""
    glyphs = [(*_DOTS[d], _BLANK) for d in digits]
    return [
        " ".join("".join(_HALVES[a + b] for a, b in zip(g[i], g[i + 1], strict=True)) for g in glyphs)
        for i in (0, 2, 4)
    ]
