"""Lob: printed and posted in the United States, certified at home and registered abroad."""

from duly.channels.lob.sending import Lob

channel = Lob()
