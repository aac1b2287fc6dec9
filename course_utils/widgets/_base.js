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

let widgets = 0;

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
  const prefix = `course-widget-${(widgets += 1)}`;
  const inputs = {};
  const shown = element("div", { class: "course-shown", role: "group", tabindex: 0, "aria-label": "what it shows" });
  const spoken = element("p", { class: "course-spoken", role: "status" });
  const controls = element("div", { class: "course-controls" });
  let waiting = false;

  function send(changes) {
    model.set("values", { ...model.get("values"), ...changes });
    if (waiting) return; // at most one message a frame, however fast a slider is dragged
    waiting = true;
    requestAnimationFrame(() => { waiting = false; model.save_changes(); });
  }

  for (const control of model.get("controls")) {
    const id = `${prefix}-${control.name}`;
    const kind = KINDS[control.kind];
    const input = kind.make(control, id);
    input.setAttribute("data-lm-suppress-shortcuts", ""); // JupyterLab's shortcuts would take the arrow keys away
    const reading = element("output", { for: id });
    inputs[control.name] = { kind, input, reading };
    const event = control.kind === "button" ? "click" : "input";
    input.addEventListener(event, () => send({ [control.name]: kind.read(input) }));
    const label = control.kind === "button" ? [] : [element("label", { for: id }, control.label)];
    const value = control.kind === "slider" ? [reading] : [];
    controls.append(element("div", { class: `course-control course-${control.kind}` }, ...label, input, ...value));
  }

  function showValues() {
    const values = model.get("values");
    for (const [name, { kind, input, reading }] of Object.entries(inputs)) {
      kind.write(input, values[name]);
      reading.textContent = String(values[name]);
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

  model.on("change:values", showValues);
  model.on("change:html", showPicture);
  model.on("change:text", showPicture);
  showValues();
  showPicture();
  const title = element("strong", { id: `${prefix}-title` }, model.get("title"));
  const head = element("p", { class: "course-head" }, title, ` ${model.get("teaches")}`);
  el.append(element("section", { class: "course-widget", "aria-labelledby": title.id }, head, controls, shown, spoken));

  return () => {
    model.off("change:values", showValues);
    model.off("change:html", showPicture);
    model.off("change:text", showPicture);
  };
}

export default { render };
