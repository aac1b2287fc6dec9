"""What tests of widgets ask a page, in JavaScript."""

# What in a widget cannot be read, or only after it is scrolled sideways, each in words.
UNREADABLE = """node => {
    const placed = (matrix, x, y, width, height) => {
        const corners = [[x, y], [x + width, y], [x, y + height], [x + width, y + height]];
        const moved = corners.map(corner => new DOMPoint(...corner).matrixTransform(matrix));
        const [xs, ys] = ["x", "y"].map(axis => moved.map(corner => corner[axis]));
        return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    };
    const seen = svg => {  // of a picture in a picture: its window
        if (!svg.ownerSVGElement) return svg.getBoundingClientRect();
        const room = ["x", "y", "width", "height"].map(name => svg[name].baseVal.value);
        return placed(svg.parentNode.getScreenCTM(), ...room);
    };
    const common = (a, b) => [Math.min(a.right, b.right) - Math.max(a.left, b.left),
                              Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
    const faults = [], texts = [...node.querySelectorAll(".course-shown svg text")].map(text => {
        const { x, y, width, height } = text.getBBox();  // a line: a fifth is above its letters, one below
        const box = placed(text.getScreenCTM(), x, y + 0.2 * height, width, 0.6 * height);
        return { told: text.textContent, box, room: seen(text.ownerSVGElement) };
    }).filter(({ told }) => told.trim());
    for (const { told, box, room } of texts) {
        const out = [room.left - box.left, box.right - room.right, room.top - box.top, box.bottom - room.bottom];
        if (Math.max(...out) > 2) faults.push(`cut: ${told}`);
    }
    for (const [k, one] of texts.entries()) for (const other of texts.slice(k + 1)) {
        const [across, upwards] = common(one.box, other.box);
        if (across > -1 && upwards > 2) faults.push(`run together: ${one.told}, ${other.told}`);
    }
    const pictures = node.querySelectorAll(".course-shown svg image:not(.course-ground)");
    for (const image of pictures) for (const { told, box } of texts) {
        if (Math.min(...common(box, image.getBoundingClientRect())) > 2) faults.push(`on a picture: ${told}`);
    }
    for (const inner of [node, ...node.querySelectorAll("*:not(svg, svg *)")]) {
        const hides = inner === node || getComputedStyle(inner).overflowX !== "visible";
        if (hides && inner.scrollWidth > inner.clientWidth + 2) faults.push(`wider than its place: ${inner.className}`);
    }
    return faults;
}"""

# What a node holds as text, the attributes of each part in the order of their names: which came first says nothing.
WRITTEN = """node => {
    const copy = node.cloneNode(true);
    for (const part of copy.querySelectorAll("*")) {
        const named = [...part.attributes].sort((a, b) => a.name < b.name ? -1 : 1);
        for (const { name } of named) part.removeAttribute(name);
        for (const { name, value } of named) part.setAttribute(name, value);
    }
    return copy.innerHTML;
}"""

# The same of a picture that is given as HTML, as if it had room.
DRAWN = """html => {
    const node = document.createElement("div");
    node.innerHTML = html;
    for (const svg of node.querySelectorAll("svg[viewBox]")) svg.style.setProperty("--course-least", "0px");
    return (WRITTEN)(node);
}""".replace("WRITTEN", WRITTEN)

# Ids of widgets that are there twice, and what points outside its own widget or nowhere.
ASTRAY = """() => {
    const own = [...document.querySelectorAll(".course-widget, .course-widget *")];
    const twice = own.filter(node => node.id && document.querySelectorAll(`[id="${node.id}"]`).length > 1);
    const points = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list"];
    const astray = own.filter(node => points.flatMap(name => (node.getAttribute(name) ?? "").split(" ")).some(
        id => id && !node.closest(".course-widget").contains(document.getElementById(id))));
    return [twice, astray].map(nodes => nodes.map(node => node.outerHTML.slice(0, 80)));
}"""

# Which share of the width of a widget's body its visible parts cover, seen from above.
COVERED = """node => {
    const body = node.querySelector(".course-body"), whole = body.getBoundingClientRect();
    const boxes = [...body.querySelectorAll("*")].flatMap((part) => {
        const { visibility, fill, stroke } = getComputedStyle(part);
        const inked = [fill, stroke].some((colour) => !["none", "rgba(0, 0, 0, 0)"].includes(colour));
        const drawn = part.ownerSVGElement && !part.children.length && inked;
        const whole = ["IMG", "CANVAS", "BUTTON", "INPUT", "SELECT", "TABLE", "PROGRESS"].includes(part.tagName);
        const texts = [...part.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map((text) => {
            const range = document.createRange();
            range.selectNode(text);
            return range.getBoundingClientRect();
        });
        return visibility !== "visible" ? [] : drawn || whole ? [part.getBoundingClientRect()] : texts;
    }).filter(({ width, height }) => width && height).sort((a, b) => a.left - b.left);
    let covered = 0, end = whole.left;
    for (const { left, right } of boxes) {
        covered += Math.max(0, Math.min(right, whole.right) - Math.max(left, end));
        end = Math.max(end, right);
    }
    return covered / whole.width;
}"""
