"""Work that is done by itself: what, and when next. Who does it is ``tiendo work``."""
