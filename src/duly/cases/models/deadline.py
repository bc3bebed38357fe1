"""A deadline: a day or an instant with its rule and reason. A reminder is a deadline that came."""

from django.db import models

from duly.cases.models.case import Case
from duly.kit.said import from_document


class Deadline(models.Model):
    """`kind` says what must happen by then; law time is a local day, trials are instants."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=40)
    day = models.DateField(null=True, blank=True)
    instant = models.DateTimeField(null=True, blank=True)
    rule_id = models.CharField(max_length=80, blank=True)
    reason = models.TextField()
    # What the sentence was made of (`kit/said.py`), so that a page can say it in its language.
    reason_parts = models.JSONField(default=dict)
    reached_at = models.DateTimeField(null=True, blank=True)
    # Of a mail that is asked for: how often was it tried, may it have gone, when is it tried again (`cases/tries.py`)?
    tries = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case", "kind"], name="deadline_kind_once_per_case"
            ),
            models.CheckConstraint(
                condition=models.Q(day__isnull=False) | models.Q(instant__isnull=False),
                name="deadline_has_a_moment",
            ),
        )

        indexes = (
            # the sweeper: which links and codes were asked for?
            models.Index(fields=["kind", "instant"], name="deadline_kind"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.day or self.instant}"

    @property
    def because(self) -> str:
        """The reason, ready to be said in any language."""
        return from_document(self.reason_parts, otherwise=self.reason)
