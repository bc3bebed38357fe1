"""An event: something that happened to a case. Only ever added."""

from django.db import models

from duly.cases.models.case import Case


class Event(models.Model):
    """`sha256` is over the RFC 8785 form of the row; `previous_sha256` chains it to the event before."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    level = models.CharField(max_length=2, blank=True)
    payload = models.JSONField(default=dict)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)
    time_grade = models.CharField(max_length=20, default="self")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "seq"], name="event_seq_once"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.seq}"
