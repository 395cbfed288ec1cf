"""People who sign in, and the audit of their sign-ins. What they may do is a hat: :mod:`tiendo_web.orgs`."""
