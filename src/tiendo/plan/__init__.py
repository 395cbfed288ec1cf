"""The plan compiler: a document in, a typed plan and its diagnostics out."""
