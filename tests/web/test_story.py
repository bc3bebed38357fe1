"""From the form to the proof, page by page, without script."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.utils import timezone

from duly.cases.models import Case, Dispatch
from duly.cases.tasks import run_due

SHA256 = re.compile(r'name="reviewed_sha256"[^>]*value="([0-9a-f]{64})"')


def text_of(answer) -> str:
    return answer.content.decode()


def changed_copy(proof: bytes, *, name: str) -> bytes:
    """The same zip with one byte of one file changed, and sound as a zip."""
    out = BytesIO()
    with ZipFile(BytesIO(proof)) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = bytearray(old.read(entry))
            if entry.filename == name:
                content[len(content) // 2] ^= 1
            new.writestr(entry, bytes(content))
    return out.getvalue()


def sheet(visitor, token: str) -> dict[str, str]:
    """The hidden values of the send form, and the box ticked."""
    text = text_of(visitor.get(f"/case/{token}/review"))
    key = re.search(r'name="key"[^>]*value="([^"]+)"', text)
    sha256 = SHA256.search(text)
    assert key
    assert sha256, text[:4000]
    return {"reviewed_sha256": sha256[1], "key": key[1], "agreed": "on"}


@pytest.fixture
def sent(visitor, opened) -> str:
    """A case whose letter is sealed and whose print pack is made."""
    answer = visitor.post(f"/case/{opened}/send", sheet(visitor, opened))
    assert answer.status_code == 302, text_of(answer)[:3000]
    run_due()
    return opened


def test_the_review_shows_pages_fingerprint_envelope_and_price(visitor, opened):
    text = text_of(visitor.get(f"/case/{opened}/review"))
    assert f"/case/{opened}/page-1.png" in text
    assert f"/case/{opened}/envelope.png" in text
    assert SHA256.search(text)
    assert "$0.00" in text
    assert text.count('class="btn full"') == 1
    assert "checked" not in re.findall(r"<input[^>]*agreed[^>]*>", text)[0]


def test_the_pictures_are_pictures(visitor, opened):
    visitor.get(f"/case/{opened}/review")
    for name in ("page-1.png", "envelope.png"):
        answer = visitor.get(f"/case/{opened}/{name}")
        assert answer.content.startswith(b"\x89PNG")
    assert visitor.get(f"/case/{opened}/page-9.png").status_code == 404


def test_the_pdf_is_the_one_with_the_fingerprint(visitor, opened):
    from hashlib import sha256

    values = sheet(visitor, opened)
    content = visitor.get(f"/case/{opened}/letter.pdf").content
    assert sha256(content).hexdigest() == values["reviewed_sha256"]


def test_a_draft_changed_back_shows_the_letter_with_its_own_fingerprint(
    visitor, opened, typed
):
    from hashlib import sha256

    first = sheet(visitor, opened)["reviewed_sha256"]
    for city in ("Fresno", "San Diego"):
        version = Case.objects.get().version
        visitor.post(
            f"/case/{opened}/edit", typed | {"sender_city": city, "version": version}
        )
        text = text_of(visitor.get(f"/case/{opened}/review"))
    assert sheet(visitor, opened)["reviewed_sha256"] == first
    link = re.search(r'href="(/case/[^"]+/letter\.pdf\?of=[0-9a-f]+)"', text)
    assert link
    assert sha256(visitor.get(link[1]).content).hexdigest() == first


def test_without_the_box_nothing_is_sent(visitor, opened):
    values = sheet(visitor, opened)
    del values["agreed"]
    answer = visitor.post(f"/case/{opened}/send", values)
    assert answer.status_code == 422
    assert "Tick the box" in text_of(answer)
    assert not Dispatch.objects.exists()


def test_a_second_press_sends_nothing_twice(visitor, opened):
    values = sheet(visitor, opened)
    for _ in range(3):
        assert visitor.post(f"/case/{opened}/send", values).status_code == 302
    assert Dispatch.objects.count() == 1


def test_a_changed_letter_must_be_looked_at_again(visitor, opened, typed):
    values = sheet(visitor, opened)
    case = Case.objects.get()
    edited = visitor.post(
        f"/case/{opened}/edit",
        typed | {"sender_city": "Fresno", "version": case.version},
    )
    assert edited.status_code == 302
    answer = visitor.post(f"/case/{opened}/send", values)
    assert answer.status_code == 409
    assert "has changed since you looked" in text_of(answer)
    assert not Dispatch.objects.exists()


def test_two_windows_that_change_one_letter_are_both_shown(visitor, opened, typed):
    version = Case.objects.get().version
    first = typed | {"sender_city": "Fresno", "version": version}
    second = typed | {"sender_city": "Oakland", "version": version}
    assert visitor.post(f"/case/{opened}/edit", first).status_code == 302
    answer = visitor.post(f"/case/{opened}/edit", second)
    text = text_of(answer)
    assert answer.status_code == 409
    assert "changed in another window" in text
    assert 'value="Oakland"' in text
    assert 'value="Fresno"' in text_of(visitor.get(f"/case/{opened}/edit"))


def test_the_second_window_may_then_win(visitor, opened, typed):
    version = Case.objects.get().version
    visitor.post(
        f"/case/{opened}/edit", typed | {"sender_city": "Fresno", "version": version}
    )
    text = text_of(
        visitor.post(
            f"/case/{opened}/edit",
            typed | {"sender_city": "Oakland", "version": version},
        )
    )
    newer = re.search(r'name="version"\s+value="(\d+)"', text)
    assert newer
    answer = visitor.post(
        f"/case/{opened}/edit", typed | {"sender_city": "Oakland", "version": newer[1]}
    )
    assert answer.status_code == 302
    assert 'value="Oakland"' in text_of(visitor.get(f"/case/{opened}/edit"))


def test_a_letter_that_may_not_go_shows_the_reason_instead_of_the_button(
    visitor, typed
):
    typed |= {"free_text": "I send this as a certified letter with return receipt."}
    token = visitor.post("/write/us/aliexpress-vip/", typed).url.split("/")[2]
    text = text_of(visitor.get(f"/case/{token}/review"))
    assert "Not yet" in text
    assert 'name="agreed"' not in text
    assert f"/case/{token}/edit" in text


def test_while_nothing_works_the_queue_the_page_says_that_it_is_queued(visitor, opened):
    visitor.post(f"/case/{opened}/send", sheet(visitor, opened))
    text = text_of(visitor.get(f"/case/{opened}/"))
    assert "in the queue" in text
    assert "will not go twice" in text


def test_the_case_shows_both_fingerprints_and_the_print_pack(visitor, sent):
    text = text_of(visitor.get(f"/case/{sent}/"))
    assert "You looked at the file with the fingerprint" in text
    assert "The seal made of it the file with the fingerprint" in text
    assert "Download the print pack" in text
    assert "Our own record" in text


def test_a_print_pack_is_not_called_sent(visitor, sent):
    text = text_of(visitor.get(f"/case/{sent}/"))
    assert "LETTER SENT" not in text
    assert "Delivered" not in text


def test_a_paper_is_a_download(visitor, sent):
    text = text_of(visitor.get(f"/case/{sent}/"))
    number = re.search(rf"/case/{sent}/paper/(\d+)", text)
    assert number
    answer = visitor.get(f"/case/{sent}/paper/{number[1]}")
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert visitor.get(f"/case/{sent}/paper/999999").status_code == 404


def test_the_proof_of_the_case_holds_on_the_check_page(visitor, sent):
    from django.core.files.uploadedfile import SimpleUploadedFile

    proof = visitor.get(f"/case/{sent}/proof")
    assert proof.status_code == 200
    upload = SimpleUploadedFile("proof.asice", proof.content)
    text = text_of(visitor.post("/verify/", {"proof": upload}))
    assert "This proof holds." in text
    assert Case.objects.get().reference in text
    assert "✗ No" not in text
    assert text.count("? Not there") == 2, (
        "no witness and no renewal: that is not a yes"
    )
    assert "~ In part" in text, "our own clock alone"


def test_a_proof_with_one_changed_byte_does_not_hold(visitor, sent):
    from django.core.files.uploadedfile import SimpleUploadedFile

    proof = visitor.get(f"/case/{sent}/proof").content
    changed = changed_copy(proof, name="letter.pdf")
    upload = SimpleUploadedFile("proof.asice", changed)
    text = text_of(visitor.post("/verify/", {"proof": upload}))
    assert "This proof holds." not in text
    assert "✗ No" in text


def test_there_is_no_proof_before_the_seal(visitor, opened):
    answer = visitor.get(f"/case/{opened}/proof")
    assert answer.status_code == 409
    assert "no proof yet" in text_of(answer)


def test_the_code_on_the_letter_leads_to_a_page_without_a_person(visitor, sent):
    case = Case.objects.get()
    text = text_of(visitor.get(f"/v/{case.reference}"))
    assert "This letter was sealed here." in text
    digest = case.letters.get().letter_sha256
    assert digest[:8] in text
    for private in ("Ada", "Vale", "AliExpress", "Fern", sent):
        assert private not in text


def test_posting_it_is_kept_with_its_receipt(visitor, sent):
    from django.core.files.uploadedfile import SimpleUploadedFile

    receipt = SimpleUploadedFile("receipt.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    today = timezone.localdate()
    answer = visitor.post(
        f"/case/{sent}/posted",
        {"posted_on": today.isoformat(), "tracking_number": "", "receipt": receipt},
    )
    assert answer.status_code == 302
    text = text_of(visitor.get(f"/case/{sent}/"))
    assert "You posted it, by your own word" in text
    assert "receipt.png" in text
    assert "Sent. Now they must answer." in text


def test_a_mistyped_number_is_refused_and_the_day_stays(visitor, sent):
    today = timezone.localdate().isoformat()
    answer = visitor.post(
        f"/case/{sent}/posted", {"posted_on": today, "tracking_number": "RR123456788US"}
    )
    assert answer.status_code == 422
    assert today in text_of(answer)


@pytest.mark.parametrize(
    "number",
    ["98.00.123456.12345678", "3SABCD1234567", "12345678901 2", "0102 0120 6250 4587"],
)
def test_a_number_of_a_post_that_we_do_not_know_is_kept_as_it_stands(
    visitor, sent, number
):
    """Swiss, Dutch, Italian and other domestic numbers; the last has a length that Canada's have, too."""
    today = timezone.localdate().isoformat()
    answer = visitor.post(
        f"/case/{sent}/posted", {"posted_on": today, "tracking_number": number}
    )
    assert answer.status_code == 302
    assert "".join(number.split()) in text_of(visitor.get(f"/case/{sent}/"))


@pytest.mark.parametrize(
    "number",
    ["RR123456788DE", "9407300000000000000004", "hello", "1234", "lost the receipt"],
)
def test_a_number_that_cannot_be_is_refused(visitor, sent, number):
    today = timezone.localdate().isoformat()
    answer = visitor.post(
        f"/case/{sent}/posted", {"posted_on": today, "tracking_number": number}
    )
    assert answer.status_code == 422
    assert "Look at the receipt again" in text_of(answer)


def test_a_file_that_is_no_picture_is_refused(visitor, sent):
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = SimpleUploadedFile("receipt.html", b"<script>alert(1)</script>")
    values = {"posted_on": timezone.localdate().isoformat(), "receipt": page}
    answer = visitor.post(f"/case/{sent}/posted", values)
    assert answer.status_code == 422
    assert "Only PDF, JPEG and PNG" in text_of(answer)


def test_a_yes_needs_its_day(visitor, sent):
    answer = visitor.post(f"/case/{sent}/answer", {"verdict": "confirmed"})
    assert answer.status_code == 422
    assert "A yes without a day" in text_of(answer)


def test_a_yes_with_the_right_day_ends_the_case(visitor, sent):
    values = {"verdict": "confirmed", "confirmed_end": "2027-12-14"}
    assert visitor.post(f"/case/{sent}/answer", values).status_code == 302
    text = text_of(visitor.get(f"/case/{sent}/"))
    assert "They confirmed the end." in text
    assert "CONFIRMED" in text


def test_a_yes_with_a_later_day_is_shown_as_later(visitor, sent):
    values = {"verdict": "confirmed", "confirmed_end": "2028-12-14"}
    visitor.post(f"/case/{sent}/answer", values)
    assert "Later than you asked" in text_of(visitor.get(f"/case/{sent}/"))


def test_a_charge_after_the_end_gets_its_last_day_and_a_text(visitor, sent):
    charged_on = (timezone.localdate() - timedelta(days=3)).isoformat()
    values = {"paid_by": "visa", "charged_on": charged_on, "amount": "$59.00"}
    text = text_of(visitor.post(f"/case/{sent}/charged", values))
    assert "Last day to dispute it" in text
    assert "I dispute the charge of $59.00 by AliExpress VIP" in text
    assert f"/case/{sent}/proof" in text


def test_the_calendar_of_the_case_is_one(visitor, sent):
    assert visitor.get(f"/case/{sent}/calendar.ics").content.startswith(
        b"BEGIN:VCALENDAR"
    )


def test_another_way_names_its_price_on_its_own_button(visitor, sent):
    text = text_of(visitor.get(f"/case/{sent}/another-way"))
    assert re.search(r"Send it this way, .0\.00", text)
    assert visitor.get(f"/case/{sent}/another-way").status_code == 200
    assert Dispatch.objects.count() == 1


def test_another_way_sends_the_same_letter_once_more(
    visitor, sent, tmp_path, monkeypatch
):
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(tmp_path))
    values = {"channel": "drop_box", "key": "a-key-of-this-press"}
    for _ in range(2):
        assert visitor.post(f"/case/{sent}/another-way", values).status_code == 302
    assert Dispatch.objects.filter(channel="drop_box").count() == 1


def test_a_sealed_letter_can_no_longer_be_edited_or_sent_from_its_review(visitor, sent):
    for page in ("edit", "review"):
        assert visitor.get(f"/case/{sent}/{page}").url == f"/case/{sent}/"


def test_my_cases_lists_what_needs_me_first(visitor, sent):
    text = text_of(visitor.get("/my-cases/"))
    assert text.index("Needs you") < text.index("All cases")
    assert f"/case/{sent}/" in text


def test_another_browser_sees_nothing(sent, client):
    text = text_of(client.get("/my-cases/"))
    assert sent not in text
    assert "holds no case yet" in text


def test_a_forged_cookie_holds_nothing(sent, client):
    client.cookies["duly_cases"] = f"{sent}:forged"
    assert sent not in text_of(client.get("/my-cases/"))


@pytest.mark.parametrize(
    "page",
    ["", "review", "edit", "proof", "calendar.ics", "posted", "happened", "letter.pdf"],
)
def test_a_guessed_link_is_no_page(visitor, opened, page):
    assert visitor.get(f"/case/{'x' * 22}/{page}").status_code == 404


def test_a_deleted_case_is_gone_with_its_link(visitor, sent):
    assert "Delete this case?" in text_of(visitor.get(f"/case/{sent}/delete"))
    assert visitor.post(f"/case/{sent}/delete").status_code == 302
    assert visitor.get(f"/case/{sent}/").status_code == 404
    assert sent not in text_of(visitor.get("/my-cases/"))


def test_a_full_disk_sends_nothing_and_says_so(visitor, opened, monkeypatch):
    values = sheet(visitor, opened)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("duly.cases.actions.seal.put_file", full)
    answer = visitor.post(f"/case/{opened}/send", values)
    assert not Dispatch.objects.exists()
    assert answer.status_code == 507
    assert "no room" in text_of(answer)


def test_sending_has_a_daily_limit(visitor, opened):
    values = sheet(visitor, opened)
    answers = [
        visitor.post(f"/case/{opened}/send", values)
        for _ in range(settings.SENDS_PER_DAY + 1)
    ]
    assert answers[-1].status_code == 429
    assert Dispatch.objects.count() == 1


def test_pages_of_a_case_ask_the_database_a_fixed_number_of_times(
    visitor, sent, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        visitor.get(f"/case/{sent}/")
    with django_assert_max_num_queries(3):
        visitor.get("/my-cases/")


def test_a_file_in_the_drop_box_is_not_called_sent(
    visitor, sent, tmp_path, monkeypatch
):
    monkeypatch.setenv("DULY_DROP_BOX_FOLDER", str(tmp_path))
    visitor.post(
        f"/case/{sent}/another-way",
        {"channel": "drop_box", "key": "a-key-of-this-press"},
    )
    run_due()
    text = text_of(visitor.get(f"/case/{sent}/"))
    assert text.count("Nothing has left this site") == 2, "above and in the timeline"
    assert "LETTER SENT" not in text
    assert "It has left" not in text
