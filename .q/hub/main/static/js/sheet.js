// Questions over the page.

/** Joins a dialog with a form: what is sent, what becomes of it, and the way back. */
export function sheet(id, send) {
  const dialog = document.getElementById(id);
  const form = dialog.querySelector("form");
  const refused = dialog.querySelector(".sheet-failure");
  const go = form.querySelector("[type=submit]");
  let subject = null;
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    go.disabled = true;
    refused.textContent = "";
    try {
      await send(subject, Object.fromEntries(new FormData(form)));
      dialog.close();
    } catch (refusal) {
      if (!refusal.words) throw refusal;
      refused.textContent = refusal.words;
    } finally {
      go.disabled = false;
    }
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  return {
    form,
    /** Opens it about something; `prepare` fills in. */
    open(about, prepare = () => {}) {
      subject = about;
      refused.textContent = "";
      form.reset();
      prepare(form);
      dialog.showModal();
    },
  };
}

/** Returns a function that asks before something is done: ask(title, text, words on the button, what to do). */
export function question() {
  const asked = sheet("question", (about) => about.act());
  return (title, text, words, act) => asked.open({ act }, (form) => {
    form.querySelector("h2").textContent = title;
    form.querySelector("p").textContent = text;
    form.querySelector("[type=submit]").textContent = words;
  });
}
