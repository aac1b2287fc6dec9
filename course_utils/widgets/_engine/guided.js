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

const LOST = "This widget has lost its kernel, so nothing moves. " +
  "Run this cell again, after those above it: menu Run, Run All Cells.";
const QUICKEST = 40; // milliseconds between two of its steps
// Pixels of the screen that letters in a picture are high at least, however small the picture is shown: fewer where the
// whole widget is narrow, as at 200 % zoom, for they would lie on each other.
const LEAST = 12, LEAST_IN_NARROW = 10.8;
const NARROW = 560;
const IDLE = 0.5; // how strongly a button is drawn that could do nothing

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

function initialize({ model, code }) {
  // Jupyter need not wait for it; where it fails, as for a notebook that is closed by then, nothing is kept.
  keepInNotebook({ model, code }).catch(console.warn);
}

export default { initialize, render };
