"""What beginners write, right and wrong: one module a lesson, RIGHT and WRONG by exercise; data, as code."""
