"""Putting load on a server and seeing what it costs. Uses wrk where it is installed."""

import http.client
import itertools
import json
import random
import re
import shutil
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil

CONNECTIONS = 16
# wrk takes one address; this script takes turns through a list, each with the headers it needs.
TURNS = """
local requests = {%s}
local turn = 0
request = function()
  turn = turn %% #requests + 1
  return requests[turn]
end
init = function(args)
  for number, one in ipairs(requests) do
    requests[number] = wrk.format("GET", one[1], one[2])
  end
end
done = function(summary, latency, _)
  local lost = summary.errors
  io.write(string.format('RESULT {"requests":%%d,"p50":%%d,"p95":%%d,"p99":%%d,"errors":%%d,"bad":%%d}\\n',
    summary.requests, latency:percentile(50), latency:percentile(95), latency:percentile(99),
    lost.connect + lost.read + lost.write + lost.timeout, lost.status))
end
"""


@dataclass(frozen=True)
class Measured:
    """What one run found. Times in milliseconds; `cpu` is the server's own, for one request."""

    per_second: float
    p50: float
    p95: float
    p99: float
    cpu: float


def measure(
    address: str, server: int, requests: list[tuple[str, dict[str, str]]], seconds: float, folder: Path
) -> Measured:
    """Ask `requests` (path, headers) of a server in turn for some seconds; `server` is its process number."""
    before = cpu_of(server)
    found = (_wrk if shutil.which("wrk") else _python)(address, requests, seconds, folder)
    if not found["requests"] or found["errors"] or found["bad"]:
        raise SystemExit(f"The server failed under load: {found}")
    cpu = cpu_of(server) - before
    return Measured(
        found["requests"] / seconds,
        found["p50"] / 1000,
        found["p95"] / 1000,
        found["p99"] / 1000,
        cpu / found["requests"] * 1000,
    )


def cpu_of(server: int) -> float:
    """Seconds of processor time that a server and its workers have used."""
    family = [psutil.Process(server), *psutil.Process(server).children(recursive=True)]
    return sum(times.user + times.system for times in (process.cpu_times() for process in family))


def _wrk(address: str, requests, seconds: float, folder: Path) -> dict[str, int]:
    headers = (
        f"{{{json.dumps(path)}, {{{', '.join(f'[{json.dumps(k)}]={json.dumps(v)}' for k, v in wanted.items())}}}}}"
        for path, wanted in requests
    )
    script = folder / "turns.lua"
    script.write_text(TURNS % ",".join(headers))
    said = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout=20s", "-s", script, address],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return json.loads(re.search(r"^RESULT (.*)$", said, re.M).group(1))


def _python(address: str, requests, seconds: float, folder: Path) -> dict[str, int]:
    """The same with threads of our own: slower itself, so requests a second are a lower bound."""
    place = urlsplit(address)
    turns, taken, bad = itertools.cycle(requests), [], []
    until = time.monotonic() + seconds

    def ask() -> None:
        line = http.client.HTTPConnection(place.hostname, place.port, timeout=20)
        while time.monotonic() < until:
            path, headers = next(turns)
            started = time.perf_counter()
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            answer.read()
            taken.append((time.perf_counter() - started) * 1e6)
            if answer.status >= 400:
                bad.append(answer.status)
        line.close()

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cut = statistics.quantiles(taken, n=100) if len(taken) > 1 else [0] * 99
    return {"requests": len(taken), "p50": cut[49], "p95": cut[94], "p99": cut[98], "errors": 0, "bad": len(bad)}


def shuffled(requests: list) -> list:
    """The same order at random every time, so that runs compare."""
    return random.Random(20240229).sample(requests, len(requests))
