"""One noun a file."""

from duly.cases.models.case import Case
from duly.cases.models.charge import Charge
from duly.cases.models.deadline import Deadline
from duly.cases.models.dispatch import Dispatch
from duly.cases.models.event import Event
from duly.cases.models.exhibit import Exhibit
from duly.cases.models.letter import Letter
from duly.cases.models.log_leaf import LogLeaf
from duly.cases.models.order import LedgerEntry, Order, PaymentReport

__all__ = [
    "Case",
    "Charge",
    "Deadline",
    "Dispatch",
    "Event",
    "Exhibit",
    "LedgerEntry",
    "Letter",
    "LogLeaf",
    "Order",
    "PaymentReport",
]
