"""An order: one price for one letter by one way, what was accepted, and its append-only ledger."""

from django.db import models
from django.db.models import Q

from duly.cases.models.case import Case
from duly.cases.models.dispatch import Dispatch
from duly.cases.models.letter import Letter


class Order(models.Model):
    """`quote` is what the person saw and `consent_sha256` the digest of the words that were accepted.

    `state` is a cache of the ledger. `owed_back_at`: it was taken and the letter did not go, so it is to
    be paid back. Holds no person: a receipt can be written again when the case is erased.
    """

    WAITING, RESERVED, CAPTURED = "waiting", "reserved", "captured"
    RELEASED, REFUNDED = "released", "refunded"
    ABANDONED, UNCOLLECTED = "abandoned", "uncollected"
    OPEN = (WAITING, RESERVED)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="orders")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="orders")
    dispatch = models.OneToOneField(
        Dispatch, on_delete=models.PROTECT, related_name="order", null=True, blank=True
    )
    reference = models.CharField(max_length=16, unique=True)
    key = models.CharField(max_length=64, unique=True)
    channel = models.CharField(max_length=40)
    processor = models.CharField(max_length=40)
    payment_id = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=16, default=WAITING)
    amount = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2)
    quote = models.JSONField()
    terms_sha256 = models.CharField(max_length=64)
    consent_sha256 = models.CharField(max_length=64)
    placed_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    owed_back_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (
            # two presses, two windows, two keys: still one order under way
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=("waiting", "reserved")),
                name="order_one_open_per_case",
            ),
            models.UniqueConstraint(
                fields=["processor", "payment_id"],
                condition=~Q(payment_id=""),
                name="order_payment_once",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="order_asks_something"
            ),
        )
        indexes = (
            # the sweeper: which orders are open and due?
            models.Index(fields=["state", "next_attempt_at"], name="order_due"),
            # the sweeper: what is to be paid back?
            models.Index(
                fields=["owed_back_at"],
                condition=Q(owed_back_at__isnull=False),
                name="order_owed_back",
            ),
        )

    def __str__(self) -> str:
        return self.reference


class LedgerEntry(models.Model):
    """Money that moved. Only ever added; `amount` in the smallest unit of the order's currency.

    One reserve, one capture, one release for an order; what is paid back never exceeds what was taken:
    triggers of the database see to it (migration 0003). Each capture and each refund bears a
    number of the operator's series of documents, without gaps.
    """

    RESERVE, CAPTURE, RELEASE, REFUND = "reserve", "capture", "release", "refund"

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(max_length=8)
    amount = models.PositiveIntegerField()
    key = models.CharField(max_length=80, unique=True)
    document_no = models.PositiveIntegerField(null=True, blank=True, unique=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["order"], condition=Q(kind="reserve"), name="ledger_one_reserve"
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(kind="capture"), name="ledger_one_capture"
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(kind="release"), name="ledger_one_release"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("reserve", "capture", "release", "refund")),
                name="ledger_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="ledger_moves_something"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("capture", "refund"), document_no__isnull=False)
                | Q(kind__in=("reserve", "release"), document_no__isnull=True),
                name="ledger_numbered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class PaymentReport(models.Model):
    """What a processor told us by itself; the same report twice is one row."""

    source = models.CharField(max_length=40)
    event_id = models.CharField(max_length=200)
    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="reports", null=True, blank=True
    )
    raw_code = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "event_id"], name="report_once_per_source"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.event_id}"
