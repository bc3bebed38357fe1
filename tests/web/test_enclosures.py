"""Papers on the review page: added, shown, taken out, refused with a sentence."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duly.channels import channel
from tests.channels.doubles import lob
from tests.letters.test_flatten import LETTER, pdf
from tests.web.test_story import text_of


def add(visitor, token: str, content: bytes, name: str = "contract.pdf"):
    paper = SimpleUploadedFile(name, content, "application/pdf")
    return visitor.post(f"/case/{token}/enclosures", {"paper": paper})


def test_a_paper_is_shown_as_it_will_be_printed_and_named_in_the_letter(
    visitor, opened
):
    before = text_of(visitor.get(f"/case/{opened}/review"))
    assert "Only the letter goes into the envelope" in before
    assert re.search(r"1 sheet, about 1\d g", before)
    assert add(visitor, opened, pdf(LETTER, LETTER)).status_code == 302
    text = text_of(visitor.get(f"/case/{opened}/review"))
    assert "contract.pdf, 2 pages" in text
    assert "Enclosures: contract.pdf (2 p.)" in text
    assert re.search(r"3 sheets, about 2\d g", text)
    for page in (1, 2):
        shown = visitor.get(f"/case/{opened}/enclosure-1-{page}.png")
        assert shown.content.startswith(b"\x89PNG")
    assert visitor.get(f"/case/{opened}/enclosure-1-3.png").status_code == 404
    assert visitor.get(f"/case/{opened}/enclosure-2-1.png").status_code == 404


def test_it_is_taken_out_again(visitor, opened):
    add(visitor, opened, pdf(LETTER))
    text = text_of(visitor.get(f"/case/{opened}/review"))
    sha256 = re.search(r'name="original_sha256"\s+value="([0-9a-f]{64})"', text)
    assert sha256
    visitor.post(
        f"/case/{opened}/enclosures/remove", {"original_sha256": sha256.group(1)}
    )
    text = text_of(visitor.get(f"/case/{opened}/review"))
    assert "Only the letter goes into the envelope" in text
    assert "Enclosures:" not in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ a program", "Only PDF, JPEG and PNG"),
        (pdf(LETTER, password="x"), "locked with a password"),
        (b"", "The file is empty"),
    ],
    ids=["program", "locked", "empty"],
)
def test_a_bad_paper_is_refused_beside_the_field(visitor, opened, content, said):
    answer = add(visitor, opened, content)
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_nobody_sees_the_papers_of_another_case(visitor, opened):
    add(visitor, opened, pdf(LETTER))
    assert visitor.get("/case/cleo-guesses/enclosure-1-1.png").status_code == 404


def test_more_than_the_envelope_takes_is_said_beside_the_papers(visitor, opened):
    add(visitor, opened, pdf(*[LETTER] * 5))
    text = text_of(visitor.get(f"/case/{opened}/review"))
    assert "6 sheets" in text
    assert "Take a large envelope" not in text
    add(visitor, opened, pdf(LETTER, LETTER), name="second.pdf")
    text = text_of(visitor.get(f"/case/{opened}/review"))
    assert "8 sheets are more than the usual envelope takes" in text
    assert "Take a large envelope" in text


def test_a_carrier_chooses_its_own_envelope(visitor, typed, monkeypatch, tmp_path):
    lob.stand_in(channel("lob"), monkeypatch, tmp_path)
    typed["channel"] = "lob"
    token = visitor.post("/write/us/aliexpress-vip/", typed).url.split("/")[2]
    add(visitor, token, pdf(*[LETTER] * 5))
    text = text_of(visitor.get(f"/case/{token}/review"))
    assert "pages: 7" in text, "the letter, the papers and the sheet with the address"
    assert "Take a large envelope" not in text


def test_what_the_carrier_would_refuse_cannot_be_sent_there(
    visitor, typed, monkeypatch, tmp_path
):
    """To Hong Kong it takes six pages."""
    lob.stand_in(channel("lob"), monkeypatch, tmp_path)
    typed["channel"] = "lob"
    token = visitor.post("/write/us/aliexpress-vip/", typed).url.split("/")[2]
    add(visitor, token, pdf(*[LETTER] * 6))
    text = text_of(visitor.get(f"/case/{token}/review"))
    assert "The letter has 7 pages; this carrier takes 6 there." in text
    assert f'action="/case/{token}/send"' not in text
