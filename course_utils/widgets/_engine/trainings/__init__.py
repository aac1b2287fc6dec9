"""Trainings beside the cells, and the widgets that show them."""
