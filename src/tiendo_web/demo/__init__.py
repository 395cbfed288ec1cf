"""The sample province that ``tiendo demo`` opens: all invented, loaded through the same actions as anything else."""
