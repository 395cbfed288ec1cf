"""Bodies by tasks on any day, read from the totals alone; this package never writes."""
