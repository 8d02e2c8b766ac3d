"""Is it being kept, or is it ink on paper: the plan and its evidence together."""

from khutwa.track.tracking import StepStatus, Track, track

__all__ = ["StepStatus", "Track", "track"]
