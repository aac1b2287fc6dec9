"""How a check quotes a line of an answer, for the tests of what looks for one; and an answer that is hard to change."""


def quoted(answer, line):
    """Quote a line of an answer as a check does, with its number in the file."""
    with open(answer.__code__.co_filename, encoding="utf-8") as file:
        lines = [*map(str.strip, file.read().splitlines())]
    return f"your line {lines.index(line, answer.__code__.co_firstlineno - 1) + 1}: `{line}`"


def endless_when_changed(predicted, labels):
    place, right = 0, 1
    while place < len(labels):
        right += int(predicted[place] == labels[place])
        place += 1
    return right / len(labels)
