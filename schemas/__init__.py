"""The contract: one model per table, its vocabularies, and the rules across tables."""
