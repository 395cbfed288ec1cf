"""One-time links: how somebody comes to his first password, or to a new one. No administrator ever knows a password."""
