"""News articles in, validated tables out, every cell traced to the words it stands on."""
