"""Make immutable, described, hashed releases of builds, one module per file or question of a release."""

from newstables.scripts.release.publishing import Choice, Released, release, withdraw

__all__ = ["Choice", "Released", "release", "withdraw"]
