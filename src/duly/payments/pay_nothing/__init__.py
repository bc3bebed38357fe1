"""The default processor: nothing is owed, nothing is asked."""

from duly.payments.pay_nothing.paying import PayNothing

processor = PayNothing()
