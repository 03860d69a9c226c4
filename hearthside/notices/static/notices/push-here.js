// SPDX-License-Identifier: AGPL-3.0-or-later
/** <push-here key="…" refused="…"><form>…<button hidden></form><p role="status">…</p></push-here>
 *  Asks this browser how it can be woken, and sends that by the form inside. Without scripting,
 *  or in a browser that cannot be woken, the words inside say so. */
class PushHere extends HTMLElement {
  connectedCallback() {
    if (!("serviceWorker" in navigator && "PushManager" in window)) return;
    const button = this.querySelector("button");
    button.hidden = false;
    this.#say("");
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      button.disabled = true;
      this.#subscribe(event.target)
        .catch(() => this.#say(this.getAttribute("refused")))
        .finally(() => (button.disabled = false));
    });
  }

  async #subscribe(form) {
    const { pushManager } = await this.#worker();
    await this.#letGoOfOther(pushManager);
    const found = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.#key() });
    const { endpoint, keys } = found.toJSON();
    for (const [name, value] of Object.entries({ endpoint, ...keys })) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
    form.submit();
  }

  async #worker() {
    await navigator.serviceWorker.register("/sw.js");
    return navigator.serviceWorker.ready;
  }

  /** One that was made with another key would answer to nobody. */
  async #letGoOfOther(pushManager) {
    const old = await pushManager.getSubscription();
    if (old && !same(new Uint8Array(old.options.applicationServerKey ?? []), this.#key())) await old.unsubscribe();
  }

  #key() {
    const text = this.getAttribute("key").replaceAll("-", "+").replaceAll("_", "/");
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  }

  #say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}

const same = (one, other) => one.length === other.length && one.every((byte, n) => byte === other[n]);

customElements.define("push-here", PushHere);
