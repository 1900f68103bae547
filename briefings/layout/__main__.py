"""The child's end: lay out the sheet of each message that comes through the pipe."""

import os
import resource
import sys
from types import ModuleType
from typing import Any

from briefings import sandbox
from briefings.layout.fit import Setting
from briefings.layout.pipe import receive, send
from briefings.layout.refusal import FAILED, TOO_LARGE, CannotRender
from briefings.work_queue import give_way


def main(memory_mib: int) -> None:
    """Lay sheets out until the pipe closes."""
    give_way()
    bound = memory_mib * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pipe_in, pipe_out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not write into the pipe
    from briefings.layout import pdf  # here, under the bound

    sandbox.enter()  # behind NamedAssets, which hands a sheet its pictures and fonts
    while (message := receive(pipe_in)) is not None:
        answer = _answer(pdf, message)
        send(pipe_out, answer)
        if answer.get("ends"):
            return


def _answer(pdf: ModuleType, message: dict[str, Any]) -> dict[str, Any]:
    settings = tuple(Setting(*one) for one in message.pop("settings"))
    try:
        sheet: dict[str, Any] = vars(pdf.make(pdf.Job(**message, settings=settings)))
        return sheet
    except CannotRender as refusal:
        return {"refusal": str(refusal)}
    except (MemoryError, RecursionError):
        return {"refusal": TOO_LARGE, "ends": True}
    except Exception:  # noqa: BLE001 -- whatever a draft can set off, the officer gets a message
        return {"refusal": FAILED, "ends": True}


if __name__ == "__main__":
    main(int(sys.argv[1]))
