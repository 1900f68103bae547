"""Staff screens of the record and of the shared lists."""

from reviews.admin import partnerships, review, vocabulary

__all__ = ["partnerships", "review", "vocabulary"]
