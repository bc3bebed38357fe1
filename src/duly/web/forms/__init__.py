"""What a person may type, and the sentence when it is wrong."""
