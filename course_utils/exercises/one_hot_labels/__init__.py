"""Lesson 02: how to tell a network "this is a 3"."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.one_hot_labels._distance import exercise as distance
from course_utils.exercises.one_hot_labels._from_one_hot import exercise as from_one_hot
from course_utils.exercises.one_hot_labels._one_hot import exercise as one_hot

EXERCISES = (one_hot, from_one_hot, distance)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
