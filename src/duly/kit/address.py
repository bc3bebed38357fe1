"""A postal address as one value with question-shaped properties; the text as typed is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

FIELDS = (
    "name",
    "company_name",
    "street_address",
    "city",
    "city_area",
    "country_area",
    "postal_code",
    "sorting_code",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`country` is ISO 3166-1; either `lines` as typed, or structured fields named as in Google's address data."""

    country: str
    lines: tuple[str, ...] = ()
    name: str = ""
    company_name: str = ""
    street_address: str = ""
    city: str = ""
    city_area: str = ""
    country_area: str = ""
    postal_code: str = ""
    sorting_code: str = ""

    @property
    def is_structured(self) -> bool:
        return bool(self.street_address or self.city or self.postal_code)


def read_address(document: Mapping[str, object]) -> Address:
    """From `{"country", "lines"}` or structured fields; unknown keys are ignored. ValueError names a field of the wrong kind."""
    country = document.get("country")
    if not isinstance(country, str) or not country.strip():
        raise ValueError("country: give the two letters of the country, such as DE")
    lines = document.get("lines", [])
    if not isinstance(lines, (list, tuple)) or not all(
        isinstance(line, str) for line in lines
    ):
        raise ValueError("lines: give a list of texts, one a line")
    fields = {}
    for field in FIELDS:
        value = document.get(field) or ""
        if not isinstance(value, str):
            raise ValueError(f"{field}: give a text")
        fields[field] = value
    return Address(country=country.strip().upper(), lines=tuple(lines), **fields)
