"""A web application that says where it was asked, for tests of how the web server is run."""

import json


def app(environ, start_response):
    """What of the request decides addresses."""
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({name: environ[name] for name in ("SCRIPT_NAME", "PATH_INFO", "wsgi.url_scheme")}).encode()]
