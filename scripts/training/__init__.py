"""Programs that make the weights that the package ships, from open data."""
