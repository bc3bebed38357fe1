"""The person prints and posts the letter: print pack, posting instructions, slip."""
