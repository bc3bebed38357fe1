"""Pages a second in one thread, through the whole stack of views and templates."""

from collections.abc import Iterator

from duly.cli.bench import Figure, cpu_seconds, percentile

PAGES = ("/", "/search?q=aliexpress", "/s/us/aliexpress-vip/", "/prices/", "/verify/")


def measure() -> Iterator[Figure]:
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    for path in PAGES:
        client.get(path)
        taken = cpu_seconds(lambda _, path=path: client.get(path), 60)
        yield Figure(
            name=f"{path}, p95 CPU", value=percentile(taken, 0.95) * 1000, unit="ms"
        )
