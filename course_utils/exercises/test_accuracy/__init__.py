"""Lesson 11: whether it works on digits it never saw."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.my_program import my_program as my_program
from course_utils.exercises.test_accuracy._accuracy import exercise as accuracy
from course_utils.exercises.test_accuracy._confusion_matrix import exercise as confusion_matrix
from course_utils.exercises.test_accuracy._evaluate import exercise as evaluate
from course_utils.exercises.test_accuracy._predict import exercise as predict

EXERCISES = (predict, accuracy, evaluate, confusion_matrix)
progress = lesson_progress((*EXERCISES, my_program))
yours_or_ours = lesson_yours_or_ours(EXERCISES)
