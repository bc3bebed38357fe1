"""Who may sign in."""

from duly.accounts.models.user import User

__all__ = ["User"]
