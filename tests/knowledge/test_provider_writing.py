"""A provider that was written is read back as it was, whatever its texts hold."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from duly.kit.address import Address
from duly.knowledge.provider_reading import read_provider
from duly.knowledge.provider_record import Contact, Fact, Provider, Source
from duly.knowledge.provider_writing import as_toml

SOURCE = Source(
    url="https://list.example/acme",
    title="A list",
    seen=None,
    checked="import",
    origin="public-data",
)
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1
).filter(str.strip)


def provider(*, name: str, line: str, value: str) -> Provider:
    return Provider(
        slug="de/acme",
        name=name,
        country="DE",
        sector="other",
        post="unknown",
        aliases=(value, name),
        domains=("acme.example",),
        contacts=(
            Contact(
                kind="postal_address",
                purpose="privacy",
                source=SOURCE,
                address=Address(country="DE", lines=(line, value)),
            ),
            Contact(kind="email", purpose="privacy", source=SOURCE, value=value),
        ),
        facts=(Fact(kind="rating", label=name, text=line, value=value, source=SOURCE),),
        imported_from="a list",
    )


@given(texts, texts, texts)
def test_what_was_written_is_read_back(name: str, line: str, value: str) -> None:
    before = provider(name=name, line=line, value=value)
    document = tomllib.loads(as_toml(before))
    assert read_provider(document, slug="de/acme") == before


def test_quotes_and_line_ends_cannot_open_a_new_table() -> None:
    hostile = '"\n[[contacts]]\nkind = "email"\npurpose = "termination'
    before = provider(name=hostile, line=hostile, value=hostile)
    document = tomllib.loads(as_toml(before))
    assert len(document["contacts"]) == 2
    assert read_provider(document, slug="de/acme") == before
