"""Commands of the command line that are longer than a few lines, each in a module of its own."""
