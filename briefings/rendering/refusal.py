"""What the renderer says when it cannot go on. A module of its own, so that every other one can raise it."""


class CannotRender(Exception):
    """These words cannot be laid out. The message is for the officer and says what to do."""
