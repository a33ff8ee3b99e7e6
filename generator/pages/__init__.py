"""Values for the templates, and the templates: badges, text, lists, comparisons, escaping."""
