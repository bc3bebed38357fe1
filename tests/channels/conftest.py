"""What every channel's tests use: one sealed letter of Ada's, and the frozen day."""

import importlib.util
import sys
from contextlib import ExitStack
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest

from duly.channels import SealedLetter, channel, channel_names
from duly.kit.address import Address

DOUBLES = Path(__file__).parent / "doubles"
DOUBLED = [name for name in channel_names() if (DOUBLES / f"{name}.py").exists()]
OVER_HTTP = " over http"


def blank_pdf(*, pages: int = 1) -> bytes:
    """A PDF with nothing on it, in US letter size."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(612, 792))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture(scope="session")
def letter_pdf() -> bytes:
    return blank_pdf(pages=2)


@pytest.fixture
def sealed(letter_pdf) -> SealedLetter:
    """Ada in San Francisco writes to Test Acme."""
    return SealedLetter(
        reference="D-7K3M-9Q2T",
        pdf=letter_pdf,
        sha256=sha256(letter_pdf).hexdigest(),
        pages=2,
        language="en",
        subject="Notice of termination",
        text="I end the contract.",
        sender_name="Ada Byron",
        sender_address=Address(
            country="US",
            name="Ada Byron",
            street_address="12 Market Street",
            city="San Francisco",
            country_area="CA",
            postal_code="94105",
        ),
        sender_email="ada@example.org",
        recipient_name="Test Acme Inc.",
        public_url="https://duly.example/sealed/D-7K3M-9Q2T",
        post_by=date(2026, 3, 9),
    )


@pytest.fixture
def acme() -> Address:
    return Address(
        country="US",
        company_name="Test Acme Inc.",
        street_address="400 Example Avenue\nSuite 4",
        city="San Mateo",
        country_area="CA",
        postal_code="94402",
    )


def double_of(name: str) -> ModuleType:
    """The stand-in of a carrier, from the folder beside this file."""
    full = f"doubles_{name}"
    if full not in sys.modules:
        path = DOUBLES / f"{name}.py"
        spec = importlib.util.spec_from_file_location(full, path)
        sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[full])
    return sys.modules[full]


@pytest.fixture
def doubles():
    """`doubles("lob")` is the module of that carrier's stand-in."""
    return double_of


@pytest.fixture
def stand_in(request, monkeypatch, tmp_path, doubles):
    """`stand_in("pingen over http")`: the channel, and its double on that line."""
    monkeypatch.setenv("DULY_HOME", str(tmp_path))
    with ExitStack() as lines:

        def stand_in(wanted):
            name = wanted.removesuffix(OVER_HTTP)
            way = channel(name)
            if name not in DOUBLED:
                return way, None
            double = doubles(name).stand_in(way, monkeypatch, tmp_path)
            if wanted != name:
                monkeypatch.setattr(way, "transport", None)
                url = lines.enter_context(double.serving())
                monkeypatch.setenv(f"DULY_{name.upper()}_BASE_URL", url)
                lines.callback(way.held.close)
            return way, double

        yield stand_in
