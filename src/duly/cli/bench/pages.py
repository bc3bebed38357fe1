"""Pages a second in one thread, through the whole stack of views and templates."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from duly.cli.bench import Figure, cpu_seconds, percentile

if TYPE_CHECKING:
    from django.test import Client

PAGES = ("/", "/search?q=aliexpress", "/s/us/aliexpress-vip/", "/prices/", "/verify/")


def measure() -> Iterator[Figure]:
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    for path in PAGES:
        client.get(path)
        taken = cpu_seconds(partial(opened, client, path), 60)
        yield Figure(
            name=f"{path}, p95 CPU", value=percentile(taken, 0.95) * 1000, unit="ms"
        )


def opened(client: "Client", path: str, _number: int) -> object:
    return client.get(path)
