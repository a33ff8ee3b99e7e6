"""Files and YAML become frozen values, each with its line: the only room that opens what people contributed."""
