"""Send, retry, remind and sweep (worker process only)."""

import argparse
import signal
import threading
from types import FrameType

from duly.cli.stored._home import set_up_django


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="duly worker", description=__doc__)
    parser.add_argument("--slots", type=int, help="sendings at once")
    parser.add_argument(
        "--name", default="worker-1", help="stable name of this worker; never two alike"
    )
    options = parser.parse_args(arguments)
    if options.slots:
        import os

        os.environ["DULY_WORKER_SLOTS"] = str(options.slots)
    set_up_django()
    from duly.cases.tasks import work

    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    work(slot=options.name, stop=stop)
    return 0
