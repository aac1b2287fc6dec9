"""The colours of everything that the course draws: of Okabe and Ito's palette, told apart by colour-blind readers too.

What stands on a dark page takes the second of a pair: the first would be too dark there.
"""

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
ON_DARK = {BLUE: "#56B4E9", ORANGE: "#F0A060", GREEN: "#2FCC9D"}
# Text, quieter text, lines and ground where no theme gives them: in an svg that stands outside a page.
INK, SOFT, LINE, GROUND = "#222", "#555", "#999", "#fff"
# The ground that a stored picture brings along. No ink has a contrast of 4.5 to 1 on a white and on a dark page alike
# (the best, a grey, has 4.3): on this ground every picture is the same in both, and softer than white on a dark one.
PAPER = "#F2F2F2"
# The lightest and the deepest shade of a map of numbers: ink is readable on both, and on all between them.
PALE, DEEP = "#FFFFFF", "#6BAED6"
