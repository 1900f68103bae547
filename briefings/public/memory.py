"""What one process has in mind of all that is public: things worked out, and whole answers. All of one version.

It is the memory of the process and nothing else: no shared cache, no file, no table, nothing that a back-up takes
along. The first request after a publication or a withdrawal empties it (`turn_to`), and the process that published or
withdrew empties its own at once (`forget`). Why: portal/decisions/0025.
"""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable

from django.http import HttpResponse

MOST_THINGS = 2000  # words that were looked for, above all: at most 14 kilobytes each at 12,500 briefings
MOST_BYTES = 32 * 1024 * 1024  # of answers: some 4,000 pages


class Memory:
    """Things and answers of one version, the ones asked for last."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._empty("")

    def _empty(self, version: str) -> None:
        self.version = version
        self.things: OrderedDict[str, object] = OrderedDict()
        self.answers: OrderedDict[tuple[str, str], tuple[dict[str, str], bytes]] = OrderedDict()
        self.bytes = 0

    def turn_to(self, version: str) -> None:
        """Forget all that belongs to another version."""
        if version != self.version:
            with self.lock:
                self._empty(version)

    def forget(self) -> None:
        """Have nothing in mind any more."""
        with self.lock:
            self._empty("")

    def thing(self, version: str, name: str, make: Callable[[], object]) -> object:
        """What `make` works out, worked out once for this version."""
        return self.things_named(version, [name], lambda _: {name: make()})[name]

    def things_named(
        self, version: str, names: Iterable[str], make: Callable[[list[str]], dict[str, object]]
    ) -> dict[str, object]:
        """Several things by their names. `make` works out those that are not in mind, all at once."""
        found, missing = {}, []
        with self.lock:
            for name in names:
                if version == self.version and name in self.things:
                    self.things.move_to_end(name)
                    found[name] = self.things[name]
                else:
                    missing.append(name)
        if not missing:
            return found
        # Read after the version: it may be newer than its name, and never older.
        made = make(missing)
        with self.lock:
            if version == self.version:
                self.things |= made
                while len(self.things) > MOST_THINGS:
                    self.things.popitem(last=False)
        return found | made

    def keep(self, address: str, response: HttpResponse) -> None:
        """Keep an answer that was made for its tag, compressed as it is sent."""
        place, body = (address, response.headers["ETag"]), response.content
        with self.lock:
            if place not in self.answers:
                self.answers[place] = (dict(response.headers), body)
                self.bytes += len(body)
            while self.bytes > MOST_BYTES:
                _, (_, oldest) = self.answers.popitem(last=False)
                self.bytes -= len(oldest)

    def answer(self, address: str, tag: str, *, compressed: bool) -> HttpResponse | None:
        """The answer that was made for this address and tag, if it is still in mind.

        The tag is made from everything the answer is made from, so what is found under it cannot be out of date.
        """
        with self.lock:
            if (address, tag) not in self.answers:
                return None
            self.answers.move_to_end((address, tag))
            headers, body = self.answers[address, tag]
        if not compressed:
            headers = {name: value for name, value in headers.items() if name not in OF_THE_COMPRESSED}
            body = gzip.decompress(body)
        return HttpResponse(body, headers=headers)


OF_THE_COMPRESSED = frozenset({"Content-Encoding", "Content-Length"})
MEMORY = Memory()
