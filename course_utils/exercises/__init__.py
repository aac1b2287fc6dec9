"""Exercises that check themselves and say what went wrong: one module a lesson.

In a notebook::

    from course_utils.exercises import pixels_to_vectors as lesson

    lesson.pixel_index.check(pixel_index)   # what is right, or which mistake it is
    lesson.pixel_index.hint()               # one more each time, three in all
    lesson.pixel_index.solution()           # the reference code

``core`` holds how any exercise is checked, ``progress`` what has been reached; a lesson's module holds content only.
"""
