"""Compare what an answer gives with what is right, and find the name of a mistake that does the same."""
