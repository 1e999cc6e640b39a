"""The words and the rules of Netgraph: pure values and functions, no I/O, no clock, no chance."""
