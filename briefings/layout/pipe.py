"""The pipe between a child process and the one that started it: a message is its length in four bytes, then JSON."""

import base64
import json
import struct
from typing import Any, BinaryIO

LARGEST_MESSAGE = 200 * 1024 * 1024


def send(pipe: BinaryIO, message: dict[str, Any]) -> None:
    """Write a message; bytes in it travel as base64."""
    data = json.dumps(message, default=lambda blob: {"base64": base64.b64encode(blob).decode()}).encode()
    pipe.write(struct.pack(">I", len(data)) + data)
    pipe.flush()


def receive(pipe: BinaryIO) -> dict[str, Any] | None:
    """The next message, or None when the pipe closed or what came is none."""
    head = pipe.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack(">I", head)
    if size > LARGEST_MESSAGE:
        return None
    data = pipe.read(size)
    message: dict[str, Any] | None = json.loads(data, object_hook=_blob) if len(data) == size else None
    return message


def _blob(thing: dict[str, Any]) -> Any:
    return base64.b64decode(thing["base64"]) if set(thing) == {"base64"} else thing
