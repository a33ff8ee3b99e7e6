"""All documents at once: links between policies, and what a change does to badges."""
