"""Data for test_answers.py and test_my_program.py; a lesson named test_accuracy would be taken for tests."""

collect_ignore = ["answers", "programs"]
