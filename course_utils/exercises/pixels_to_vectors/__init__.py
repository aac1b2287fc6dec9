"""Lesson 01: how a picture becomes something a formula can take."""

from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours
from course_utils.exercises.pixels_to_vectors._flatten_batch import exercise as flatten_batch
from course_utils.exercises.pixels_to_vectors._flatten_image import exercise as flatten_image
from course_utils.exercises.pixels_to_vectors._normalize import exercise as normalize
from course_utils.exercises.pixels_to_vectors._pixel_index import exercise as pixel_index

EXERCISES = (pixel_index, normalize, flatten_image, flatten_batch)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
