"""Django's cache in the memory of a process, bounded by what it really holds and not by how many things there are."""

import sys
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache

MOST_BYTES = 64 * 1024 * 1024
OF_AN_ENTRY = 250  # the places of one entry in the two dictionaries of LocMemCache, and its time
_held: dict[str, int] = {}  # by the name of the cache: all its instances, one a thread, are one memory


class BoundedMemory(LocMemCache):
    """LocMemCache that gives up what nobody asked for longest as soon as it would hold more than MAX_BYTES.

    `OPTIONS={"MAX_BYTES": …}` sets the bound. Keys, packed values and the room for each entry count. A value that is
    larger than half of the bound is not kept at all, so that one answer cannot push out all others.
    """

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(name, params)
        self._name = name
        self.most_bytes = int(params.get("OPTIONS", {}).get("MAX_BYTES", MOST_BYTES))
        self._max_entries = sys.maxsize
        _held.setdefault(name, 0)

    @property
    def held_bytes(self) -> int:
        """What it holds now."""
        return _held[self._name]

    def _set(self, key: str, value: bytes, timeout=DEFAULT_TIMEOUT) -> None:
        self._delete(key)
        size = _size(key, value)
        if size > self.most_bytes // 2:
            return
        while self._cache and self.held_bytes + size > self.most_bytes:
            self._delete(next(reversed(self._cache)))  # LocMemCache puts what is asked for at the front
        super()._set(key, value, timeout)
        _held[self._name] += size

    def _delete(self, key: str) -> bool:
        value = self._cache.get(key)
        if not super()._delete(key):
            return False
        _held[self._name] -= _size(key, value)
        return True

    incr = BaseCache.incr  # reads and sets, so that the bytes are counted; LocMemCache's own writes past `_set`

    def clear(self) -> None:
        """Hold nothing."""
        with self._lock:
            self._cache.clear()
            self._expire_info.clear()
            _held[self._name] = 0


def _size(key: str, value: bytes) -> int:
    return len(key) + len(value) + OF_AN_ENTRY
