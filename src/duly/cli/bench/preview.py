"""From keystroke to SVG through the real view: CPU of one answer."""

from collections.abc import Iterator

from duly.cli.bench import Figure, cpu_seconds, percentile


def measure() -> Iterator[Figure]:
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PREVIEWS_PER_SECOND = 1_000_000
    client = Client()

    def type_one_more(number: int) -> object:
        answer = client.post(
            "/write/preview", form(number), headers={"hx-request": "true"}
        )
        if answer.status_code != 200:
            raise RuntimeError(f"the preview answered {answer.status_code}")
        return answer

    for number in range(5):
        type_one_more(number)
    taken = cpu_seconds(type_one_more, 200)
    yield Figure(
        name="preview, p50 CPU", value=percentile(taken, 0.5) * 1000, unit="ms"
    )
    yield Figure(
        name="preview, p95 CPU",
        value=percentile(taken, 0.95) * 1000,
        unit="ms",
        wanted="below 50",
    )


def form(number: int) -> dict[str, str]:
    """The fields of the write page, one letter further each time."""
    return {
        "provider": "us/aliexpress-vip",
        "sender_name": "Ada Vale" + "e" * (number % 20),
        "sender_street_address": f"{2210 + number} Fern Street, Apt 4",
        "sender_city": "San Diego",
        "sender_country_area": "CA",
        "sender_postal_code": "92104",
        "sender_email": "ada@example.com",
        "residence": "US-CA",
        "id_account_email": "ada@example.com",
        "end": "earliest",
        "goals": "end_contract",
        "language": "en",
        "signature_text": "Ada Vale",
        "channel": "self_print",
    }
