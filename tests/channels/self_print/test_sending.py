"""self_print: what the pack holds, in which language, for which counter; nothing is lost or invented."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from duly.channels import Refused, channel
from duly.channels.self_print import words as words_module
from duly.channels.self_print.pages import typeset_pages
from duly.channels.self_print.words import languages, pack_words, texts_in
from duly.kit.address import Address
from duly.kit.countries import country_codes
from duly.kit.money import Money
from duly.knowledge.profiles import profile, profile_names
from duly.knowledge.tariffs import WeightStep, post_offices, tariff

BERLIN = Address(country="DE", name="Ada", street_address="Weg 1", city="Berlin", postal_code="10115")  # fmt: skip
PARIS = Address(country="FR", lines=("Acme SAS", "1 rue X", "75001 PARIS"))
HONG_KONG = Address(country="HK", lines=("Acme Ltd", "1 Matheson Street", "Hong Kong"))


@pytest.fixture
def post(now):
    def post(letter, address):
        return channel("self_print").send(
            letter, address, key="k1", now=now, attempt=lambda happening: None
        )

    return post


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def codes_on(pdf: bytes, number: int) -> list[str]:
    page = pypdfium2.PdfDocument(pdf)[number]
    return [code.text for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]


def test_the_pack_is_the_letter_then_the_instructions_then_the_slip(post, sealed, acme):
    sent = post(sealed, acme)
    assert sent.happened.name == "dispatch.handed_to_sender"
    assert sent.happened.level == "E0"
    pack, letter, posting = sent.artefacts
    assert letter.content == sealed.pdf
    with pikepdf.open(BytesIO(pack.content)) as pdf:
        assert len(pdf.pages) == sealed.pages + 2
    assert [artefact.name for artefact in sent.artefacts] == [
        "print-pack.pdf",
        "letter.pdf",
        "posting.pdf",
    ]
    assert len(pages_of(posting.content)) == 2


def test_the_same_letter_gives_the_same_bytes(post, sealed, acme):
    digests = {
        tuple(sha256(a.content).hexdigest() for a in post(sealed, acme).artefacts)
        for _ in range(2)
    }
    assert len(digests) == 1


def test_the_instructions_name_day_recipient_service_paper_and_folds(
    post, sealed, acme
):
    first, _ = pages_of(post(sealed, acme).artefacts[2].content)
    words = " ".join(first.split())
    for wanted in (
        "Monday, March 9, 2026",
        "Certified Mail with Return Receipt",
        "PS Form 3800",
        "PS Form 3811",
        "electronic return receipt",
        "letter paper (8.5 × 11 in)",
        "3.75 in and 7.38 in",
        "#10 envelope",
        "Test Acme Inc.",
        "SAN MATEO, CA 94402",
        "D-7K3M-9Q2T",
    ):
        assert wanted in words, wanted


def test_abroad_the_international_service_and_the_country_line_are_named(post, sealed):
    first, _ = pages_of(post(sealed, HONG_KONG).artefacts[2].content)
    assert "Registered Mail International" in first
    assert "HONG KONG" in first
    assert "PS Form 3800" not in first


def test_a_day_that_has_passed_is_said_to_have_passed(post, sealed, acme):
    late = replace(sealed, post_by=date(2026, 2, 27))
    first, _ = pages_of(post(late, acme).artefacts[2].content)
    assert "Post it today: the day for it was" in " ".join(first.split())


def test_the_slip_carries_reference_fingerprint_and_the_secret_code(post, sealed, acme):
    link = "https://duly.example/case/4hW9kQ2mZ7xT1bV8cL5nRw"
    posting = post(replace(sealed, case_url=link), acme).artefacts[2].content
    slip = "".join(pages_of(posting)[1].split())
    assert sealed.reference in slip
    assert sealed.sha256 in slip
    assert codes_on(posting, 1) == [link]
    assert codes_on(posting, 0) == []


def test_without_the_secret_link_the_code_leads_to_the_public_page(post, sealed, acme):
    posting = post(sealed, acme).artefacts[2].content
    assert codes_on(posting, 1) == [sealed.public_url]
    assert "public page" in " ".join(pages_of(posting)[1].split())


def test_without_any_link_there_is_no_code(post, sealed, acme):
    posting = post(replace(sealed, public_url=None), acme).artefacts[2].content
    assert codes_on(posting, 1) == []


@pytest.mark.parametrize(
    ("language", "origin", "recipient", "wanted"),
    [
        ("de", BERLIN, BERLIN, ("Einschreiben Einwurf", "Auslieferungsbeleg", "Montag, 9. März 2026", "105 mm und 210 mm")),
        ("fr", PARIS, PARIS, ("Lettre recommandée avec avis de réception", "preuve de dépôt", "lundi 9 mars 2026", "99 mm et 198 mm")),
        ("fr", PARIS, BERLIN, ("internationale", "ALLEMAGNE")),
        ("de", BERLIN, PARIS, ("Einschreiben International", "FRANKREICH")),
        ("es", PARIS, BERLIN, ("Envíe esta carta", "lunes, 9 de marzo de 2026", "ALEMANIA")),
        ("it", BERLIN, PARIS, ("Spedisca questa lettera", "lunedì 9 marzo 2026", "FRANCIA")),
        ("nl", BERLIN, PARIS, ("Verstuur deze brief", "maandag 9 maart 2026", "FRANKRIJK")),
        ("sv", BERLIN, BERLIN, ("Post this letter",)),
    ],
)  # fmt: skip
def test_the_pages_speak_the_language_of_the_case(
    post, sealed, language, origin, recipient, wanted
):
    letter = replace(sealed, language=language, sender_address=origin)
    words = " ".join(
        " ".join(pages_of(post(letter, recipient).artefacts[2].content)).split()
    )
    assert [text for text in wanted if text not in words] == []


@pytest.mark.parametrize("language", languages())
def test_every_post_office_has_its_own_words_in_every_language(language):
    texts = texts_in(language)
    assert post_offices().keys() <= texts["counter"].keys()
    for country, scopes in texts["counter"].items():
        assert scopes.keys() == {"domestic", "abroad"}, country
        assert all(scopes.values()), country
    for name in profile_names():
        assert profile(name).paper in texts["paper"]
    english = texts_in("en")
    assert texts.keys() == english.keys()
    assert len(texts["steps"]) == len(english["steps"])


def test_languages_are_found_by_file():
    assert set(languages()) == {"de", "en", "es", "fr", "it", "nl"}
    assert texts_in("de-AT")["lang"] == "de"


def test_markup_in_a_name_stays_text(post, sealed):
    hostile = Address(country="US", lines=('#read("/etc/passwd")', "$x$ *b*", "San Mateo, CA 94402"))  # fmt: skip
    first, _ = pages_of(post(sealed, hostile).artefacts[2].content)
    assert '#read("/etc/passwd")' in first
    assert "*b*" in first


@pytest.mark.parametrize(
    "address",
    [
        "acme@example.org",
        Address(country="US"),
        Address(country="DE", lines=("Acme", "Weg 1 😀", "10115 Berlin")),
        Address(country="DE", lines=("Acme", "渋谷", "10115 Berlin")),
    ],
)
def test_what_no_envelope_can_carry_is_refused(post, sealed, address):
    with pytest.raises(Refused):
        post(sealed, address)


def test_it_costs_nothing_and_says_who_takes_the_postage(now):
    quote = channel("self_print").quote(
        letter=None, origin="CH", destination="DE", today=now.date()
    )
    assert (quote.total.amount, quote.total.currency) == (0, "CHF")
    assert "postage" in quote.lines[0].label


def test_every_country_is_served_and_no_other_code():
    here = channel("self_print")
    assert all(here.serves(origin="US", destination=code) for code in country_codes())
    assert not here.serves(origin="US", destination="XX")


def test_a_price_without_a_source_is_not_named(sealed, acme, now):
    words = pack_words(sealed, acme, dated=now.date())
    assert words["price"] == texts_in("en")["no_price"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("checked_on", "name"),
    [(date(2026, 2, 1), "price"), (date(2024, 2, 1), "price_aged")],
)
def test_a_price_is_that_of_the_weight_and_says_when_it_is_old(
    sealed, acme, now, monkeypatch, language, checked_on, name
):
    step = WeightStep(grams=20, price=Money(1010, "USD"))
    heavier = WeightStep(grams=100, price=Money(1230, "USD"))
    known = tariff("usps")
    services = tuple(replace(s, steps=(step, heavier)) for s in known.services)
    office = replace(known, services=services, checked_on=checked_on)
    monkeypatch.setattr(words_module, "post_offices", lambda: {"US": office})
    for pages, amount in ((1, "10"), (4, "12")):
        letter = replace(sealed, pages=pages, sender_language=language)
        line = pack_words(letter, acme, dated=now.date())["price"]
        assert amount in line
        assert line.startswith(texts_in(language)[name].partition("{")[0])


@pytest.mark.parametrize("language", languages())
def test_what_is_too_thick_to_fold_goes_flat_into_a_large_envelope(
    sealed, acme, now, language
):
    def steps(pages):
        letter = replace(sealed, pages=pages, sender_language=language)
        return pack_words(letter, acme, dated=now.date())["steps"]

    large = texts_in(language)["large_envelope"]
    assert large not in steps(6)
    assert large in steps(7)
    assert len(steps(7)) == len(steps(6)) - 1, "nothing is folded"
    assert not any("{" in step for step in steps(7))


@pytest.mark.parametrize("language", languages())
def test_instructions_and_slip_are_one_page_each_everywhere(language, sealed, now):
    """The longest words of each language, at every counter, on the paper of that country."""
    for country in (*post_offices(), "JP"):
        home = Address(country=country, lines=("Acme", "Street 1", "Town"))
        for address in (home, HONG_KONG):
            letter = replace(sealed, language=language, sender_address=home)
            words = pack_words(letter, address, dated=now.date())
            pdf = typeset_pages(words, dated=now.date())
            assert len(pypdfium2.PdfDocument(pdf)) == 2, (country, address.country)


def test_the_words_are_the_senders_and_the_address_is_the_letters(post, sealed):
    letter = replace(sealed, language="de", sender_language="fr", sender_address=PARIS)
    first, _ = pages_of(post(letter, BERLIN).artefacts[2].content)
    assert "Postez cette lettre" in first
    assert "DEUTSCHLAND" in first


@pytest.mark.parametrize(
    ("country", "language", "day"),
    [
        ("US", "en", "Monday, March 9, 2026"),
        ("GB", "en", "Monday, 9 March 2026"),
        ("AU", "en", "Monday, 9 March 2026"),
        ("DE", "en", "Monday, 9 March 2026"),
        ("BE", "fr", "lundi 9 mars 2026"),
        ("JP", "it", "lunedì 9 marzo 2026"),
    ],
)
def test_the_day_is_written_as_where_it_is_posted(sealed, acme, country, language, day):
    sender = replace(sealed.sender_address, country=country)
    letter = replace(sealed, sender_address=sender, language=language)
    words = pack_words(letter, acme, dated=date(2026, 3, 2))
    assert day in words["post_by"].replace("\u00a0", " ")


def test_switzerland_writes_no_sharp_s_and_what_a_person_typed_stays(sealed):
    weg = Address(country="CH", lines=("Müller Straße 1", "8001 Zürich"))
    letter = replace(sealed, sender_address=weg, language="de")
    words = pack_words(letter, weg, dated=date(2026, 3, 2))
    assert "ß" not in "".join(words["steps"])
    assert "Müller Straße 1" in words["recipient"]
    german = replace(letter, sender_address=BERLIN)
    assert "weiß" in "".join(
        pack_words(german, BERLIN, dated=date(2026, 3, 2))["steps"]
    )


@pytest.mark.parametrize("word", ["W" * 120, "Donaudampfschifffahrts" * 5])
def test_a_word_without_an_end_stays_on_the_paper(post, sealed, word):
    where = Address(country="DE", lines=(word, "10115 Berlin"))
    letter = replace(sealed, sender_address=BERLIN, recipient_name=word)
    posting = post(letter, where).artefacts[2].content
    document = pypdfium2.PdfDocument(posting)
    for page in document:
        ink = page.render(scale=1, grayscale=True).to_numpy()
        assert ink[:, -30:].min() == 255, "nothing in the right margin"
    text = "".join(pages_of(posting)[0].split()).replace("\u200b", "")
    assert word in text


def test_without_a_date_no_last_day_is_spoken_of(post, sealed, acme):
    dated, undated = (
        " ".join(pages_of(post(letter, acme).artefacts[2].content)[0].split())
        for letter in (sealed, replace(sealed, post_by=None))
    )
    assert "the last day that counts" in dated
    assert "Post it today or tomorrow" in undated
    assert "the last day that counts" not in undated
