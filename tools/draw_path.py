"""Draw docs/path.svg, the path of the course in one picture, from a real digit and a really trained network.

Run it again when the network changes: ``python tools/draw_path.py``.
"""

from pathlib import Path

import torch

from course_utils import MLP, batches, load_mnist, one_hot, train
from course_utils._palette import BLUE, INK, ORANGE

WIDTH, HEIGHT = 1040, 430
GREY = "#888888"
MIDDLE = 190
ALT = (
    "The path of the course: 28 × 28 pixels become a vector of 784 numbers, layers of 256 and 64 numbers and ten "
    "outputs; the largest is the answer, the loss compares them with the one-hot label and sends corrections back."
)


def text(x, y, words, size=15, anchor="middle", colour=INK, weight="normal"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
        f'font-weight="{weight}">{words}</text>'
    )


def box(x, y, width, height, fill, stroke="none"):
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" stroke="{stroke}"/>'


def arrow(x1, x2, y=MIDDLE, colour=INK):
    return f'<line x1="{x1}" y1="{y}" x2="{x2}" y2="{y}" stroke="{colour}" stroke-width="2.5" marker-end="url(#tip)"/>'


def grey(value):
    """Turn a grey level from 0 to 1 into a colour: ink dark on white paper."""
    level = round(255 * (1 - value))
    return f"#{level:02x}{level:02x}{level:02x}"


def dots(x, count, colour):
    gap = 240 / count
    return [f'<circle cx="{x}" cy="{MIDDLE - 120 + gap * (i + 0.5):g}" r="7" fill="{colour}"/>' for i in range(count)]


def caption(x, number, what, y=350):
    return [text(x, y, number, 13, colour=GREY), text(x, y + 20, what, 15, weight="bold")]


def draw(image, out, label):
    pixels = (image - image.min()) / (image.max() - image.min())
    parts = [box(0, 0, WIDTH, HEIGHT, "white")]
    parts += [box(30, MIDDLE - 84, 168, 168, "none", GREY), box(252, MIDDLE - 147, 26, 294, "none", GREY)]
    for index, value in enumerate(pixels.flatten().tolist()):
        if value > 0:
            row, column = divmod(index, 28)
            parts.append(box(30 + 6 * column, MIDDLE - 84 + 6 * row, 6, 6, grey(value)))
            parts.append(box(252, MIDDLE - 147 + index * 0.375, 26, 0.375, grey(value)))
    parts += [arrow(206, 242), arrow(288, 338), arrow(372, 438), arrow(472, 530)]
    parts += dots(355, 12, BLUE) + dots(455, 8, BLUE)
    for digit, (output, target) in enumerate(zip(out.tolist(), one_hot([label])[0].tolist(), strict=True)):
        y = MIDDLE - 130 + 26 * digit
        parts.append(text(548, y + 18, digit, weight="bold" if digit == label else "normal"))
        parts.append(box(562, y + 4, 110 * max(0.0, min(1.0, output)), 18, BLUE))
        parts.append(text(688, y + 18, f"{output:.1f}".replace("-0.0", "0.0"), 13, anchor="start"))
        parts.append(box(830, y + 2, 22, 22, ORANGE if target else "white", GREY))
        parts.append(text(841, y + 18, f"{target:g}", 13, colour="white" if target else INK))
    parts += [text(765, MIDDLE - 4, "compare", 14), arrow(725, 815, MIDDLE + 12)]
    parts += [text(940, MIDDLE - 8, f"label {label}", 22, weight="bold"), arrow(895, 862)]
    parts.append(
        f'<path d="M 765 {MIDDLE + 40} V 396 H 405 V 386" fill="none" stroke="{ORANGE}" stroke-width="2.5" '
        'stroke-dasharray="7 5" marker-end="url(#tip)"/>'
    )
    parts.append(text(585, 414, "the loss sends corrections back to every weight", 14, colour=ORANGE))
    for x, number, what in [
        (114, "28 × 28 pixels", "a picture"),
        (265, "784 numbers", "a vector"),
        (405, "256, then 64 numbers", "layers"),
        (617, "10 outputs", "the largest answers"),
        (841, "10 targets", "one-hot label"),
    ]:
        parts += caption(x, number, what)
    parts.append(text(30, 410, "MNIST picture: Y. LeCun and C. Cortes, CC BY-SA 3.0", 11, "start", GREY))
    tip = (
        '<marker id="tip" markerWidth="9" markerHeight="9" refX="6" refY="3" orient="auto">'
        '<path d="M0 0 L7 3 L0 6 Z"/></marker>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="Helvetica, Arial, sans-serif"><title>{ALT}</title><defs>{tip}</defs>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def main():
    torch.manual_seed(0)
    net = MLP()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    train(net, batches(*load_mnist(train=True)), optimizer, epochs=3)
    images, labels = load_mnist(train=False)
    with torch.no_grad():
        out = net(images[:1])[0]
    target = Path(__file__).parents[1] / "docs" / "path.svg"
    target.write_text(draw(images[0, 0], out, int(labels[0])), encoding="utf-8")


if __name__ == "__main__":
    main()
