"""Use cases: what a page or a command asks for, in the words of the domain."""
