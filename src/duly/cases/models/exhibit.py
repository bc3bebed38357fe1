"""An exhibit: bytes that speak for themselves, kept as they came."""

from django.db import models

from duly.cases.models.case import Case


class Exhibit(models.Model):
    """`(source, source_id)` is unique: the same thing arriving twice is one exhibit."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibits")
    event_seq = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    source = models.CharField(max_length=60)
    source_id = models.CharField(max_length=200)
    received_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["source", "source_id"], name="exhibit_source_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:8]}"
