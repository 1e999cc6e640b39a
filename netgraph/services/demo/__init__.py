"""A made-up sales team and its network, for the first look, the tests and the tour.

`demo_network` makes it as plain values, the same for the same seed and day; `load_demo` writes
it to a graph. Which stories are in it and whom to look for is told in `stories.py` and in
`docs/demo.md`.
"""
