"""Netgraph finds a sales rep's best introduction paths and what to give for each one first."""

__version__ = "0.1.0"
