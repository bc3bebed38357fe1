"""Which of the carrier's services: labelled by what it proves, priced anew, and the one that is ordered."""

import pytest

from duly.cases.models import Case
from duly.cases.tasks import run_due
from duly.channels import channel
from tests.channels.doubles import lob
from tests.web.test_story import sheet, text_of

TO_SAN_MATEO = {
    "recipient_to": "typed",
    "recipient_name": "Test Acme Inc.",
    "recipient_lines": "400 Cedar Avenue, Suite 4\nSan Mateo, CA 94402",
    "recipient_country": "US",
    "channel": "lob",
}


@pytest.fixture
def double(monkeypatch, tmp_path) -> lob.LobDouble:
    return lob.stand_in(channel("lob"), monkeypatch, tmp_path)


@pytest.fixture
def token(visitor, typed, double) -> str:
    answer = visitor.post("/write/us/aliexpress-vip/", {**typed, **TO_SAN_MATEO})
    assert answer.status_code == 302, text_of(answer)[:3000]
    found: str = answer.url.split("/")[2]
    return found


def test_the_strongest_is_chosen_until_the_person_takes_another(visitor, token):
    text = text_of(visitor.get(f"/case/{token}/review"))
    assert "Which service?" in text
    assert text.count(">Chosen<") == 1
    assert "Take Certified Mail with electronic return receipt" not in text
    assert "Proves nothing: neither that you sent it nor that it came" in text
    assert "$9.99" in text


def test_the_one_taken_is_priced_kept_and_ordered(visitor, token, double):
    answer = visitor.post(f"/case/{token}/service", {"service": "first_class"})
    assert answer.status_code == 302
    text = text_of(visitor.get(f"/case/{token}/review"))
    assert "$1.40" in text, "a page, and the carrier's page with the address"
    assert "Take Certified Mail with electronic return receipt" in text
    visitor.post(f"/case/{token}/send", sheet(visitor, token))
    run_due()
    (letter,) = double.letters.values()
    assert "extra_service" not in letter
    assert Case.objects.get().state == "sent"


def test_a_service_that_is_not_sold_there_changes_nothing(visitor, token):
    answer = visitor.post(f"/case/{token}/service", {"service": "registered"})
    assert answer.status_code == 422
    assert "does not sell that there" in text_of(answer)
    assert "$9.99" in text_of(answer)


def test_a_way_without_a_carrier_has_no_services(visitor, opened):
    assert "Which service?" not in text_of(visitor.get(f"/case/{opened}/review"))
