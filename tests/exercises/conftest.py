"""The answers are data for test_answers.py; a lesson named test_accuracy would be taken for tests."""

collect_ignore = ["answers"]
