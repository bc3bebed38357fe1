"""What every page may say about the site itself."""

from django.conf import settings
from django.http import HttpRequest

from duly.cases.pricing import takes_money


def site(_request: HttpRequest) -> dict[str, object]:
    return {
        "operator": settings.OPERATOR,
        "operator_contact": settings.OPERATOR_CONTACT,
        "source_url": settings.SOURCE_URL,
        "takes_money": takes_money(),
        "upload_limit_mb": settings.UPLOAD_LIMIT_BYTES // 1_000_000,
    }
