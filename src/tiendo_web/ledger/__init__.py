"""Each act is one entry in a hash chain, and every fact row answers to an entry."""
