"""What the renderer says when it cannot go on. A module of its own, so that every other one can raise it."""

TOO_LARGE = (
    "This draft needs more memory than a sheet may have, so it was stopped; nothing is lost. Shorten the "
    "longest part, and look for a very large picture or table."
)
FAILED = "This draft could not be laid out; nothing is lost. Tell the people who run the site, with its address."


class CannotRender(Exception):
    """These words cannot be laid out. The message is for the officer and says what to do."""
