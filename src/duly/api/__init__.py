"""The same questions and actions for machines: JSON in, the documents of the command line out."""
