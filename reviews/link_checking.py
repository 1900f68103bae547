"""Whether the address of a resource answers: asked politely, bounded, and never inside a network.

Addresses are typed by officers, and what they lead to may lead on. So a name is resolved once, what it
resolves to is checked, and the connection goes to that checked address itself: a name that answers
differently a moment later (DNS rebinding) gains nothing. Every redirect is checked the same way.
Proxies set in the environment are not used: they would resolve the name a second time.

Nothing of an answer is kept but what `Verdict` says. Logs carry primary keys, never an address.
"""

import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from reviews.models.vocabulary import Resource

log = logging.getLogger(__name__)
State = Resource.LinkState

MOST_REDIRECTS = 4
SECONDS = 10  # for one request, from connecting to the last header
MOST_BYTES = 4_096  # of a body: that it begins is enough
PAUSE = 2.0  # seconds between two requests to one host
AGAIN_AFTER = timedelta(days=7)
LONGEST_NOTE = Resource._meta.get_field("link_note").max_length
LONGEST_ADDRESS = 2_000

# What the standard library calls global but is not for the public: Azure's and Oracle's own services, 6to4's relay.
INSIDE_ALL_THE_SAME = [ip_network(one) for one in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")]
# IPv6 addresses that carry an IPv4 one: translated (NAT64) and 6to4; the others of the kind are refused whole.
NAT64, SIX_TO_FOUR = ip_network("64:ff9b::/96"), ip_network("2002::/16")
NEVER_V6 = [ip_network(one) for one in ("::/8", "2001::/32", "3fff::/20", "fec0::/10", "5f00::/16")]


class NotCalled(Exception):
    """An address that is not called. Its message says why, in words for an officer."""


@dataclass(frozen=True)
class Verdict:
    """What became of looking: a state of `Resource.LinkState`, and a note in words for an officer."""

    state: str
    note: str = ""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one that anybody on the internet could call, and no network's own."""
    if isinstance(address, IPv6Address):
        carried = address.ipv4_mapped
        if address in NAT64:
            carried = IPv4Address(int(address) & 0xFFFFFFFF)
        elif address in SIX_TO_FOUR:
            carried = address.sixtofour
        if carried is not None:
            return is_public(carried)
        return address.is_global and not address.is_multicast and not any(address in net for net in NEVER_V6)
    return address.is_global and not address.is_multicast and not any(address in net for net in INSIDE_ALL_THE_SAME)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, as this machine finds them. Raises OSError when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]).split("%")[0] for one in found))


@dataclass(frozen=True)
class Network:
    """How names become addresses, and which addresses and ports may be called. The defaults are for the internet."""

    resolve: Callable[[str, int], list[str]] = resolve
    may_call: Callable[[IPv4Address | IPv6Address], bool] = is_public
    ports: frozenset[int] = frozenset({80, 443})
    seconds: float = SECONDS
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@dataclass(frozen=True)
class _Answer:
    status: int
    location: str


def look_at(
    address: str, *, network: Network | None = None, wait: Callable[[str], None] = lambda host: None
) -> Verdict:
    """Whether an address answers. `wait` is called with the host before each request to it."""
    network = network or Network()
    here, moved_for_good = address, True
    for _ in range(MOST_REDIRECTS + 1):
        try:
            answer = _asked(here, network, wait)
        except NotCalled as why:
            return Verdict(State.REFUSED, str(why))
        except ssl.SSLError:
            return Verdict(State.UNREACHABLE, "No secure connection could be made: its certificate may have run out.")
        except socket.gaierror:
            return Verdict(State.UNREACHABLE, "There is no site of this name, or it could not be found just now.")
        except (OSError, HTTPException):
            return Verdict(State.UNREACHABLE, "It did not answer in time, or not as a web site does.")
        if not (300 <= answer.status < 400 and answer.location):
            return _judged(answer.status, here if here != address and moved_for_good else "")
        moved_for_good = moved_for_good and answer.status in {301, 308}
        try:
            here = urljoin(here, answer.location)
        except ValueError:  # such as "http://[": no address, whatever it was meant to be
            return Verdict(State.UNREACHABLE, "It leads on to something that is no address.")
    return Verdict(State.UNREACHABLE, "It leads from one address to the next without end.")


def _judged(status: int, moved_to: str) -> Verdict:
    if status in {404, 410}:
        return Verdict(State.GONE, "There is no page at this address any more.")
    if 200 <= status < 300:
        if moved_to:
            return Verdict(State.MOVED, f"Its address is now {moved_to}"[:LONGEST_NOTE])
        return Verdict(State.WORKS)
    if status in {401, 403, 405, 406, 429, 451, 999}:
        return Verdict(State.WORKS, "It answers, but lets no program look: open it yourself now and then.")
    return Verdict(State.UNREACHABLE, f"It answers with a fault of its own (number {status}).")


def _asked(address: str, network: Network, wait: Callable[[str], None]) -> _Answer:
    """The answer to HEAD, or to GET where a site answers HEAD with a fault. The name is resolved once for both."""
    parts, host, port = _parts(address, network)
    target = _checked(host, port, network)
    answer = None
    for method in ("HEAD", "GET"):
        wait(host)
        answer = _request(method, parts, host, port, target, network)
        if answer.status < 400:
            break
    return answer


def _parts(address: str, network: Network) -> tuple[SplitResult, str, int]:
    """An address taken apart. Raises NotCalled for anything that is no plain web address."""
    if len(address) > LONGEST_ADDRESS or any(ord(c) < 33 for c in address):
        raise NotCalled("Not checked: this is not a valid web address.")
    try:
        parts = urlsplit(address)
        usual = 443 if parts.scheme == "https" else 80
        port = usual if parts.port is None else parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as fault:
        raise NotCalled("Not checked: this is not a valid web address.") from fault
    if parts.scheme not in {"http", "https"} or not host:
        raise NotCalled("Not checked: it does not start with https:// or http://.")
    if "@" in parts.netloc:
        raise NotCalled("Not checked: it contains a name or password before the “@”.")
    if port not in network.ports:
        raise NotCalled(f"Not checked: it uses an unusual port ({port}).")
    return parts, host, port


def _checked(host: str, port: int, network: Network) -> str:
    """The one address to connect to. NotCalled if any that the name resolves to lies inside a network."""
    found = [ip_address(one) for one in network.resolve(host, port)]
    if not found:
        raise socket.gaierror("no address")
    if not all(network.may_call(one) for one in found):
        raise NotCalled("Not checked: it is on a private network, which readers cannot reach.")
    return str(found[0])


def _request(method: str, parts: SplitResult, host: str, port: int, target: str, network: Network) -> _Answer:
    connection = _connection(parts.scheme, host, port, target, network)
    late = threading.Event()

    def give_up() -> None:
        late.set()
        if connection.sock is not None:
            _shut(connection.sock)

    # A timeout of a socket begins anew with each byte: only a clock beside it ends a server that drips.
    clock = threading.Timer(network.seconds, give_up)
    clock.daemon = True
    clock.start()
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
        connection.request(method, path + query, headers={"User-Agent": user_agent(), "Accept": "*/*",
                                                           "Connection": "close"})  # fmt: skip
        response = connection.getresponse()
        answer = _Answer(response.status, _location(response))
        if method == "GET":
            response.read(MOST_BYTES)
    finally:
        clock.cancel()
        connection.close()
    if late.is_set():
        raise TimeoutError
    return answer


def _location(response: HTTPResponse) -> str:
    # headers arrive as Latin-1; many sites send UTF-8
    try:
        return (response.getheader("Location") or "").strip().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""


def _shut(connected: socket.socket) -> None:
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it had ended already


def _connection(scheme: str, host: str, port: int, target: str, network: Network) -> HTTPConnection:
    """A connection to the checked address, that speaks to it by the name that was asked for."""
    connection = (
        HTTPSConnection(host, port, timeout=network.seconds, context=network.trusted)
        if scheme == "https"
        else HTTPConnection(host, port, timeout=network.seconds)
    )

    def to_the_checked_address(_asked_for: tuple[str, int], timeout: float, source_address: object) -> socket.socket:
        return socket.create_connection((target, port), timeout)

    connection._create_connection = to_the_checked_address
    return connection


def user_agent() -> str:
    """Who asks, with an address where a site's keeper can see what this is."""
    return f"LearningZoneLinkCheck/1 (+{settings.PUBLIC_ADDRESS}/; looks at a link about once a week)"


def check_links(*, limit: int, network: Network | None = None, pause: float = PAUSE) -> dict[str, int]:
    """Look at the addresses of at most `limit` resources, those longest not looked at first; how many of each state.

    One request at a time, with a pause in seconds between two to the same host.
    """
    network = network or Network()
    last: dict[str, float] = {}

    def wait(host: str) -> None:
        if host in last:
            time.sleep(max(0.0, last[host] + pause - time.monotonic()))
        last[host] = time.monotonic()

    counts: dict[str, int] = {}
    for resource in due()[:limit]:
        verdict = look_at(resource.address, network=network, wait=wait)
        keep(resource, verdict)
        counts[verdict.state] = counts.get(verdict.state, 0) + 1
    return counts


def due():
    """Resources with an address that was not looked at for a week, the longest first."""
    waiting = Q(link_checked_at=None) | Q(link_checked_at__lt=timezone.now() - AGAIN_AFTER)
    return (
        Resource.objects.exclude(address="").filter(waiting).order_by(F("link_checked_at").asc(nulls_first=True), "pk")
    )


def keep(resource: Resource, verdict: Verdict) -> None:
    """Write down what was found, unless somebody gave the resource another address meanwhile."""
    now = timezone.now()
    found = {"link_state": verdict.state, "link_note": verdict.note, "link_checked_at": now}
    if verdict.state == State.WORKS:
        found["last_checked"] = timezone.localdate(now)
    Resource.objects.filter(pk=resource.pk, address=resource.address).update(**found)
    log.info("check_link resource=%s state=%s", resource.pk, verdict.state)
