"""A mail server on this machine, small enough to read: it takes e-mails, or refuses them as it is told."""

import socket
import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self._say(220, "mail.example")
        for line in self.rfile:
            verb = line.decode().strip().upper()
            if verb.startswith("RCPT") and any(address in verb for address in self.server.refused):
                self._say(550, "no such mailbox")
            elif verb.startswith("DATA"):
                self._say(354, "go on")
                self._take()
            elif verb.startswith("QUIT"):
                return self._say(221, "bye")
            else:
                self._say(250, "ok")

    def _take(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        self.server.emails.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self._say(250, "taken")

    def _say(self, code: int, words: str) -> None:
        self.wfile.write(f"{code} {words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def a_mail_server(*, refuses=()):
    """A mail server that listens on a free port while the block runs; `emails` is what it took."""
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.emails, server.refused = [], {address.upper() for address in refuses}
        server.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def a_port_nobody_listens_on() -> int:
    """A port of this machine that refuses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
