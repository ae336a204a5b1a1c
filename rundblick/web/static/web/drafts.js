/* Typed words are kept on the server while they are typed.

   <form method="post" data-draft-url="/entwurf/" data-draft-key="cases.note" data-draft-dossier="…">

   After a short pause the fields go to data-draft-url together with draft_key and draft_dossier. The server
   answers 2xx (saved) or 401 (session over). Restoring is the server's work: it fills the form when it draws it.
   Files and passwords are never sent. [data-draft-note] inside the form tells what happened. */

const PAUSE = 1200;
const RETRY = 10000;
const clock = new Intl.DateTimeFormat("de-DE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Berlin" });

/* After a new login Django hands out a new token; the one drawn into the form no longer counts. */
function freshToken(form) {
  const field = form.elements.csrfmiddlewaretoken;
  const cookie = document.cookie.match(/(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/);
  if (field && cookie) field.value = decodeURIComponent(cookie[1]);
  return field?.value ?? "";
}

function contents(form) {
  const data = new FormData(form);
  for (const field of form.elements) {
    if (field.name && (field.type === "file" || field.type === "password")) data.delete(field.name);
  }
  data.set("draft_key", form.dataset.draftKey ?? "");
  if (form.dataset.draftDossier) data.set("draft_dossier", form.dataset.draftDossier);
  return data;
}

function askForLogin() {
  const dialog = document.getElementById("anmeldung-abgelaufen");
  if (dialog && !dialog.open) dialog.showModal();
}

class Draft {
  constructor(form) {
    this.form = form;
    this.timer = 0;
    this.pending = false;
    this.sent = false;
    this.expired = false;
    this.offline = false;
    this.running = null;
    form.addEventListener("input", () => this.touched());
    form.addEventListener("change", () => this.touched());
    form.addEventListener("submit", (event) => this.submitting(event));
    form.noValidate = true;
  }

  /* The last words are kept before the form goes out: if the session is over, the login must not swallow them,
     and a draft still on its way must not arrive after the saved note. */
  async submitting(event) {
    if (event.defaultPrevented || this.sent) return;
    clearTimeout(this.timer);
    if (this.pending || this.running) {
      event.preventDefault();
      await this.running;
      await this.save();
      if (this.expired) return askForLogin();
      if (this.offline) return;
    }
    this.sent = true;
    if (event.defaultPrevented) this.form.requestSubmit(event.submitter);
  }

  touched() {
    this.pending = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  tell(words) {
    const note = this.form.querySelector("[data-draft-note]");
    if (note && note.textContent !== words) note.textContent = words;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), RETRY);
  }

  save() {
    if (this.sent || !this.pending) return this.running;
    this.running ??= this.send().finally(() => (this.running = null));
    return this.running;
  }

  async send() {
    this.pending = false;
    this.offline = false;
    const token = freshToken(this.form);
    let answer;
    try {
      answer = await fetch(this.form.dataset.draftUrl, {
        method: "POST",
        body: contents(this.form),
        headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
        credentials: "same-origin",
        redirect: "manual",
      });
    } catch {
      this.pending = true;
      this.offline = true;
      this.tell("Keine Verbindung. Ihr Text steht noch hier und wird gespeichert, sobald es wieder geht.");
      this.later();
      return;
    }
    if (answer.ok) {
      this.expired = false;
      document.getElementById("anmeldung-abgelaufen")?.close();
      this.tell(`Entwurf gespeichert ${clock.format(new Date())}`);
      if (!this.pending) this.form.dispatchEvent(new CustomEvent("rb:draft-saved", { bubbles: true }));
    } else if (answer.status === 401 || answer.type === "opaqueredirect") {
      this.pending = true;
      this.tell("Anmeldung abgelaufen. Ihr Text steht noch hier.");
      if (!this.expired) askForLogin();
      this.expired = true;
    } else {
      this.pending = true;
      this.tell(
        answer.status === 413
          ? "Der Text ist zu lang für einen Entwurf. Er steht noch hier."
          : "Der Entwurf ließ sich nicht speichern. Ihr Text steht noch hier.",
      );
      // What the server refuses it will refuse again; only being busy passes.
      if (answer.status === 429 || answer.status >= 500) this.later();
    }
  }

  leave() {
    if (this.sent || !this.pending) return;
    freshToken(this.form);
    if (navigator.sendBeacon(this.form.dataset.draftUrl, contents(this.form))) this.pending = false;
  }
}

let drafts = [];

/* Forms that were put into the page later are kept as well; those that left it are forgotten. */
function keepDrafts() {
  for (const draft of drafts) if (!draft.form.isConnected) clearTimeout(draft.timer);
  drafts = drafts.filter((draft) => draft.form.isConnected);
  const known = new Set(drafts.map((draft) => draft.form));
  for (const form of document.querySelectorAll("form[data-draft-url]")) {
    if (!known.has(form)) drafts.push(new Draft(form));
  }
}

keepDrafts();
document.addEventListener("htmx:after:swap", keepDrafts);

document.addEventListener("visibilitychange", () => {
  for (const draft of drafts) {
    if (document.visibilityState === "hidden") draft.leave();
    else if (draft.expired) draft.save();
  }
});
window.addEventListener("focus", () => drafts.filter((draft) => draft.expired).forEach((draft) => draft.save()));
window.addEventListener("pagehide", () => drafts.forEach((draft) => draft.leave()));
window.addEventListener("pageshow", () => drafts.forEach((draft) => (draft.sent = false)));

/* A piece of page that could not be fetched because the session is over asks for the login as well. */
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail?.ctx?.response?.status === 401) askForLogin();
});
