"""Card payments on Stripe's own page: authorise, take, let go, pay back."""

from duly.payments.stripe.paying import Stripe

processor = Stripe()
