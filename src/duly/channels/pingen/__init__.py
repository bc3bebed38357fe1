"""Pingen: printed and posted in Switzerland, Germany and Austria; registered by Swiss Post."""

from duly.channels.pingen.sending import Pingen

channel = Pingen()
