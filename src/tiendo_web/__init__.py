"""Tiến Độ, the product: stores facts, shows answers. Judgements are made in :mod:`tiendo`."""
