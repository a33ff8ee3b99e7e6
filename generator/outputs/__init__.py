"""Everything that is written: pages, search index, matrix, website, bundle, edits. The only room that writes."""
