"""Staff screens of the record and of the shared lists."""

from reviews.admin import duties, partnerships, people, review, rules, vocabulary

__all__ = ["duties", "partnerships", "people", "review", "rules", "vocabulary"]
