"""What people's blood is like, and how much one person's varies: published figures, and nothing of ours.

Variation within and between subjects: Ricos C. et al., desirable specifications from biological variation (2014
update, westgard.com/biodatabase1); differential counts as there. Centres: the middle of adult reference intervals in
Tietz, Fundamentals of Clinical Chemistry. Imprecision of the instrument: half of the variation within a subject, the
"desirable" of the same table. Units are those that Indian reports use.
"""

from typing import NamedTuple


class Figure(NamedTuple):
    """Centres for women and men, variation in percent within and between subjects, decimals as reported."""

    female: float
    male: float
    within: float
    between: float
    decimals: int


FIGURES: dict[str, Figure] = {
    # Whole blood. Haemoglobin, haematocrit and MCH follow from these four.
    "RBC": Figure(4.5, 5.1, 3.2, 6.3, 2),
    "MCV": Figure(88, 89, 1.4, 4.85, 1),
    "MCHC": Figure(33.4, 33.8, 1.06, 1.2, 1),
    "RDW": Figure(13.2, 13.0, 3.5, 5.7, 1),
    "PLT": Figure(270, 240, 9.1, 21.9, 0),
    "WBC": Figure(7.0, 7.0, 11.4, 21.3, 2),
    "LYM": Figure(30, 30, 10.4, 20.0, 1),
    "MON": Figure(6, 6, 17.8, 25.0, 1),
    "EOS": Figure(2.5, 2.8, 21.0, 60.0, 1),
    "BAS": Figure(0.5, 0.5, 28.0, 40.0, 1),
    # Serum.
    "NA": Figure(140, 140, 0.6, 0.7, 0),
    "K": Figure(4.2, 4.3, 4.6, 5.6, 1),
    "HCO3": Figure(25, 26, 4.0, 4.8, 0),
    "UREA": Figure(26, 30, 12.1, 18.7, 0),
    "CREA": Figure(0.75, 0.95, 5.95, 14.7, 2),
    "UA": Figure(4.6, 5.8, 8.6, 17.5, 1),
    "TBIL": Figure(0.55, 0.7, 21.8, 28.4, 1),
    "AST": Figure(20, 24, 12.3, 23.1, 0),
    "ALT": Figure(18, 26, 19.4, 41.6, 0),
    "ALP": Figure(70, 74, 6.45, 26.1, 0),
    "GGT": Figure(18, 28, 13.4, 42.15, 0),
    "ALB": Figure(4.2, 4.4, 3.2, 4.75, 1),
    "GLOB": Figure(2.9, 2.8, 5.5, 12.9, 1),
    # Plasma, not fasting.
    "GLUR": Figure(100, 102, 9.0, 10.0, 0),
}

IMPRECISION = 0.5
"""Of the instrument, as a part of the variation within a subject."""

DECIMALS = {code: figure.decimals for code, figure in FIGURES.items()} | {
    "HB": 1, "HCT": 1, "MCH": 1, "NEU": 1, "CL": 0, "DBIL": 1, "IBIL": 1, "TP": 1, "AGR": 2,
}  # fmt: skip
"""Decimals as reported, of what is computed too."""

PANELS: dict[str, tuple[str, ...]] = {
    "CBC": ("HB", "RBC", "HCT", "MCV", "MCH", "MCHC", "RDW", "PLT", "WBC", "NEU", "LYM", "MON", "EOS", "BAS"),
    "KFT": ("UREA", "CREA", "UA", "NA", "K", "CL"),
    "ELEC": ("NA", "K", "CL", "HCO3"),
    "LFT": ("TBIL", "DBIL", "IBIL", "AST", "ALT", "ALP", "GGT", "TP", "ALB", "GLOB", "AGR"),
    "GLUR": ("GLUR",),
}
"""What is asked for together."""
