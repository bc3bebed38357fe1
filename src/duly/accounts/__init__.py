"""The user model, sign-in and consent."""
