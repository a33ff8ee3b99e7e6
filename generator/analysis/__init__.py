"""One document at a time: clauses, topics, sentences, findings, verdicts."""
