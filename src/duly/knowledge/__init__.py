"""Reads data/ and checks it: which provider, which laws, which letter, which profile?"""
