// SPDX-License-Identifier: AGPL-3.0-or-later
import { newKey, recall, remember } from "../lib/device.js";
import { choose, chosen, hidden, sendWhole, texts, unsent } from "../lib/form.js";
const [EVERY, PATIENCE] = [5_000, 30_000]; // milliseconds: to the next keeping, for one sending

/** <draft-keeper save-to="…" whose="…" sealed="…" here="…" waiting="…" failed="…" back="…"><form>…</form></draft-keeper>
 *  Words are sent or kept, never lost: here, for one person, until sealed on the server. idempotency_key keeps them single. */
class DraftKeeper extends HTMLElement {
  #ends = new AbortController();
  #changed = false; // since it was last kept
  #open = true; // false once the words were sent or the person left

  connectedCallback() {
    this.form = this.querySelector("form") ?? this.closest("form");
    this.url = this.getAttribute("save-to"); // of a signed-in person
    this.key = `draft:${this.getAttribute("whose") ?? ""}:${this.url ?? location.pathname}`;
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.#ends.signal });
    on(this.form, "input", () => this.#touch());
    on(this.form, "submit", (event) => this.#submit(event));
    for (const name of ["htmx:beforeOnLoad", "htmx:sendError"]) on(this.form, name, (event) => this.#answered(event, event.detail.xhr));
    on(window, "online", () => this.#again());
    on(window, "pagehide", () => this.#part());
    on(document, "visibilitychange", () => document.hidden && this.#part());
    on(document, "hearthside:leaving", () => this.#part({ leaving: true }));
    this.timer = setInterval(() => this.#changed && this.#keep(), EVERY);
    this.#restore(recall(this.key));
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.#ends.abort();
  }

  #restore(kept) {
    for (const field of texts(this).filter(({ name, value }) => (kept?.words[name] || value) !== value))
      [field.value, this.#changed] = [kept.words[field.name], true];
    if (kept?.chosen) choose(this, kept.chosen);
    if (kept?.token && this.#token()) this.#token().value = this.used = kept.token; // may have arrived unheard
    if (this.#changed) this.#say("back");
  }

  #touch() {
    this.#changed = this.#open = true;
    if (!this.used) return;
    [this.#token().value, this.used] = [newKey(), ""]; // under a key that was sent, other words would be lost
    this.#keep();
  }

  #keepHere() {
    const words = Object.fromEntries(texts(this).map(({ name, value }) => [name, value]));
    const kept = { words, chosen: chosen(this), token: this.#token()?.value };
    return remember(this.key, Object.values(words).join("").trim() ? kept : null);
  }

  async #keep() {
    this.#changed = false;
    const here = this.#keepHere();
    const sent = this.url && fetch(this.url, { method: "POST", body: unsent(this, this.form, new URLSearchParams()), redirect: "error" });
    const answer = await Promise.resolve(sent).catch(() => null);
    if (!this.#open || this.#changed) return;
    if (answer?.ok && texts(this).length === 1) remember(this.key, null);
    this.#say(answer?.ok ? "sealed" : here ? "here" : "");
  }

  #part({ leaving = false } = {}) {
    if (!this.#open || !(this.#changed || recall(this.key))) return;
    leaving ? (this.#open = false) : this.#keepHere();
    if (this.url) navigator.sendBeacon(this.url, unsent(this, this.form, new FormData())); // 64 KB at most
  }

  #answered(event, xhr) {
    if (event.target !== this.form) return; // a button inside it speaks for itself
    if (xhr.status < 400) return xhr.status ? this.#forget() : this.#wait();
    if (xhr.getResponseHeader("HX-Retarget")) return; // the form comes back in its place
    event.preventDefault(); // no page belongs inside this one
    xhr.status < 500 ? sendWhole(this.form, this.button) : this.#say("failed"); // a whole page says what is missing
  }

  #submit(event) {
    [this.waiting, this.used, this.button] = [false, this.#token()?.value, event.submitter];
    this.#keepHere(); // whatever happens now, the words are here
    if (window.htmx && this.form.matches("[hx-post]")) return;
    event.preventDefault();
    this.sending ??= this.#send(event.submitter).finally(() => (this.sending = null));
  }

  async #send(button) {
    const body = new URLSearchParams(new FormData(this.form));
    if (button?.name) body.append(button.name, button.value);
    const asked = { method: "POST", body, headers: { "X-Only-Where": "1" }, signal: AbortSignal.timeout?.(PATIENCE) };
    const answer = await fetch(this.form.action, asked).catch(() => null);
    if (!(answer?.status < 500)) return answer ? this.#say("failed") : this.#wait();
    if (!answer.redirected) return sendWhole(this.form, button); // the page itself says what is missing
    if (!answer.url.includes("/sign-in/")) this.#forget();
    location.assign(answer.url);
  }

  #wait() {
    this.waiting = true; // they go once there is a connection
    this.#say("waiting");
    setTimeout(() => navigator.onLine && this.#again(), PATIENCE);
  }

  #forget() {
    this.#changed = this.#open = this.waiting = false;
    remember(this.key, null);
    this.#say("");
  }

  #again = () => this.waiting && this.isConnected && this.form.requestSubmit?.(this.button); // never by another button
  #token = () => hidden(this.form, "idempotency_key");
  #say = (name) => (this.querySelector("[role=status]").textContent = this.getAttribute(name) ?? "");
}

customElements.define("draft-keeper", DraftKeeper);
