"""What a formula of the catalogue comes to, in decimals."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from labkiosk.catalogue.formula import Apply, Term

# Sums and products of what people type are exact in it; a quotient or a power is right far beyond what is shown.
_CONTEXT = Context(prec=50, rounding=ROUND_HALF_UP, traps=[DivisionByZero, InvalidOperation, Overflow])


def value_of(term: Term, given: Mapping[str, Decimal]) -> Decimal:
    """What a formula comes to. Raises KeyError for a name that is not given, ArithmeticError where it has no value."""
    if isinstance(term, Decimal):
        return term
    if isinstance(term, str):
        return given[term]
    return _applied(term.sign, value_of(term.left, given), value_of(term.right, given))


def holds(condition: Apply, given: Mapping[str, Decimal]) -> bool:
    """Whether a comparison is true. Raises as ``value_of``."""
    left, right = value_of(condition.left, given), value_of(condition.right, given)
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "=": left == right,
    }[condition.sign]


def rounded(number: Decimal, decimals: int) -> Decimal:
    """A number to so many decimals, a half away from zero, as people round."""
    return number.quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)


def quotient(number: Decimal, by: Decimal) -> Decimal:
    """One number divided by another, exact where that can be. Raises ArithmeticError for a division by zero."""
    return _CONTEXT.divide(number, by)


def _applied(sign: str, left: Decimal, right: Decimal) -> Decimal:
    match sign:
        case "+":
            return _CONTEXT.add(left, right)
        case "-":
            return _CONTEXT.subtract(left, right)
        case "*":
            return _CONTEXT.multiply(left, right)
        case "/":
            return quotient(left, right)
        case "^":
            return _CONTEXT.power(left, right)
        case _:
            return min(left, right) if sign == "min" else max(left, right)
