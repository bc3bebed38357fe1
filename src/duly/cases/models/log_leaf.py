"""A leaf of the public log: where it stands, and the salt that alone ties it to a case."""

from django.db import models

from duly.cases.models.case import Case


class LogLeaf(models.Model):
    """`leaf` is public and holds nobody; deleting `salt` makes it meaningless and leaves the log whole."""

    origin = models.CharField(max_length=200)
    index = models.PositiveBigIntegerField()
    case = models.ForeignKey(
        Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="leaves"
    )
    kind = models.CharField(max_length=40)
    leaf = models.BinaryField()
    salt = models.BinaryField(blank=True)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["origin", "index"], name="leaf_once_per_log"
            ),
        )

    def __str__(self) -> str:
        return f"{self.origin} {self.index}"
