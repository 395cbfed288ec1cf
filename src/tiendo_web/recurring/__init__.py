"""Duties that recur: a task of an issued directive whose bodies owe something each week, month, quarter or year."""
