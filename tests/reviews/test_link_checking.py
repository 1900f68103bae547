"""Looking at links: polite, bounded, and never on a private network. Against real servers on this machine."""

import socket
import threading
import time
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from ipaddress import ip_address

import pytest
from django.core.management import call_command
from django.utils import timezone

from reviews.link_checking import MOST_REDIRECTS, Network, Verdict, check_links, is_public, keep, look_at, user_agent
from reviews.models import Resource

pytestmark = pytest.mark.once

State = Resource.LinkState


@contextmanager
def a_site(answers):
    """A site on this machine: `answers` gives for each path a status, or a status and an address to go on to,
    or a function that does as it likes. Yields the port and the list of what was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            asked.append((self.command, self.path, self.headers["Host"], self.headers["User-Agent"]))
            what = answers.get(self.path, 404)
            if callable(what):
                return what(self)
            if isinstance(what, dict):
                what = what[self.command]
            status, location = what if isinstance(what, tuple) else (what, "")
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None

        do_HEAD = do_GET = answer

        def log_message(self, *words):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def here(port, *, names=None, seconds=5.0):
    """A network in which every name but those given leads to this machine, which counts as outside."""

    def resolve(host, _port):
        return (names or {}).get(host, ["127.0.0.1"])

    def may_call(address):
        return str(address) == "127.0.0.1" or is_public(address)

    return Network(resolve=resolve, may_call=may_call, ports=frozenset({80, 443, port}), seconds=seconds)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({"/": 200}, State.WORKS),
        ({"/": 204}, State.WORKS),
        ({"/": 403}, State.WORKS),
        ({"/": 404}, State.GONE),
        ({"/": 410}, State.GONE),
        ({"/": 500}, State.UNREACHABLE),
        ({"/": {"HEAD": 405, "GET": 200}}, State.WORKS),
        ({"/": {"HEAD": 404, "GET": 200}}, State.WORKS),
        ({"/": (302, "/now"), "/now": 200}, State.WORKS),
        ({"/": (301, "/now"), "/now": 200}, State.MOVED),
        ({"/": (308, "/a"), "/a": (302, "/now"), "/now": 200}, State.WORKS),
        ({"/": (301, "/now")}, State.GONE),
        ({"/": (302, "/")}, State.UNREACHABLE),
        ({"/": (301, "")}, State.UNREACHABLE),
        ({"/": (302, "http://[")}, State.UNREACHABLE),
        ({"/": (302, "//[::1/")}, State.UNREACHABLE),
    ],
)
def test_what_a_site_answers_is_told_in_a_state(answers, state):
    with a_site(answers) as (port, _):
        assert look_at(f"http://guide.example:{port}/", network=here(port)).state == state


def test_a_site_is_asked_by_its_name_and_told_who_asks():
    with a_site({"/a%20b?q=1": 200}) as (port, asked):
        look_at(f"http://guide.example:{port}/a%20b?q=1#there", network=here(port))

    assert asked == [("HEAD", "/a%20b?q=1", f"guide.example:{port}", user_agent())]


def test_a_new_address_is_told():
    with a_site({"/": (301, "/new-place"), "/new-place": 200}) as (port, _):
        verdict = look_at(f"http://guide.example:{port}/", network=here(port))

    assert verdict.note == f"Its address is now http://guide.example:{port}/new-place"


def test_redirects_come_to_an_end():
    with a_site({f"/{n}": (302, f"/{n + 1}") for n in range(50)}) as (port, asked):
        assert look_at(f"http://guide.example:{port}/0", network=here(port)).state == State.UNREACHABLE

    assert len(asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "100.100.100.200", "255.255.255.255", "224.0.0.1", "240.0.0.1", "0.1.2.3", "192.0.0.192", "168.63.129.16",
        "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::", "2001:0:7f00:1::", "2001:db8::1", "3fff::1",
        "::ffff:0:7f00:1", "::ffff:0:169.254.169.254",
    ],
)  # fmt: skip
def test_addresses_inside_a_network_are_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_are_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/",
        "http://localhost/",
    ],
)  # fmt: skip
def test_an_address_inside_is_refused_without_a_call(address):
    network = Network(resolve=lambda host, port: [host if host != "localhost" else "127.0.0.1"])

    verdict = look_at(address, network=network)

    assert verdict.state == State.REFUSED
    assert "on a private network" in verdict.note


@pytest.mark.parametrize(
    "address",
    [
        "ftp://guide.example/", "file:///etc/passwd", "gopher://guide.example/", "//guide.example/", "guide.example",
        "http://guide.example:25/", "http://guide.example:6379/", "http://guide.example:0/", "http://guide.example:99999/",
        "http://somebody:word@guide.example/", "http:///nothing", "http://[bad/", "http://a\r\nb.example/",
        "http://" + "a" * 64 + ".example/", "https://guide.example/" + "a" * 3000, "",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused_before_any_name_is_looked_up(address):
    def resolve(host, port):
        raise AssertionError("looked up")

    assert look_at(address, network=Network(resolve=resolve)).state == State.REFUSED


def test_a_name_with_one_address_inside_is_refused_whole():
    network = Network(resolve=lambda host, port: ["93.184.215.14", "10.0.0.1"])

    assert look_at("http://guide.example/", network=network).state == State.REFUSED


@pytest.mark.parametrize(
    "location", ["http://127.0.0.2:{port}/", "http://inside.example:{port}/", "//169.254.169.254/", "file:///etc/passwd",
                 "http://guide.example:22/"]
)  # fmt: skip
def test_a_redirect_inside_is_refused(location):
    answers = {}
    with a_site(answers) as (port, asked):
        answers["/"] = (302, location.format(port=port))
        names = {"inside.example": ["10.0.0.1"], "127.0.0.2": ["127.0.0.2"], "169.254.169.254": ["169.254.169.254"]}

        verdict = look_at(f"http://guide.example:{port}/", network=here(port, names=names))

    assert verdict.state == State.REFUSED
    assert len(asked) == 1


def test_a_name_that_answers_differently_a_moment_later_gains_nothing():
    """DNS rebinding: were the name looked up again for the connection, this would call 127.0.0.2 and fail loudly."""
    with a_site({"/": {"HEAD": 405, "GET": 200}}) as (port, asked):
        answers = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2"]])
        network = here(port)
        network = Network(lambda host, _port: next(answers), network.may_call, network.ports, network.seconds)

        verdict = look_at(f"http://guide.example:{port}/", network=network)

    assert verdict.state == State.WORKS
    assert [method for method, *_ in asked] == ["HEAD", "GET"]


def test_a_server_that_drips_is_given_up():
    def drip(handler):
        for _ in range(60):
            try:
                handler.wfile.write(b"H")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    with a_site({"/": drip}) as (port, _):
        began = time.monotonic()
        verdict = look_at(f"http://guide.example:{port}/", network=here(port, seconds=0.4))

    assert verdict.state == State.UNREACHABLE
    assert time.monotonic() - began < 2.5


def test_a_huge_body_is_not_read():
    sent = []

    def flood(handler):
        if handler.command == "HEAD":
            handler.send_error(405)
            return
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(2_000):
                sent.append(handler.wfile.write(b"x" * 65_536))
        except OSError:
            return

    with a_site({"/": flood}) as (port, _):
        assert look_at(f"http://guide.example:{port}/", network=here(port)).state == State.WORKS

    assert sum(sent) < 60_000_000  # what fits in the machine's own buffers, of 130 million


@pytest.mark.parametrize("said", [b"HELLO\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n"])
def test_a_server_that_speaks_otherwise_is_unreachable(said):
    def speak(handler):
        handler.wfile.write(said)
        handler.close_connection = True

    with a_site({"/": speak}) as (port, _):
        assert look_at(f"http://guide.example:{port}/", network=here(port)).state == State.UNREACHABLE


def test_a_site_without_a_secure_connection_is_unreachable():
    with a_site({"/": 200}) as (port, asked):
        verdict = look_at(f"https://guide.example:{port}/", network=here(port))

    assert verdict.state == State.UNREACHABLE
    assert asked == []


def test_a_name_that_does_not_exist_is_unreachable():
    def resolve(host, port):
        raise socket.gaierror("no such name")

    assert look_at("https://gone.example/", network=Network(resolve=resolve)).state == State.UNREACHABLE


def a_resource(slug, address, **fields):
    return Resource.objects.create(slug=slug, title=slug.title(), address=address, **fields)


@pytest.mark.django_db
def test_the_oldest_are_looked_at_first_and_no_more_than_asked_for():
    long_ago = timezone.now() - timedelta(days=30)
    with a_site({"/never": 200, "/old": 404, "/new": 200}) as (port, asked):
        a_resource("old", f"http://guide.example:{port}/old", link_checked_at=long_ago, link_state=State.WORKS)
        a_resource("new", f"http://guide.example:{port}/new", link_checked_at=timezone.now())
        a_resource("never", f"http://guide.example:{port}/never")
        a_resource("on-request", "", access="request")

        first = check_links(limit=1, network=here(port), pause=0)
        second = check_links(limit=10, network=here(port), pause=0)

    assert (first, second) == ({State.WORKS: 1}, {State.GONE: 1})
    assert [path for _, path, *_ in asked] == ["/never", "/old", "/old"]
    never, old = Resource.objects.get(slug="never"), Resource.objects.get(slug="old")
    assert (never.link_state, never.link_note, never.last_checked) == (State.WORKS, "", timezone.localdate())
    assert never.link_checked_at is not None
    assert (old.link_state, old.last_checked) == (State.GONE, None)
    assert "no page" in old.link_note


@pytest.mark.django_db
def test_one_host_is_given_time_between_requests():
    with a_site({"/a": 200, "/b": 200}) as (port, _):
        a_resource("a", f"http://guide.example:{port}/a")
        a_resource("b", f"http://guide.example:{port}/b")
        began = time.monotonic()

        check_links(limit=10, network=here(port), pause=0.3)

    assert time.monotonic() - began >= 0.3


@pytest.mark.django_db
def test_an_address_mended_meanwhile_is_left_as_it_is():
    resource = a_resource("a", "https://guide.example/old", last_checked=date(2026, 1, 1))
    Resource.objects.filter(pk=resource.pk).update(address="https://guide.example/new")

    keep(resource, Verdict(State.GONE, "Gone."))

    resource.refresh_from_db()
    assert (resource.link_state, resource.last_checked) == (State.UNCHECKED, date(2026, 1, 1))


@pytest.mark.django_db
def test_the_command_says_what_it_found_and_never_calls_inside():
    a_resource("inside", "http://127.0.0.1/admin/")
    out = StringIO()

    call_command("check_links", stdout=out)
    call_command("check_links", stdout=out)

    assert out.getvalue().splitlines() == [
        "Not checked: it is on a private network: 1",
        "Nothing to look at: every address was looked at within the last week.",
    ]


@pytest.mark.django_db
def test_the_log_has_no_address(caplog):
    caplog.set_level("INFO")
    a_resource("inside", "http://127.0.0.1/sentinel")

    call_command("check_links", stdout=StringIO())

    assert "check_link resource=" in caplog.text
    assert "sentinel" not in caplog.text
