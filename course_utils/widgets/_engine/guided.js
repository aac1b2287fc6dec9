// How every widget of the course looks and moves: controls at the top, what they show below. What a widget shows comes
// from Python, as HTML; this file only sends what is chosen, and puts in what comes back.

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
    make: (c, id) => element("button", { type: "button", id }, c.label),
    read: (input) => Number(input.dataset.pressed || 0) + 1, // counts, so that each press is a change
    write: (input, value) => { input.dataset.pressed = value; },
  },
};

function render({ model, el }) {
  const prefix = own("widget");
  const inputs = {};
  const shown = element("div", { class: "course-shown", role: "group", tabindex: 0, "aria-label": "what it shows" });
  const spoken = element("p", { class: "course-spoken", role: "status" });
  const controls = element("div", { class: "course-controls" });
  const lost = element("p", { class: "course-lost", role: "status" });
  let changes = null; // what was moved since the last message
  let sent = 0; // when that was

  // Only what was moved is sent, at most once a frame: what follows from it is Python's to say.
  function send(moved) {
    if (changes === null) {
      requestAnimationFrame(() => {
        sent = Math.max(sent + 1, Date.now());
        model.send({ changes, number: sent });
        changes = null;
      });
    }
    changes = { ...changes, ...moved };
  }

  for (const control of model.get("controls")) {
    const id = `${prefix}-${control.name}`;
    const kind = KINDS[control.kind];
    const input = kind.make(control, id);
    const reading = element("output", { for: id });
    inputs[control.name] = { kind, input, reading };
    const event = control.kind === "button" ? "click" : "input";
    input.addEventListener(event, () => {
      const value = kind.read(input);
      if (control.kind === "button") kind.write(input, value);
      read(control.name, value);
      send({ [control.name]: value });
    });
    const label = control.kind === "button" ? [] : [element("label", { for: id }, control.label)];
    const value = control.kind === "slider" ? [reading] : [];
    controls.append(element("div", { class: `course-control course-${control.kind}` }, ...label, input, ...value));
  }

  function read(name, value) {
    const text = String(value).replace("-", "−"); // as the sentences write it
    inputs[name].reading.textContent = text;
    if (inputs[name].input.type === "range") inputs[name].input.setAttribute("aria-valuetext", text);
  }

  function showValues() {
    if (changes !== null || model.get("answered") < sent) return; // an older answer must not move a control back
    for (const [name, value] of Object.entries(model.get("values"))) {
      if (!(name in inputs)) continue;
      inputs[name].kind.write(inputs[name].input, value);
      read(name, value);
    }
  }

  function showPicture() {
    shown.innerHTML = model.get("html");
    spoken.textContent = model.get("text");
  }

  // A picture may say which values a click on it chooses: data-click='{"x": ["col", 28], "y": ["row", 28]}'.
  shown.addEventListener("click", (event) => {
    const picture = event.target.closest("[data-click]");
    if (!picture) return;
    const box = picture.getBoundingClientRect();
    const part = { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
    const chosen = {};
    for (const [axis, [name, count]] of Object.entries(JSON.parse(picture.dataset.click))) {
      chosen[name] = Math.min(count - 1, Math.max(0, Math.floor(part[axis] * count)));
    }
    send(chosen);
  });

  // Without its kernel a widget cannot answer: after a restart, or in a notebook that was opened again. Only Jupyter's
  // own model, behind the one that is given here, knows.
  async function showWhetherLost() {
    const { comm_live: live } = await model.widget_manager.get_model(model.get("own_id"));
    section.classList.toggle("course-alone", !live);
    controls.inert = !live;
    lost.textContent = live ? "" : LOST;
  }

  // JupyterLab's shortcuts would take the arrow keys away from a control; but saving must work from everywhere.
  function keepKeys(event) {
    if (!el.contains(event.target)) return;
    const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !saves);
  }

  window.addEventListener("keydown", keepKeys, true); // before JupyterLab hears of the key
  model.on("change:values", showValues);
  model.on("change:answered", showValues);
  model.on("change:html", showPicture);
  model.on("change:text", showPicture);
  model.on("comm_live_update", showWhetherLost);
  showValues();
  showPicture();
  model.send({ seen: true });
  const title = element("strong", { id: `${prefix}-title` }, model.get("title"));
  const head = element("p", { class: "course-head" }, title, ` ${model.get("teaches")}`);
  const parts = [head, lost, controls, shown, spoken];
  const section = element("section", { class: "course-widget", "aria-labelledby": title.id }, ...parts);
  el.append(section);
  showWhetherLost();

  return () => {
    window.removeEventListener("keydown", keepKeys, true);
    model.off("change:values", showValues);
    model.off("change:answered", showValues);
    model.off("change:html", showPicture);
    model.off("change:text", showPicture);
    model.off("comm_live_update", showWhetherLost);
  };
}

export default { render };
