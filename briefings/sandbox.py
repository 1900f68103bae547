"""The second guard around a child process that works on what somebody wrote or uploaded.

The first is what the child is given: bytes, and no address. This one holds if a library can be made to do more. It
imports nothing of ours, because the child has nothing of ours to spare.
"""

import os
import site
import sys
import sysconfig
from typing import Any

_REACHES_OUT = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.spawn", "ctypes.dlopen",
    "urllib.", "os.kill",
)  # fmt: skip
# What opens, lists or changes files without an "open" of Python's.
_TOUCHES_FILES = (
    "os.listdir", "os.scandir", "os.walk", "os.fwalk", "glob.", "pathlib.", "os.chdir", "os.mkdir", "os.rmdir",
    "os.remove", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.chflags",
    "os.lockf", "os.utime", "os.setxattr", "os.getxattr", "os.listxattr", "os.removexattr", "os.add_dll_directory",
    "shutil.", "tempfile.", "sqlite3.", "fcntl.", "dbm.", "shelve.",
)  # fmt: skip
_OUTSIDE = "A child process may not reach outside."
_NO_FILE = "A child process may open no other file."
_CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _readable() -> tuple[str, ...]:
    """The standard library and the installed packages, and no more: the prefix of Debian's Python is /usr."""
    of_python = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix, "installed_base": sys.base_prefix,
                 "installed_platbase": sys.base_exec_prefix}  # fmt: skip
    places = [sysconfig.get_path(name, vars=of_python) for name in ("stdlib", "platstdlib")] + site.getsitepackages()
    return tuple(f"{os.path.realpath(place)}{os.sep}" for place in places)


_READABLE = _readable()


def enter() -> None:
    """Close this process: no connection, no program, no file but those of the standard library and the packages.

    It cannot be undone. Anything else raises PermissionError, with the same message whether or not a file is there.
    """
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event == "open":
        _refuse_file(*args)
    elif event.startswith(_REACHES_OUT):
        raise PermissionError(_OUTSIDE)
    elif event.startswith(_TOUCHES_FILES):
        # Importing lists the folders of packages, so those may be listed.
        if event not in ("os.listdir", "os.scandir") or not _may_read(args[0]):
            raise PermissionError(_NO_FILE)


def _refuse_file(name: Any, _mode: str | None, flags: int) -> None:
    if isinstance(name, int):
        return  # open already
    if flags & _CHANGES or not _may_read(name):
        raise PermissionError(_NO_FILE)


def _may_read(name: Any) -> bool:
    """Whether a name leads to a file of Python's. It is resolved: "/usr/../etc/passwd" only looks like one."""
    try:
        leads_to = os.path.realpath(os.fsdecode(name))
    except (OSError, TypeError, ValueError):
        return False
    return f"{leads_to}{os.sep}".startswith(_READABLE)
