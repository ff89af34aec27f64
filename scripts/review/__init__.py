"""Pages on which a person checks every row against the words it stands on."""
