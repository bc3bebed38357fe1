"""Which ways to pay does the operator offer? A name that does not exist stops the start."""

from collections.abc import Mapping

from duly.config.environment import BadSetting
from duly.kit import environment
from duly.payments import offered


def offered_names(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Empty by default: whoever runs duly for themselves takes no money. Raises BadSetting."""
    try:
        return tuple(processor.name for processor in offered(environ))
    except environment.BadSetting as reason:
        raise BadSetting(str(reason)) from reason
