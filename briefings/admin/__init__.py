"""Staff screens of the word: writing, and the desk with its steps and frozen editions."""

from briefings.admin import editions, stopping_advice, texts
from briefings.admin.writing import screen

__all__ = ["editions", "screen", "stopping_advice", "texts"]
