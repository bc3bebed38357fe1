"""A person or operator who may sign in; own from the first migration so that it can grow."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class User(AbstractBaseUser):
    """Signs in by e-mail. Letters need no account: a case is reached by its secret link."""

    email = models.EmailField(unique=True)
    is_operator = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    objects = BaseUserManager()

    USERNAME_FIELD = "email"

    def __str__(self) -> str:
        return f"user {self.pk}"
