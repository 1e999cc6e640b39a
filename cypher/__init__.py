"""Every Cypher query and migration of Netgraph, shipped as package data."""
