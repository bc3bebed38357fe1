"""Are the files in data/ sound? One small check for each thing that must hold, named for what it asserts."""
