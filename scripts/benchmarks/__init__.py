"""Programs that measure: speed, memory, accuracy."""
