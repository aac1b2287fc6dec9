"""Run a learner's code: with a limit, with nothing left changed, and with whatever it raises kept."""
