"""The public pages of a dataset: what its releases hold, for people who read before they load."""
