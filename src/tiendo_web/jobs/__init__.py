"""What the operator runs, and what runs by itself: commands and scheduled work. No models here."""
