"""Card payments through Stripe Checkout. Comes later: authorise, capture, release, refund."""
