"""Staff screens of the record and of the shared lists."""

from reviews.admin import partnerships, people, review, vocabulary

__all__ = ["partnerships", "people", "review", "vocabulary"]
