"""Staff screens of the record, of partnerships' own words and of the shared lists."""

from reviews.admin import duties, partnerships, review, rules, vocabulary

__all__ = ["duties", "partnerships", "review", "rules", "vocabulary"]
