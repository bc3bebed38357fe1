"""The sender prints and posts: a print pack with the letter, posting instructions and a slip to keep."""

from duly.channels.self_print.sending import SelfPrint

channel = SelfPrint()
