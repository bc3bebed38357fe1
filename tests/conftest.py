"""What all tests share: a data folder of their own, no sockets, no sleep, and the people of the stories."""

import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
import hypothesis
import pytest
from django.utils import translation

# Before anything reads the settings.
HOME = Path(tempfile.mkdtemp(prefix="duly-test-"))
os.environ["DULY_HOME"] = str(HOME)
# The browser driver keeps an event loop in this thread, and Django would refuse its database beside one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duly.config.settings")
for name in [
    name
    for name in os.environ
    if name.startswith("DULY_")
    and name
    not in {
        "DULY_HOME",
        "DULY_TEST_REQUIRE",
        "DULY_TEST_SOAK",
        "DULY_SHARED_DATA",
        "DULY_SHARED_FACTS",
    }
]:
    del os.environ[name]

# Named here and not in pyproject.toml: there the plugin would read the settings before this folder is set.
django.setup()

# The same examples in every run of the gate; new ones on a developer's machine, where somebody can look.
UNHURRIED = {
    "deadline": None,
    "suppress_health_check": [hypothesis.HealthCheck.too_slow],
}
hypothesis.settings.register_profile("gate", derandomize=True, **UNHURRIED)
hypothesis.settings.register_profile("developer", **UNHURRIED)
is_gate = os.environ.get("DULY_TEST_REQUIRE") == "all"
hypothesis.settings.load_profile("gate" if is_gate else "developer")

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = Path(os.environ.get("DULY_SHARED_DATA", ROOT.parent / "shared" / "data"))
FROZEN_NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def require(program: str, package: str) -> str:
    """The path of a program that a test drives; without it the test is skipped, or fails where all are required."""
    found = shutil.which(program) or (program if Path(program).exists() else None)
    if found is None:
        message = f"{program} is not here: install {package}"
        if os.environ.get("DULY_TEST_REQUIRE") == "all":
            pytest.fail(message)
        pytest.skip(message)
    return found


def shared_data(name: str) -> Path:
    """A file or folder of the public data beside the project; tests that read it are skipped where it is absent."""
    path = SHARED_DATA / name
    if not path.exists():
        pytest.skip("skipped: shared data not present")
    return path


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """The processes of a parallel run make a data folder each: they must not inherit this one's settings."""
    if getattr(config.option, "numprocesses", None):
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.fixture(scope="session", autouse=True)
def home() -> Iterator[Path]:
    """Keys and secrets, made once."""
    from duly.cli.stored.init import make_keys_and_secrets

    make_keys_and_secrets(HOME, now=FROZEN_NOW)
    yield HOME
    shutil.rmtree(HOME, ignore_errors=True)


# An index over public data: it takes a second to make, and no test changes it.
LEFT_ALONE = "search.sqlite3"


@pytest.fixture(scope="session")
def pristine(home: Path) -> dict[Path, bytes]:
    """The data folder as every test finds it."""
    return {path: path.read_bytes() for path in _files(home)}


@pytest.fixture(autouse=True)
def the_same_data_folder_afterwards(
    home: Path, pristine: dict[Path, bytes]
) -> Iterator[None]:
    """Mail, files, logs and keys that a test left would be found by the next one."""
    yield
    for path in set(_files(home)) - pristine.keys():
        path.unlink(missing_ok=True)
    for path, content in pristine.items():
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _files(home: Path) -> list[Path]:
    return [
        Path(folder, name)
        for folder, _, names in os.walk(home)
        for name in names
        if not name.startswith(LEFT_ALONE)
    ]


@pytest.fixture(autouse=True)
def no_sockets_and_no_sleep(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only tests marked `real` may open a socket or wait."""
    if request.node.get_closest_marker("real") or request.node.get_closest_marker(
        "soak"
    ):
        return

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("this test opens a socket; mark it `real` if it must")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    def refuse_sleep(seconds: float) -> None:
        raise AssertionError(f"this test sleeps for {seconds} s")

    monkeypatch.setattr(time, "sleep", refuse_sleep)


@pytest.fixture(autouse=True)
def the_same_umask_afterwards() -> Iterator[None]:
    """Commands close the data folder to others; what a later test writes for Postfix must stay readable."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def the_same_language_afterwards() -> Iterator[None]:
    """A page leaves the language of its reader behind, and the next test would be answered in it."""
    yield
    translation.deactivate()


@pytest.fixture
def now() -> datetime:
    return FROZEN_NOW


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long runs only on request; servers of one kind in one process, so that they start once a run."""
    for item in items:
        if item.get_closest_marker("soak") and not os.environ.get("DULY_TEST_SOAK"):
            item.add_marker(pytest.mark.skip(reason="a long run: make soak"))
