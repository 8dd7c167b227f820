"""The checks in the order in which they run."""
from collections.abc import Callable

CHECKS: list[tuple[str, Callable]] = []


def check(name: str):
    """Marks a function as a check; it gets the World and fails by AssertionError."""
    def add(function: Callable) -> Callable:
        CHECKS.append((name, function))
        return function
    return add
