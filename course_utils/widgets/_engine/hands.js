// How parts of a picture are grabbed and pressed by pointer, touch and keys; hands.py describes them. A part of
// guided.js, which calls it.

const FREE = 6; // pixels that a knob goes in one of its two directions before it follows there: no hand moves straight

// The step of an axis [name, first, last, low, high, step] that is nearest to a number.
function nearest([, , , low, high, step], number) {
  const value = low + Math.round((number - low) / step) * step;
  return Number(Math.min(high, Math.max(low, value)).toFixed(10)); // 0.30000000000000004 is 0.3
}

// Parts of the picture that are grabbed or pressed, as hands.py describes them.
function listenToHands(shown, current, send) {
  let grabbed = null; // what a part says of its grab, which stays the same while the part moves
  let pointer = null; // the mouse or the finger that has grabbed it: others are not heard until it lets go
  const another = (event) => pointer !== null && event.pointerId !== pointer;
  let held = null; // of a knob: where the pointer took it, how far from the place of its value, and where it is free
  const find = (text) => [...shown.querySelectorAll("[data-grab]")].find((node) => node.dataset.grab === text);

  function point(event, text) {
    const { x, y } = JSON.parse(text);
    const part = find(text);
    const box = (part.tagName === "g" ? part.firstElementChild : part).getBoundingClientRect(); // knobs may stick out
    const at = { x: (event.clientX - box.left) / box.width, y: (box.bottom - event.clientY) / box.height };
    const pixels = { x: event.clientX, y: event.clientY };
    const axes = Object.entries({ x, y }).filter(([, axis]) => axis);
    const points = ([way, [, first, last]]) => first + at[way] * (last - first);
    if (held && !held.off) { // it has just been taken: what it shows stays
      held.off = Object.fromEntries(axes.map((one) => [one[0], points(one) - current(one[1][0])]));
      held.from = pixels;
      held.free = axes.length === 1 ? { x: true, y: true } : {};
      return;
    }
    const moved = axes.filter(([way]) => {
      if (held && Math.abs(pixels[way] - held.from[way]) >= FREE) held.free[way] = true;
      return !held || held.free[way];
    }).map((one) => [one[1][0], nearest(one[1], points(one) - (held?.off[one[0]] ?? 0))])
      .filter(([name, value]) => current(name) !== value);
    if (moved.length) send(Object.fromEntries(moved));
  }

  function letGo(event) {
    if (another(event)) return;
    grabbed = pointer = held = null;
    shown.classList.remove("course-held");
  }

  shown.addEventListener("pointerdown", (event) => {
    const part = event.target.closest("[data-grab]");
    if (!part || event.button > 0 || another(event)) return;
    grabbed = part.dataset.grab;
    pointer = event.pointerId;
    held = part.tagName === "g" ? {} : null;
    shown.setPointerCapture(pointer);
    shown.classList.add("course-held"); // what follows the pointer does not glide
    part.focus({ preventScroll: true });
    event.preventDefault(); // no text is selected, no picture dragged away
    point(event, grabbed);
  });
  // The browser must not take a finger on it for a wish to scroll, or to go back to the last page.
  shown.addEventListener("touchstart", (event) => {
    if (event.target.closest("[data-grab]")) event.preventDefault();
  }, { passive: false });
  shown.addEventListener("pointermove", (event) => {
    if (another(event)) return;
    const over = event.target.closest("[data-grab]")?.dataset.grab;
    const text = grabbed ?? (over && event.pointerType === "mouse" && JSON.parse(over).hover ? over : undefined);
    if (text && find(text)) point(event, text);
  });
  // The last where neither of the others comes, as behind a menu that opens: else nobody could take anything any more.
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) shown.addEventListener(end, letGo);
  shown.addEventListener("click", (event) => {
    const part = event.target.closest("[data-press]");
    if (part) send(JSON.parse(part.dataset.press));
  });

  const keys = { ArrowRight: ["x", 1], ArrowLeft: ["x", -1], ArrowUp: ["y", 1], ArrowDown: ["y", -1] };
  shown.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { grab, press } = event.target.dataset;
    if (press && event.target.tagName !== "BUTTON" && [" ", "Enter"].includes(event.key)) {
      send(JSON.parse(press));
      event.preventDefault();
    }
    if (!grab) return;
    const axes = JSON.parse(grab), only = axes.x ?? axes.y;
    const moves = {
      Home: () => [only, only[3]],
      End: () => [only, only[4]],
      PageUp: () => [only, current(only[0]) + 10 * only[5]],
      PageDown: () => [only, current(only[0]) - 10 * only[5]],
    };
    for (const [key, [name, direction]] of Object.entries(keys)) {
      const axis = axes[name] ?? only;
      const way = direction * (axes[name] ? Math.sign(axis[2] - axis[1]) : 1); // to the right is to the right
      moves[key] = () => [axis, current(axis[0]) + way * axis[5]];
    }
    if (!(event.key in moves)) return;
    const [axis, value] = moves[event.key]();
    send({ [axis[0]]: nearest(axis, value) });
    event.preventDefault();
  });
}
