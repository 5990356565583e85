"""Whether a result asks for a further test."""

from decimal import Decimal

from labkiosk.catalogue.reflex import Reflex

_UP, _DOWN = (">", ">="), ("<", "<=")


def asks(rule: Reflex, value: str, number: Decimal | None, flag: str) -> bool:
    """Whether a result of this text, number in the test's own unit and flag is one that the rule is about.

    ``<15`` is below a limit only where every value below 15 is, and ``>1000`` above one likewise.
    """
    if rule.flags:
        return flag in rule.flags
    if number is None or rule.limit is None:
        return False
    match value.lstrip()[:1]:
        case "<":
            return rule.sign in _DOWN and number <= rule.limit
        case ">":
            return rule.sign in _UP and number >= rule.limit
        case _:
            return {
                "<": number < rule.limit,
                "<=": number <= rule.limit,
                ">": number > rule.limit,
                ">=": number >= rule.limit,
                "=": number == rule.limit,
            }[rule.sign]
