"""How the web server is run, for the demo and a live site alike.

`python -m gunicorn -c python:portal.web_server portal.wsgi`: say on its command line what differs (--bind, --workers).
In front of it stands a buffering proxy, which takes requests whole before it hands them on and answers whole before
they are fetched (portal/OPERATING.md): each request here keeps a thread until it is answered.
"""

import socket
import struct

worker_class = "gthread"
workers = 3
threads = 4

# Nothing that a request says of itself may change where it goes or where the site is. Gunicorn would let whoever
# connects from this machine, so also what a proxy passes on, set SCRIPT_NAME and PATH_INFO by headers of that name.
# Whether https was used is Django's to believe or not (TRUSTED_PROXY_COUNT).
forwarder_headers = ""
forwarded_allow_ips = ""
secure_scheme_headers = {}
header_map = "drop"

# No access log: who read what is nobody's business.
accesslog = None
loglevel = "warning"
control_socket_disable = True

# Much more than any page here needs.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

timeout = 60  # seconds without a sign of life of a whole process, after which another takes its place
graceful_timeout = 130  # on stopping: as long as laying out a full report may take (RENDER_REPORT_SECONDS)
keepalive = 5
backlog = 256
SILENCE = 30  # seconds that somebody who is sending may say nothing before the connection is closed


def when_ready(server) -> None:
    """Close connections on which nothing more comes, wherever in a request they stopped: they hold a thread.

    Set on the listening sockets; Linux hands it on to each connection.
    """
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", SILENCE, 0))
