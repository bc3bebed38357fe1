"""Kill -9 at a line of our code, then see what the next worker makes of it.

Django is loaded once. For each line the data folder is put back, a fork runs to the line and kills itself,
and then the case is finished as the sweeper and the next worker would. One JSON line a death on stdout.
`python -m tests.channels.registered_email.killing STORY all|writing FIRST STEP`
"""

import gc
import json
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests import conftest as site  # first: it makes the data folder and loads Django
from tests.channels.registered_email.conftest import FaultServer

SOURCES = f"{site.ROOT / 'src' / 'duly'}/"
WRITING = ("cases/", "channels/")


@dataclass
class StoringServer(FaultServer):
    """In a process of its own, so that forks inherit none of its sockets; each message is a file in `folder`."""

    folder: Path = field(default_factory=lambda: site.HOME / "received")

    def begin(self) -> None:
        self.folder.mkdir()
        self.start()
        self.stop.set()
        self.thread.join()
        self.pid = os.fork()
        if self.pid == 0:
            self.stop.clear()
            self.stored = Files(self.folder)
            self.serve()
        self.listener.close()

    def messages(self) -> list[bytes]:
        """What it has stored; it answers one caller at a time, so that a greeting says it is done with the last."""
        with socket.create_connection(("127.0.0.1", self.port)) as caller:
            caller.recv(100)
            caller.sendall(b"quit\r\n")
        return [path.read_bytes() for path in sorted(self.folder.iterdir())]


class Files(list[bytes]):
    """A list that other processes can read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def append(self, body: bytes) -> None:
        beside = self.folder.parent / "arriving"
        beside.write_bytes(body)
        beside.rename(self.folder / f"{len(list(self.folder.iterdir())):04}")


@contextmanager
def watched(on_line: Callable[[str], None]) -> Iterator[None]:
    """Call `on_line` before each line of ours: the line and the lines that called it, so that each way to a line counts."""

    def way_to(frame: Any) -> str:
        steps = []
        while frame is not None:
            name = frame.f_code.co_filename
            if name.startswith(SOURCES):
                steps.append(f"{name.removeprefix(SOURCES)}:{frame.f_lineno}")
            frame = frame.f_back
        return " < ".join(steps)

    def enter(frame: Any, _event: str, _: object) -> Any:
        code = frame.f_code
        if not code.co_filename.startswith(SOURCES) or code.co_name == "<module>":
            return None
        above, seen = None, set()

        def local(frame: Any, event: str, _: object) -> Any:
            nonlocal above
            if event == "line" and frame.f_lineno not in seen:
                seen.add(frame.f_lineno)
                above = way_to(frame.f_back) if above is None else above
                name = code.co_filename.removeprefix(SOURCES)
                on_line(f"{name}:{frame.f_lineno} < {above}")
            return local

        return local

    sys.settrace(enter)
    try:
        yield
    finally:
        sys.settrace(None)


def forked(work: Callable[[], Any]) -> Any:
    """What `work` returned in a fork (as JSON), or the signal that ended it."""
    near, far = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            answer = json.dumps(work()).encode()
            with os.fdopen(far, "wb") as pipe:
                pipe.write(answer)
            code = 0
        finally:
            os._exit(code)
    os.close(far)
    with os.fdopen(near, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status)
    if status:
        raise ChildProcessError(f"exit {os.WEXITSTATUS(status)}")
    return json.loads(answer)


def every_line(act: Callable[[], Any]) -> list[str]:
    """Every line that `act` runs through, in order, once for each way to it."""
    seen: dict[str, None] = {}
    with watched(seen.setdefault):
        act()
    return list(seen)


def chosen(lines: list[str], choice: str) -> list[str]:
    """`all`: every way to every line. `writing`: each line of the packages that write or talk, by its last way.

    The books only compute: a death in one leaves what a death at the calling line leaves.
    """
    if choice == "all":
        return lines
    last = {line.split(" < ")[0]: line for line in lines}
    return [way for line, way in last.items() if line.startswith(WRITING)]


def die_at(line: str, act: Callable[[], Any]) -> None:
    def die(reached: str) -> None:
        if reached == line:
            os.kill(os.getpid(), signal.SIGKILL)

    with watched(die):
        act()


class Stage:
    """The data folder as it was before the act, to be put back before each death."""

    def __init__(self) -> None:
        self.kept = site.HOME.with_name(f"{site.HOME.name}-kept")
        self.kept.mkdir()

    def keep(self) -> None:
        self._copy(site.HOME, self.kept)

    def put_back(self) -> None:
        self._copy(self.kept, site.HOME)

    def _copy(self, near: Path, far: Path) -> None:
        from django.db import connections

        connections.close_all()
        for old in far.glob("duly.sqlite3*"):
            old.unlink()
        shutil.rmtree(far / "files", ignore_errors=True)
        for path in near.glob("duly.sqlite3*"):
            shutil.copy(path, far)
        shutil.copytree(near / "files", far / "files")


def prepared() -> None:
    """Keys and tables in the data folder."""
    from django.core.management import call_command

    from duly.cli.stored.init import make_keys_and_secrets

    make_keys_and_secrets(site.HOME, now=site.FROZEN_NOW)
    call_command("migrate", interactive=False, verbosity=0)


def main(story_name: str, choice: str, first: int, step: int) -> None:
    from tests.channels.registered_email.kill_stories import STORIES

    prepared()
    server = StoringServer()
    server.begin()
    stage = Stage()
    try:
        story = STORIES[story_name](server)
        stage.keep()
        story.act()  # what a process makes once is made here, for all forks
        stage.put_back()
        gc.freeze()
        lines = chosen(forked(lambda: every_line(story.act)), choice)
        for line in lines[first::step]:
            stage.put_back()
            story.before = len(server.messages())
            died = forked(partial(die_at, line, story.act))
            told = {"line": line, "died": died == signal.SIGKILL}
            print(json.dumps({**told, **story.finish()}), flush=True)
    finally:
        os.kill(server.pid, signal.SIGKILL)
        os.waitpid(server.pid, 0)
        for folder in (site.HOME, stage.kept):
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
