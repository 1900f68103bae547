"""Turns at the child processes: bounded in each web process and over all of them, and none keeps readers waiting."""

import os
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from briefings.importing.lines import CannotRead
from briefings.importing.readers import child
from briefings.work_queue import WAITING, Busy, WorkQueue

ROOT = Path(__file__).resolve().parents[2]
THREADS = 4  # of a web process: .ci/serve and portal/OPERATING.md
LONG = 60  # seconds: nothing here waits so long


def held_elsewhere(folder: Path, *, slow: bool, how_many: int):
    """Other processes that each hold a turn until their input ends."""
    program = (
        "import sys; from pathlib import Path; from briefings.work_queue import WorkQueue\n"
        f"queue = WorkQueue(Path({str(folder)!r}), at_once=3)\n"
        f"with queue.turn(slow={slow}): print('held', flush=True); sys.stdin.read()"
    )
    others = [
        subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(how_many)
    ]
    for one in others:
        assert one.stdout.readline() == b"held\n"
    return others


def ended(others) -> None:
    for one in others:
        one.kill()
        one.communicate()


def test_threads_that_work_or_wait_leave_one_of_each_web_process_to_readers(tmp_path):
    queue = WorkQueue(tmp_path / "turns")
    go, results, started = threading.Event(), [], threading.Barrier(13)

    def work(slow: bool) -> None:
        started.wait()
        try:
            with queue.turn(slow=slow, seconds=LONG):
                go.wait()
            results.append("done")
        except Busy:
            results.append("busy")
            if len(results) == 12 - (2 + WAITING):
                go.set()  # only now: whoever is not refused is still there

    threads = [threading.Thread(target=work, args=(slow,)) for slow in (True, False) for _ in range(6)]
    for one in threads:
        one.start()
    started.wait()
    for one in threads:
        one.join()

    assert results.count("done") == 2 + WAITING < THREADS
    assert results.count("busy") == 12 - (2 + WAITING)


def test_processes_share_the_places_of_the_machine_and_slow_work_leaves_one_to_quick_work(tmp_path):
    folder = tmp_path / "turns"
    queue = WorkQueue(folder, at_once=3)
    others = held_elsewhere(folder, slow=True, how_many=2)

    with pytest.raises(Busy), queue.turn(slow=True, seconds=0):
        pass
    with queue.turn(slow=False, seconds=0):
        pass

    more = held_elsewhere(folder, slow=False, how_many=1)
    with pytest.raises(Busy), queue.turn(slow=False, seconds=0):
        pass
    ended(others + more)
    with queue.turn(slow=True, seconds=LONG), queue.turn(slow=False, seconds=LONG):
        pass  # the system freed the places of processes that were ended


def test_turn_is_given_back_when_its_work_fails(tmp_path):
    queue = WorkQueue(tmp_path / "turns", at_once=2)
    for slow in (True, False, True):
        with pytest.raises(CannotRead), queue.turn(slow=slow, seconds=0):
            raise CannotRead("words")

    assert not queue._held


def test_forked_process_begins_without_the_turns_of_its_parent(tmp_path):
    queue = WorkQueue(tmp_path / "turns", at_once=2)
    with ExitStack() as held:
        held.enter_context(queue.turn(slow=True, seconds=0))
        child_process = os.fork()
        if child_process == 0:
            queue.after_fork()
            try:
                with queue.turn(slow=True, seconds=0):
                    os._exit(1)
            except Busy:  # its parent holds the only place for slow work
                with queue.turn(slow=False, seconds=0):
                    os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child_process, 0)[1]) == 0
    with queue.turn(slow=True, seconds=0):
        pass


def test_folder_of_another_user_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 12345)

    with pytest.raises(PermissionError, match="Remove"), WorkQueue(tmp_path).turn(slow=False):
        pass


def test_child_processes_give_way_to_web_processes():
    done = subprocess.run(
        [sys.executable, "-c", "import os; from briefings.work_queue import give_way; give_way(); print(os.nice(0))"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert int(done.stdout) > os.nice(0)
    assert child.give_way.__module__ == "briefings.work_queue"
