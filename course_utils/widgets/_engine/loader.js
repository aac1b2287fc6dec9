// What each widget carries of its own: it fetches the code and the look that all widgets of a notebook share. A saved
// notebook so holds them once, in a model of their own, however many widgets it shows.

const PATIENCE = 100; // milliseconds until the shared model is looked for again: it may be restored after this one

async function shared({ model }) {
  for (let k = 0; k < 100; k += 1) {
    const found = await Promise.resolve(model.widget_manager.get_model(model.get("code_id"))).catch(() => undefined);
    if (found) return found;
    await new Promise((done) => setTimeout(done, PATIENCE));
  }
  throw Error("The code of this widget is not in the notebook. Run the cell again.");
}

async function guided(code) {
  const address = URL.createObjectURL(new Blob([code.get("javascript")], { type: "text/javascript" }));
  try {
    return (await import(/* webpackIgnore: true */ address)).default;
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function initialize({ model }) {
  const code = await shared({ model });
  (await guided(code)).initialize({ model, code });
}

async function render({ model, el }) {
  const code = await shared({ model });
  const look = document.createElement("style");
  look.textContent = code.get("css") + model.get("own_css");
  el.append(look);
  return (await guided(code)).render({ model, el });
}

export default { initialize, render };
