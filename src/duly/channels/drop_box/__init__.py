"""The stand-in that always works: the complete message as a file in a folder."""

from duly.channels.drop_box.sending import DropBox

channel = DropBox()
