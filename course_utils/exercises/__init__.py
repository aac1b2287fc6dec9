"""Exercises that check themselves and say what went wrong: one folder a lesson, one module an exercise.

In a notebook::

    from course_utils.exercises import pixels_to_vectors as lesson

    lesson.pixel_index.check(pixel_index)   # what is right, or which mistake it is
    lesson.pixel_index.hint()               # one more each time, three in all
    lesson.pixel_index.solution()           # the reference code
    lesson.progress()                       # how far this lesson is; course_progress() shows all of them

``exercise`` holds how any exercise is checked, ``progress`` what has been reached; a lesson's folder holds content.
How to add an exercise: docs/add_an_exercise.md.
"""

import importlib

from course_utils.exercises._progress_view import CourseProgress

# In the order of the course; a lesson's number is its place here. The practice exercise of lesson 00, ``welcome``, is
# not among them: it counts nowhere.
LESSONS = (
    "pixels_to_vectors",
    "one_hot_labels",
    "mse_loss",
    "slopes",
    "gradient_descent",
    "linear_classifier",
    "backpropagation",
    "train_by_hand",
    "pytorch_parts",
    "train_the_mlp",
    "test_accuracy",
)


def course_progress() -> CourseProgress:
    """Show the map of the course: which exercises are solved, and where to go on.

    Returns
    -------
    CourseProgress
        Shows itself, with a link to each lesson.
    """
    modules = [importlib.import_module(f"{__name__}.{stem}") for stem in LESSONS]
    return CourseProgress(
        {f"{i:02}_{stem}": m.progress() for i, (stem, m) in enumerate(zip(LESSONS, modules, strict=True), start=1)}
    )
