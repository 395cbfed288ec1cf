"""What every app stands on: the tenant, the clock, files, permissions."""
