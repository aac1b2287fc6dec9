// How a widget comes through the night: what a saved notebook keeps of it. A part of guided.js, which calls it.

const PATIENCE = 2500; // milliseconds: after that long an output has given up to wait for its widget

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
