"""Lesson 00: a practice exercise, to learn how a check answers; it counts in no map of the course."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.welcome._double import exercise as double

EXERCISES = (double,)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
