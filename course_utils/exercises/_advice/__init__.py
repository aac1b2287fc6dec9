"""What to do about an error, a wrong value, or a wrong thing handed to a check, in a sentence each."""
