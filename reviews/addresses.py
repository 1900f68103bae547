"""Addresses of reviews and briefings: free, and telling of nobody else's."""

import secrets

# No vowels and nothing that looks like something else: letters that spell no word and survive being read aloud.
LETTERS = "bcdfghjkmnpqrstvwxz23456789"
SUFFIX = 4


def free_address(model, wanted: str, *, besides: int | None = None) -> str:
    """The address that was asked for, or the same with letters after it where another row has it.

    Nobody is told that it is taken: what has it may be of another partnership. `besides` is the row's own key.
    """
    others, longest = model._base_manager.exclude(pk=besides), model._meta.get_field("slug").max_length
    address = wanted
    while others.filter(slug=address).exists():
        letters = "".join(secrets.choice(LETTERS) for _ in range(SUFFIX))
        address = f"{wanted[: longest - SUFFIX - 1]}-{letters}"
    return address
