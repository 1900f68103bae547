"""Staff screens of the record and of the shared lists."""

from reviews.admin import duties, partnerships, people, review, vocabulary

__all__ = ["duties", "partnerships", "people", "review", "vocabulary"]
