"""Addresses of reviews and briefings: free, and telling of nobody else's."""

import secrets

# No vowels, so that they spell no word; no figures, so that they never read like a postcode or a number of somebody:
# the checklist looks at addresses too.
LETTERS = "bcdfghjkmnpqrstvwxz"
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
