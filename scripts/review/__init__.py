"""Pages on which a person checks every row against the words it stands on."""

from newstables.scripts.review.pages import Review, review

__all__ = ["Review", "review"]
