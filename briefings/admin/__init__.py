"""Staff screens of the word: writing, and the desk with its steps and frozen editions."""

from briefings.admin import editions, stopping_advice, texts, writing

__all__ = ["editions", "stopping_advice", "texts", "writing"]
