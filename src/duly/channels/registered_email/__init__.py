"""E-mail with proof: the talk with the mail server is kept, its reports and answers are read."""

from duly.channels.registered_email.sending import RegisteredEmail

channel = RegisteredEmail()
