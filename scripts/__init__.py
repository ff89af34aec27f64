"""The writing side: read articles, extract and link rows, build, release, and the command line."""
