// How every widget of the course looks and moves: its point in one sentence at the top, the picture, the controls. What
// is shown comes from Python, as HTML; this file only sends what is moved, and lets the picture become what comes back.

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

// What the ids of one widget begin with. No counter: this module is loaded anew for each widget of a page. Nor
// crypto.randomUUID(): it is not there where JupyterLab is reached over plain http.
const own = (what) => `course-${what}-${Math.random().toString(36).slice(2)}`;

const LOST = "This widget has lost its kernel, so nothing moves. Choose Run, Run All Cells, and it moves again.";
const PATIENCE = 2500; // milliseconds: after that long an output has given up to wait for its widget
const QUICKEST = 40; // milliseconds between two of its steps
// Pixels of the screen that letters in a picture are high at least, however small the picture is shown: fewer where the
// whole widget is narrow, as at 200 % zoom, for they would lie on each other.
const LEAST = 12, LEAST_IN_NARROW = 10.8;
const NARROW = 560;
const IDLE = 0.5; // how strongly a button is drawn that could do nothing
const FREE = 6; // pixels that a knob goes in one of its two directions before it follows there: no hand moves straight

// Each kind of control: make it, read it, write it.
const KINDS = {
  slider: {
    make: (c, id) => element("input", { type: "range", id, min: c.low, max: c.high, step: c.step }),
    read: (input) => Number(input.value),
    write: (input, value) => { input.value = value; },
  },
  choice: {
    make: (c, id) => element("select", { id }, ...c.options.map((text) => element("option", { value: text }, text))),
    read: (input) => input.value,
    write: (input, value) => { input.value = value; },
  },
  switch: {
    make: (c, id) => element("input", { type: "checkbox", id }),
    read: (input) => input.checked,
    write: (input, value) => { input.checked = value; },
  },
  button: {
    make: (c, id) => element("button", { type: "button", id, class: c.main ? "course-main" : false }, c.label),
    read: (input) => Number(input.dataset.pressed || 0) + 1, // counts, so that each press is a change
    write: (input, value) => { input.dataset.pressed = value; },
  },
};
KINDS.play = KINDS.button;

// Make one node like another, in place: what has the focus keeps it, what is open stays open, and what moves can glide.
function become(node, wanted) {
  const kept = ["open", "data-lm-suppress-shortcuts"]; // what a person and JupyterLab have set
  for (const { name } of [...node.attributes]) {
    if (!wanted.hasAttribute(name) && !kept.includes(name)) node.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (node.getAttribute(name) !== value && !kept.includes(name)) node.setAttribute(name, value);
  }
  const children = [...wanted.childNodes];
  children.forEach((child, k) => {
    const mine = node.childNodes[k];
    if (!mine) node.append(child);
    else if (mine.nodeName !== child.nodeName) mine.replaceWith(child);
    else if (mine.nodeType !== Node.TEXT_NODE) become(mine, child);
    else if (mine.data !== child.data) mine.data = child.data;
  });
  while (node.childNodes.length > children.length) node.lastChild.remove();
}

// The step of an axis [name, first, last, low, high, step] that is nearest to a number.
function nearest([, , , low, high, step], number) {
  const value = low + Math.round((number - low) / step) * step;
  return Number(Math.min(high, Math.max(low, value)).toFixed(10)); // 0.30000000000000004 is 0.3
}

// Parts of the picture that are grabbed or pressed, as hands.py describes them.
function listenToHands(shown, current, send) {
  let grabbed = null; // what a part says of its grab, which stays the same while the part moves
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

  function letGo() {
    grabbed = null;
    held = null;
    shown.classList.remove("course-held");
  }

  shown.addEventListener("pointerdown", (event) => {
    const part = event.target.closest("[data-grab]");
    if (!part || event.button > 0) return;
    grabbed = part.dataset.grab;
    held = part.tagName === "g" ? {} : null;
    shown.setPointerCapture(event.pointerId);
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
    const over = event.target.closest("[data-grab]")?.dataset.grab;
    const text = grabbed ?? (over && event.pointerType === "mouse" && JSON.parse(over).hover ? over : undefined);
    if (text && find(text)) point(event, text);
  });
  shown.addEventListener("pointerup", letGo);
  shown.addEventListener("pointercancel", letGo);
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

async function render({ model, el }) {
  const prefix = own("widget");
  const inputs = {};
  const buttons = {};
  const shown = element("div", { class: "course-shown" });
  const spoken = element("p", { class: "course-spoken", role: "status" });
  // What cannot be seen keeps the room of the longest sentence, whatever the width: what is below does not move.
  const longest = element("p", { class: "course-longest", "aria-hidden": "true" }, model.get("longest"));
  const point = element("div", { class: "course-point" }, spoken, longest);
  const beside = element("div", { class: "course-controls" });
  const rare = element("div", { class: "course-controls" });
  const lost = element("p", { class: "course-lost", role: "status" });
  let changes = null; // what was moved since the last message
  let unanswered = {}; // what was moved since the last answer
  let sent = 0; // when the last message was
  const current = (name) => ({ ...model.get("values"), ...unanswered })[name];
  const waits = () => changes !== null || model.get("answered") < sent;

  // Only what was moved is sent, at most once a frame: what follows from it is Python's to say. Not with save_changes():
  // Jupyter would keep a change back until the kernel has ended with the last one, and an older answer would undo it.
  function send(moved) {
    if (changes === null) {
      requestAnimationFrame(() => {
        sent = Math.max(sent + 1, Date.now());
        model.send({ changes, number: sent });
        changes = null;
      });
    }
    changes = { ...changes, ...moved };
    unanswered = { ...unanswered, ...moved };
  }

  // Let a value walk to its end, from the beginning if it stands there; each step waits for the picture of the last.
  function play(button, { plays, label, by, seconds }) {
    const control = model.get("controls").find(({ name }) => name === plays);
    const { low, high, step } = control;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const stop = () => {
      clearInterval(button.timer);
      button.timer = undefined;
      button.textContent = label;
    };
    if (button.timer) return stop();
    const count = (by || high - low) / step;
    const pace = Math.max(QUICKEST, (1000 * seconds) / count);
    const stride = step * Math.max(1, Math.round((count * pace) / (1000 * seconds)));
    let at = !by && current(plays) >= high ? low : current(plays);
    const end = by ? Math.min(high, at + by) : high;
    button.textContent = "Pause";
    button.timer = setInterval(() => {
      if (!el.isConnected) return stop();
      if (waits()) return;
      at = still ? end : Math.min(end, Number((at + stride).toFixed(10)));
      send({ [plays]: at });
      if (at >= end) stop();
    }, pace);
  }

  for (const control of model.get("controls")) {
    if (control.kind === "held") continue;
    const id = `${prefix}-${control.name.replaceAll(" ", "-")}`;
    const kind = KINDS[control.kind];
    const input = kind.make(control, id);
    const pressed = input.tagName === "BUTTON";
    const reading = element("output", { for: id });
    if (pressed) buttons[control.name] = input;
    if (control.kind === "play") {
      input.addEventListener("click", () => play(input, control));
    } else {
      inputs[control.name] = { kind, input, reading };
      input.addEventListener(pressed ? "click" : "input", () => {
        const value = kind.read(input);
        if (pressed) kind.write(input, value);
        read(control.name, value);
        send({ [control.name]: value });
      });
    }
    const group = control.folded ? rare : beside;
    if (pressed) {
      buttonsOf(group).append(input);
      continue;
    }
    const value = control.kind === "slider" ? [reading] : [];
    const label = element("label", { for: id }, control.label);
    group.append(element("div", { class: `course-control course-${control.kind}` }, label, ...value, input));
  }

  for (const group of [beside, rare]) {
    group.classList.toggle("course-single", group.querySelectorAll(".course-control").length === 1);
  }

  // The buttons of a group stand in one row, where its first one is.
  function buttonsOf(group) {
    const row = group.querySelector(".course-buttons") ?? element("div", { class: "course-buttons" });
    group.append(...(row.parentNode ? [] : [row]));
    return row;
  }

  function read(name, value) {
    const text = String(value).replace("-", "−"); // as the sentences write it
    inputs[name].reading.textContent = text;
    if (inputs[name].input.type === "range") inputs[name].input.setAttribute("aria-valuetext", text);
  }

  function showValues() {
    if (waits()) return; // an older answer must not move a control back
    unanswered = {};
    for (const [name, value] of Object.entries(model.get("values"))) {
      if (!(name in inputs)) continue;
      inputs[name].kind.write(inputs[name].input, value);
      read(name, value);
    }
  }

  // What could do nothing is no place to stop at; what has the focus keeps it, so it is not "disabled".
  function showIdle() {
    for (const [name, button] of Object.entries(buttons)) {
      const idle = model.get("idle").includes(name);
      button.tabIndex = idle ? -1 : 0;
      button.setAttribute("aria-disabled", idle);
      button.style.opacity = idle ? IDLE : "";
    }
  }

  function showPicture() {
    const wanted = element("div");
    wanted.innerHTML = model.get("html");
    wanted.className = shown.className;
    become(shown, wanted);
    spoken.textContent = model.get("text");
    fitIntoPlace();
  }

  function fitIntoPlace() {
    const least = section.clientWidth < NARROW ? LEAST_IN_NARROW : LEAST;
    for (const svg of shown.querySelectorAll("svg[viewBox]")) {
      const shrunk = svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
      svg.style.setProperty("--course-least", `${least * shrunk}px`);
    }
    showWhetherItScrolls();
  }

  // What is wider than its place can be scrolled by keys; what is not is no place to stop at.
  function showWhetherItScrolls() {
    const scrolls = shown.scrollWidth > shown.clientWidth + 1;
    const more = { tabindex: 0, role: "group", "aria-label": "what it shows" };
    for (const [name, value] of Object.entries(more)) {
      if (scrolls) shown.setAttribute(name, value);
      else shown.removeAttribute(name);
    }
  }

  // Without its kernel a widget cannot answer: after a restart, or in a notebook that was opened again. Only Jupyter's
  // own model, behind the one that is given here, knows.
  async function showWhetherLost() {
    const { comm_live: live } = await model.widget_manager.get_model(model.get("own_id"));
    section.classList.toggle("course-alone", !live);
    body.inert = !live;
    lost.textContent = live ? "" : LOST;
    return live;
  }

  // JupyterLab's shortcuts would take the arrow keys away from a control; but saving must work from everywhere.
  function keepKeys(event) {
    if (!el.contains(event.target)) return;
    const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !saves);
  }

  const title = element("strong", { id: `${prefix}-title` }, model.get("title"));
  const head = element("p", { class: "course-head" }, title, ` ${model.get("teaches")}`);
  const more = element("details", { class: "course-more" }, element("summary", {}, "More settings"), rare);
  const side = element("div", { class: "course-side" }, beside, ...(rare.children.length ? [more] : []));
  const settings = model.get("settings");
  const body = element("div", { class: `course-body course-settings-${settings}` });
  body.append(...(settings === "below" ? [shown, side] : [side, shown]));
  const section = element("section", { class: "course-widget", "aria-labelledby": title.id }, head, lost, point, body);
  el.append(section);

  listenToHands(shown, current, send);
  window.addEventListener("keydown", keepKeys, true); // before JupyterLab hears of the key
  const heard = { "change:values": showValues, "change:answered": showValues, "change:html": showPicture,
    "change:text": showPicture, "change:idle": showIdle, "comm_live_update": showWhetherLost };
  for (const [event, hear] of Object.entries(heard)) model.on(event, hear);
  const width = new ResizeObserver(fitIntoPlace);
  width.observe(shown);

  let extended;
  if (model.get("extension")) {
    const address = URL.createObjectURL(new Blob([model.get("extension")], { type: "text/javascript" }));
    extended = (await import(/* webpackIgnore: true */ address)).extend({ model, shown, side, element, prefix, send, waits });
    URL.revokeObjectURL(address);
  }
  showValues();
  showPicture();
  showIdle();
  showWhetherLost().then((live) => live && model.send({ seen: true }));

  return () => {
    window.removeEventListener("keydown", keepKeys, true);
    width.disconnect();
    for (const [event, hear] of Object.entries(heard)) model.off(event, hear);
    extended?.();
  };
}

// Where an output of a notebook shows a widget: [the outputs of its cell, its number], or nothing.
function place(notebook, id) {
  for (let n = 0; n < notebook.cells.length; n += 1) {
    const { outputs } = notebook.cells.get(n); // a text has none
    for (let k = 0; k < (outputs?.length ?? 0); k += 1) {
      if (outputs.get(k).data["application/vnd.jupyter.widget-view+json"]?.model_id === id) return [outputs, k];
    }
  }
  return undefined;
}

// Bring a widget through the night, in JupyterLab and Notebook 7, whose manager of the widgets loses it in two ways.
async function keepInNotebook({ model, code }) {
  const manager = model.widget_manager;
  const { context } = manager;
  if (!context) return; // another front end
  while (!model.get("own_id")) await new Promise((done) => model.on("change:own_id", done));
  const id = model.get("own_id");
  const own = await manager.get_model(id);

  // Saving writes only widgets whose kernel answers: a notebook that was opened again, and saved before it was run, would
  // have lost them the next time it is opened. This runs after the manager's own listener, and adds what it left out.
  context.saveState.connect((_, state) => {
    const kept = context.model.getMetadata("widgets");
    if (state !== "started" || own.comm_live || !kept || !place(context.model, id)) return;
    const [[kind, { state: others, ...version }]] = Object.entries(kept);
    const states = [own, own.get("layout"), code].map((one) => [one.model_id, {
      model_name: one.name,
      model_module: one.module,
      model_module_version: one.get("_model_module_version"),
      state: one.serialize(one.get_state(true)),
    }]);
    context.model.setMetadata("widgets", { [kind]: { ...version, state: { ...others, ...Object.fromEntries(states) } } });
  });

  // An output waits two seconds for its widget, ten times a second, and does not look a last time: where the notebook is
  // slow to open it says "model not found" for good, although the widget is there. Then the output is drawn anew.
  while (!manager.restoredStatus) await new Promise((done) => setTimeout(done, PATIENCE));
  await new Promise((done) => setTimeout(done, PATIENCE));
  if (context.isDisposed) return; // closed again by now
  const lacking = Object.keys(own.views ?? {}).length === 0 && place(context.model, id);
  if (lacking) {
    const [outputs, k] = lacking;
    outputs.set(k, outputs.get(k).toJSON());
  }
}

function initialize({ model, code }) {
  // Jupyter need not wait for it; where it fails, as for a notebook that is closed by then, nothing is kept.
  keepInNotebook({ model, code }).catch(console.warn);
}

export default { initialize, render };
