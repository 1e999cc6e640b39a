"""The Flask pages of Netgraph: one blueprint a topic, one page dataclass a template."""
