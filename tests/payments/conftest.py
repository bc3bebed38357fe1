"""The stand-in of Stripe, in this process."""

import pytest

from duly.payments.stripe import processor as stripe_processor
from tests.payments.doubles.stripe import KEY, SECRET, StripeDouble


@pytest.fixture
def stripe_double(monkeypatch: pytest.MonkeyPatch) -> StripeDouble:
    monkeypatch.setenv("DULY_STRIPE_SECRET_KEY", KEY)
    monkeypatch.setenv("DULY_STRIPE_WEBHOOK_SECRET", SECRET)
    double = StripeDouble()
    monkeypatch.setattr(stripe_processor, "http_client", double)
    return double
