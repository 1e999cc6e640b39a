"""Reading the files people have: one module a format, `reading.read` in front of them all."""
