"""Counting what an answer costs: times are different on every machine, queries and hashes are not."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

HASHED = []


class CountedHasher(PBKDF2PasswordHasher):
    """Like that of a live site, but quick, and it counts how often it hashes."""

    algorithm = "counted"
    iterations = 1

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """As Django's."""
        HASHED.append(iterations or self.iterations)
        return super().encode(password, salt, iterations)


def cost_of(do) -> tuple[int, list[str]]:
    """How often a password is hashed, and the queries (each by its first words), while `do` runs."""
    HASHED.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        do()
    return len(HASHED), [" ".join(one["sql"].split()[:1]) for one in queries]
