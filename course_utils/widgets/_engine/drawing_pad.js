// What guided.js calls for the paper to draw on: with mouse, finger, pen or keys. The strokes go to Python; the answer,
// and what they look like as 28×28 pixels, comes from there.

const MOVES = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const SHARP = 504; // pixels of the canvas a side, twice as many as are seen
const HELP = "White on black, with mouse, finger or pen. Keys: arrows move, Space draws a dot, Shift and an arrow a line, "
  + "Backspace erases, Ctrl+Z undoes.";

const FULL = "The paper is full: press Undo or Clear.";
const NO_ROOM = "No room for another drawing: save it under the name of one that is there, and it takes its place.";
const HALVES = /\p{Surrogate}/gu; // of letters of two parts, as an emoji is: where a name is cut off, one may be alone

const rounded = (value) => Math.round(1000 * Math.min(1, Math.max(0, value))) / 1000; // of the paper

// The strokes of a drawing from their texts in the model: "x,y x,y", in thousandths, after "rubber" what is rubbed out.
const read = (texts) => texts.map((text) => ({
  points: text.replace("rubber ", "").split(" ").map((point) => point.split(",").map((number) => number / 1000)),
  rubber: text.startsWith("rubber"),
}));

export function extend({ model, shown, side, element, prefix, send, waits }) {
  const { cells, pen, rubber, strokes: mostStrokes, points: mostPoints, drawings, kept } = model.get("sizes");
  const press = (text, act) => {
    const node = element("button", { type: "button" }, text);
    node.addEventListener("click", act);
    return node;
  };

  // --- the paper
  const canvas = element("canvas", { width: SHARP, height: SHARP, "aria-hidden": "true" });
  const ink = canvas.getContext("2d", { willReadFrequently: true });
  const marked = element("div", { class: "course-cell" });
  const pad = element("div", {
    class: "course-pad", tabindex: 0, role: "application", "aria-label": `paper of ${cells} by ${cells} cells`,
    "aria-describedby": `${prefix}-help-to-draw`, style: `--course-cell: ${100 / cells}%`,
  }, canvas, element("p", { class: "course-hint" }, "draw a digit here"), element("div", { class: "course-cells" }), marked);
  const where = element("p", { class: "course-where", role: "status" });
  const readSaved = () => Object.fromEntries(Object.entries(model.get("saved")).map(([name, texts]) => [name, read(texts)]));
  let strokes = read(model.get("strokes"));
  let saved = readSaved(); // name -> strokes
  let before = []; // what Undo goes back to
  let cell = [Math.floor(cells / 2), Math.floor(cells / 2)];
  let line = null; // the stroke being drawn

  function redraw() {
    ink.fillStyle = "#000";
    ink.fillRect(0, 0, SHARP, SHARP);
    ink.lineCap = ink.lineJoin = "round";
    for (const { points, rubber: erases } of strokes) {
      ink.strokeStyle = erases ? "#000" : "#fff";
      ink.lineWidth = (erases ? rubber : pen) * SHARP;
      ink.beginPath();
      ink.moveTo(points[0][0] * SHARP + 0.01, points[0][1] * SHARP); // a line of no length would leave no dot
      for (const [x, y] of points) ink.lineTo(x * SHARP, y * SHARP);
      ink.stroke();
    }
    pad.classList.toggle("course-empty", !strokes.length);
  }

  function tell() {
    redraw();
    send({ strokes }); // which is written out when it is sent: what is drawn until then goes with it
  }

  function change(next) {
    before.push(strokes);
    strokes = next;
    tell();
  }

  const points = (lines) => lines.reduce((sum, stroke) => sum + stroke.points.length, 0);

  // Begin a stroke; say whether there is still room for one.
  function add(places, erases) {
    if (strokes.length >= mostStrokes || points(strokes) + places.length > mostPoints) {
      say(FULL);
      return false;
    }
    line = { points: places, rubber: erases };
    change([...strokes, line]);
    return true;
  }

  function undo() {
    if (!before.length) return say("Nothing to undo.");
    strokes = before.pop();
    tell();
    say(strokes.length ? "Undone." : "Undone; the paper is empty.");
  }

  function clear() {
    change([]);
    say("The paper is empty.");
  }

  function say(text) { where.textContent = text; }

  // --- mouse, finger, pen
  let pointer = null;
  const place = (event) => {
    const box = pad.getBoundingClientRect();
    return [rounded((event.clientX - box.left) / box.width), rounded((event.clientY - box.top) / box.height)];
  };

  pad.addEventListener("pointerdown", (event) => {
    const erases = (event.buttons & 32) !== 0; // the other end of a pen
    if (pointer !== null || (event.button !== 0 && !erases)) return;
    pad.classList.remove("course-by-keys");
    if (!add([place(event)], erases)) return;
    pointer = event.pointerId;
    pad.setPointerCapture(pointer);
    say(erases ? "Erased." : "Drawn.");
  });
  pad.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    let room = mostPoints - points(strokes);
    for (const part of event.getCoalescedEvents?.() ?? [event]) {
      const [x, y] = place(part);
      const [lastX, lastY] = line.points.at(-1);
      if (Math.hypot(x - lastX, y - lastY) <= 0.01) continue;
      if (room-- > 0) line.points.push([x, y]);
      else say(FULL);
    }
    tell();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    pad.addEventListener(name, (event) => { if (event.pointerId === pointer) pointer = null; });
  }

  // --- keys
  const middle = ([col, row]) => [rounded((col + 0.5) / cells), rounded((row + 0.5) / cells)];

  function showCell() {
    marked.style.left = `${(100 * cell[0]) / cells}%`;
    marked.style.top = `${(100 * cell[1]) / cells}%`;
    const [x, y] = middle(cell).map((share) => Math.floor(share * SHARP));
    const state = ink.getImageData(x, y, 1, 1).data[0] > 127 ? "ink" : "empty";
    say(`Row ${cell[1] + 1}, column ${cell[0] + 1} of ${cells}: ${state}.`);
  }

  pad.addEventListener("focus", () => { if (pointer === null) { pad.classList.add("course-by-keys"); showCell(); } });
  pad.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    const takesBack = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    if (!takesBack && (event.ctrlKey || event.metaKey || event.altKey)) return;
    if (!move && !takesBack && ![" ", "Backspace", "Delete"].includes(event.key)) return;
    event.preventDefault(); // else the page scrolls
    event.stopPropagation();
    pad.classList.add("course-by-keys");
    if (takesBack) return undo();
    let room = true;
    if (move) {
      const from = middle(cell);
      cell = cell.map((part, axis) => Math.min(cells - 1, Math.max(0, part + move[axis])));
      if (event.shiftKey) room = add([from, middle(cell)], false);
    } else {
      room = add([middle(cell)], event.key !== " ");
    }
    if (room) showCell();
  });

  // --- drawings kept under a name
  const name = element("input", { id: `${prefix}-name-to-save`, type: "text", maxlength: 30 });
  const choice = element("select", { id: `${prefix}-saved-drawings` });

  function save() {
    if (!strokes.length) return say("Nothing is drawn yet.");
    const chosen = name.value.replace(HALVES, "").trim() || `drawing ${Object.keys(saved).length + 1}`;
    const more = { ...saved, [chosen]: structuredClone(strokes) };
    if (Object.keys(more).length > drawings || points(Object.values(more).flat()) > kept) return say(NO_ROOM);
    saved = more;
    send({ saved });
    showSaved(chosen);
    say(`Saved as “${chosen}”.`);
  }

  function bringBack() {
    const drawing = saved[choice.value];
    if (!drawing) return say("Nothing is saved yet.");
    change(structuredClone(drawing));
    say(`“${choice.value}” is on the paper.`);
  }

  function showSaved(chosen = choice.value) {
    const names = Object.keys(saved);
    choice.replaceChildren(...names.map((text) => element("option", { value: text }, text)));
    if (!names.length) choice.append(element("option", { value: "" }, "none yet"));
    if (names.includes(chosen)) choice.value = chosen;
  }

  name.addEventListener("keydown", (event) => { if (event.key === "Enter") save(); });

  // --- from Python, or from another view of the same widget
  function takeStrokes() {
    const given = read(model.get("strokes"));
    if (pointer !== null || waits() || JSON.stringify(given) === JSON.stringify(strokes)) return;
    before.push(strokes);
    strokes = given;
    redraw();
  }

  function takeSaved() {
    if (waits()) return;
    saved = readSaved();
    showSaved();
  }

  const heard = { "change:strokes": takeStrokes, "change:saved": takeSaved };
  for (const [event, hear] of Object.entries(heard)) model.on(event, hear);
  redraw();
  showSaved();
  shown.parentElement.classList.add("course-draws");
  shown.before(element("div", { class: "course-desk" },
    pad, element("div", { class: "course-row" }, press("Undo", undo), press("Clear", clear)), where));
  const folded = side.querySelector("details");
  folded.querySelector("summary").textContent = "Keys, saved drawings";
  folded.append(
    element("div", { class: "course-row" }, element("label", { for: name.id }, "name"), name, press("Save", save)),
    element("div", { class: "course-row" }, element("label", { for: choice.id }, "saved"), choice, press("Show", bringBack)),
    element("p", { id: `${prefix}-help-to-draw` }, HELP));

  return () => {
    for (const [event, hear] of Object.entries(heard)) model.off(event, hear);
  };
}
