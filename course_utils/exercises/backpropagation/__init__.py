"""Lesson 07: how the error reaches the first layer."""

from course_utils.exercises.backpropagation._backward import exercise as backward
from course_utils.exercises.backpropagation._forward import exercise as forward
from course_utils.exercises.backpropagation._relu import exercise as relu
from course_utils.exercises.backpropagation._relu_gradient import exercise as relu_gradient
from course_utils.exercises.exercise import lesson_progress, lesson_yours_or_ours

EXERCISES = (relu, relu_gradient, forward, backward)
progress = lesson_progress(EXERCISES)
yours_or_ours = lesson_yours_or_ours(EXERCISES)
