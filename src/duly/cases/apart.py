"""In the worker, one after the other: what goes wrong with one case is logged by its reference and holds no other up."""

import logging
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from django.db import InterfaceError, OperationalError

from duly.cases.models import Case, Dispatch, Order

log = logging.getLogger(__name__)

# The database itself is away, so that no case can be done: the worker ends and begins anew.
FOR_ALL = (OperationalError, InterfaceError)

T = TypeVar("T")


def apart(step: Callable[[], T], *, about: Callable[[], str], otherwise: T) -> T:
    """What the step returns, or `otherwise` when it failed. It stays due, and is tried again with the next sweep.

    The log gets the kind and the place of the fault and not its words, in which a name could stand.
    """
    try:
        return step()
    except FOR_ALL:
        raise
    except Exception as fault:  # noqa: BLE001 # the worker's door (STYLE, Errors)
        place = traceback.extract_tb(fault.__traceback__)[-1]
        log.error(
            "%s: %s in %s, line %s; the others go on",
            about(),
            type(fault).__name__,
            place.filename,
            place.lineno,
        )
        return otherwise


def each(
    found: Iterable[T], step: Callable[[T], int], *, about: Callable[[T], str]
) -> int:
    """The sum over all of them, each apart."""
    return sum(
        apart(partial(step, one), about=partial(about, one), otherwise=0)
        for one in found
    )


def of_case(case_id: int) -> str:
    return _first(Case.objects.filter(pk=case_id).values_list("reference", flat=True))


def of_dispatch(dispatch_id: int) -> str:
    rows = Dispatch.objects.filter(pk=dispatch_id)
    return _first(rows.values_list("case__reference", flat=True))


def of_order(order_id: int) -> str:
    return _first(Order.objects.filter(pk=order_id).values_list("reference", flat=True))


def _first(found: Iterable[str]) -> str:
    return next(iter(found), "a row that is gone")
