"""Read articles out of files: pages, pasted text and records."""
