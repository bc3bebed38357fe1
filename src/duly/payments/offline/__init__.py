"""Bank transfer with a reference, and voucher codes. Comes later."""
