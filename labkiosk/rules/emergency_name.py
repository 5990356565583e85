"""Names for patients who cannot give theirs, told apart when shouted or read off a smudged label."""

# No two words share a Soundex code or come within four letters of each other; none is a colour (forms and
# caps have those), a person's name, or a slight to whoever bears it. The lists' lengths share no factor, so
# that stepping through both at once changes both words every time and meets a pair again only after all
# 1,776.
_ANIMALS = """
ANTELOPE BUTTERFLY CAMEL CHEETAH CRICKET DOLPHIN DRAGONFLY ELEPHANT FLAMINGO GECKO GIRAFFE HEDGEHOG HORNBILL
JAGUAR KANGAROO KINGFISHER LEOPARD LOBSTER LYNX MONGOOSE NIGHTINGALE OCTOPUS OSTRICH PARROT PELICAN RABBIT
RHINO SEAHORSE SQUIRREL STARFISH SWAN TIGER TORTOISE WALRUS WHALE WOODPECKER ZEBRA
"""
_THINGS = """
ALMOND ANCHOR APRICOT BAMBOO BANYAN BASKET BICYCLE BRIDGE CARDAMOM CEDAR CLOVE COCONUT COMPASS COTTON
CUPBOARD DRUM FEATHER FOUNTAIN GARLIC GUAVA HARBOUR HELICOPTER KETTLE LANTERN LOTUS LYCHEE MARIGOLD MULBERRY
MUSTARD ORCHID PAPAYA PENCIL PEPPER PILLOW PLANET PUMPKIN RADISH SAFFRON SPINACH SUNFLOWER TAMARIND THUNDER
TRACTOR TRUMPET TULIP TURMERIC UMBRELLA VIOLIN
"""
ANIMALS = tuple(_ANIMALS.split())
THINGS = tuple(_THINGS.split())

PREFIX = "UNKNOWN"

# 98 homes start this far apart in the round, so that two homes meet in a pair of words as late as they can.
_APART = len(ANIMALS) * len(THINGS) // 98


def emergency_name(kiosk: int, serial: int) -> str:
    """The name of a home's ``serial``-th unknown patient, ``UNKNOWN TIGER LOTUS 01-7``; never given twice."""
    place = serial + kiosk * _APART
    animal, thing = ANIMALS[place % len(ANIMALS)], THINGS[place % len(THINGS)]
    return f"{PREFIX} {animal} {thing} {kiosk:02d}-{serial}"
