"""Grade the notebooks of a class: ``python -m course_utils grade FOLDER``; docs/grade.md tells a teacher how.

``notebooks`` finds what was handed in, ``definitions`` takes an answer out of a notebook, ``judging`` judges it, and
``class_report`` and ``class_page`` show a class. What learners wrote runs in processes of its own, which are handled by
``learner_process``; what it gives is compared in another process, which runs none of their code.
"""
