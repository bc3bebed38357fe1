"""Papers go along: named in the letter, printed behind it, sealed by digest, and in the proof as they came."""

from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from duly.cases.actions.attempt import attempt_dispatch
from duly.cases.actions.bundle import issue_bundle
from duly.cases.actions.draft import OpenedCase, Sealed, change_case, draft_of
from duly.cases.actions.enclose import enclose, take_out
from duly.cases.actions.seal import Blocked, review
from duly.cases.envelope import sealed_letter
from duly.cases.files import read_file
from duly.cases.models import Case
from duly.channels import channel
from duly.evidence.keys import open_keys
from duly.evidence.verify import verify_bundle
from duly.letters.flatten import BadEnclosure
from tests.cases.test_letter import press_send
from tests.channels.doubles import lob
from tests.channels.lob.test_whole_way import DOCUMENT
from tests.letters.test_flatten import LETTER, pdf, picture

pytestmark = pytest.mark.django_db

CONTRACT = pdf(LETTER, LETTER)
PHOTO = picture("JPEG")


@pytest.fixture
def document() -> dict[str, object]:
    return {**DOCUMENT, "channel": "drop_box"}


@pytest.fixture
def with_papers(opened: OpenedCase, now: datetime) -> Case:
    enclose(opened.case, name="contract.pdf", content=CONTRACT, now=now)
    enclose(opened.case, name=r"C:\pictures\receipt 🙂.jpg", content=PHOTO, now=now)
    return Case.objects.get(pk=opened.case.pk)


def test_the_letter_names_each_paper_with_its_pages(
    with_papers: Case, now: datetime
) -> None:
    found = review(with_papers, now=now)
    assert found.letter is not None, found.findings
    assert found.draft.composed is not None
    assert (
        "Enclosures: contract.pdf (2 p.); receipt -.jpg (1 p.)"
        in found.draft.composed.text
    )


def test_the_seal_binds_the_copy_for_the_printer_and_each_paper(
    with_papers: Case, drop_box: Path, now: datetime, home: Path
) -> None:
    dispatch = press_send(with_papers, now)
    letter = sealed_letter(dispatch)
    assert letter.print_pdf is not None
    with pikepdf.open(BytesIO(letter.print_pdf)) as copy:
        assert len(copy.pages) == letter.pages
        assert len({tuple(map(float, page.mediabox)) for page in copy.pages}) == 1
        assert "/AcroForm" not in copy.Root, "the copy carries no signature"
    assert letter.pages == dispatch.letter.pages + 3
    sealed = dispatch.case.events.get(name="letter.sealed").payload
    assert sealed["print_sha256"] == sha256(letter.print_pdf).hexdigest()
    assert sealed["print_sha256"] != sealed["letter_sha256"]
    assert [e["original_sha256"] for e in sealed["enclosures"]] == [
        sha256(CONTRACT).hexdigest(),
        sha256(PHOTO).hexdigest(),
    ]
    proof = issue_bundle(dispatch.case, now=now)
    with ZipFile(BytesIO(proof)) as bundle:
        held = {
            sha256(bundle.read(name)).hexdigest()
            for name in bundle.namelist()
            if name.startswith("sources/")
        }
    assert {sealed["print_sha256"], sha256(PHOTO).hexdigest()} <= held
    assert verify_bundle(proof, roots=open_keys(home / "keys", now=now).roots).ok


def test_a_letter_alone_is_its_own_copy(
    opened: OpenedCase, drop_box: Path, now: datetime
) -> None:
    dispatch = press_send(opened.case, now)
    sealed = dispatch.case.events.get(name="letter.sealed").payload
    assert sealed["print_sha256"] == sealed["reviewed_sha256"]
    assert "enclosures" not in sealed
    assert not dispatch.case.exhibits.filter(kind="print_copy").exists()


def test_the_carrier_prints_and_prices_all_of_it(
    with_papers: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, now: datetime
) -> None:
    double = lob.stand_in(channel("lob"), monkeypatch, tmp_path)
    dispatch = press_send(with_papers, now, channel="lob")
    attempt_dispatch(dispatch.pk, attempt_no=1, owner="test", clock=lambda: now)
    assert len(double.letters) == 1
    letter = sealed_letter(dispatch)
    quote = channel("lob").quote(
        letter=letter, origin="US", destination="US", today=now.date()
    )
    assert quote.total.amount == 999 + 20 * (letter.pages - 1)


def test_more_pages_than_the_carrier_prints_are_not_even_sealed(
    opened: OpenedCase,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """To Berlin this carrier takes six."""
    lob.stand_in(channel("lob"), monkeypatch, tmp_path)
    case = opened.case
    lines = ["Acme GmbH", "Weg 1", "10115 Berlin", "Germany"]
    abroad = {**draft_of(case), "recipient": {"name": "Acme GmbH", "address": {"country": "DE", "lines": lines}}}  # fmt: skip
    abroad["matter"] = {**abroad["matter"], "recipient_place": "DE"}
    change_case(case, abroad, version=case.version, now=now)
    enclose(case, name="contract.pdf", content=pdf(*[LETTER] * 6), now=now)
    with pytest.raises(Blocked, match="7 pages; this carrier takes 6 there"):
        press_send(case, now, channel="lob")
    assert not case.letters.exclude(sealed_at=None).exists()
    press_send(case, now, channel="drop_box")


def test_a_message_has_the_papers_with_it(
    with_papers: Case, drop_box: Path, now: datetime
) -> None:
    from email import message_from_bytes

    dispatch = press_send(with_papers, now)
    attempt_dispatch(dispatch.pk, attempt_no=1, owner="test", clock=lambda: now)
    (file,) = drop_box.glob("*.eml")
    names = [p.get_filename() for p in message_from_bytes(file.read_bytes()).walk()]
    assert [n for n in names if n][1:] == ["contract.pdf", "receipt -.pdf"]


def test_the_same_paper_twice_goes_once_and_can_be_taken_out(
    with_papers: Case, now: datetime
) -> None:
    before = draft_of(with_papers)["enclosures"]
    enclose(with_papers, name="again.pdf", content=CONTRACT, now=now)
    assert draft_of(with_papers)["enclosures"] == before
    take_out(with_papers, original_sha256=before[0]["original_sha256"], now=now)
    (left,) = draft_of(Case.objects.get(pk=with_papers.pk))["enclosures"]
    assert left["title"] == "receipt -.jpg"


def test_another_paper_of_the_same_name_is_the_one_that_goes(
    opened: OpenedCase, drop_box: Path, now: datetime
) -> None:
    """Letter and name are the same, so the reviewed page is the same; the paper is not."""
    case = opened.case
    first = enclose(case, name="paper.png", content=picture("PNG"), now=now)
    assert review(case, now=now).letter is not None
    take_out(case, original_sha256=first.original_sha256, now=now)
    other = picture("PNG", size=(200, 300))
    second = enclose(case, name="paper.png", content=other, now=now)
    dispatch = press_send(case, now)
    assert sealed_letter(dispatch).enclosures[0].content == read_file(
        case, second.sha256
    )
    sealed = case.events.get(name="letter.sealed").payload
    assert sealed["enclosures"][0]["original_sha256"] == sha256(other).hexdigest()


def test_changing_the_letter_keeps_the_papers(with_papers: Case, now: datetime) -> None:
    document = {k: v for k, v in draft_of(with_papers).items() if k != "enclosures"}
    change_case(with_papers, document, version=with_papers.version, now=now)
    assert len(draft_of(with_papers)["enclosures"]) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.4" + b"x" * 20_000_001, "larger than 20 MB"),
        (pdf(*[LETTER] * 18), "It has 18 pages, and 17 more can go along"),
        (b"MZ a program", "Only PDF, JPEG and PNG"),
    ],
    ids=["empty", "large", "long", "program"],
)
def test_a_bad_paper_is_refused_and_changes_nothing(
    with_papers: Case, now: datetime, content: bytes, said: str
) -> None:
    before = draft_of(with_papers)
    with pytest.raises(BadEnclosure, match=said):
        enclose(with_papers, name="bad.pdf", content=content, now=now)
    assert draft_of(with_papers) == before


def test_after_the_seal_no_paper_is_added(
    with_papers: Case, drop_box: Path, now: datetime
) -> None:
    press_send(with_papers, now)
    case = Case.objects.get(pk=with_papers.pk)
    with pytest.raises(Sealed):
        enclose(case, name="late.png", content=picture("PNG"), now=now)
