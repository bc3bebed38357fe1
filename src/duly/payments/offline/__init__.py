"""Bank transfer with a reference, and voucher codes: paid outside, written down in a folder."""

from duly.payments.offline.paying import Offline

processor = Offline()
