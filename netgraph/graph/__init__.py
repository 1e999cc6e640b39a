"""The only home of the driver: named queries in, rows of domain types out."""
