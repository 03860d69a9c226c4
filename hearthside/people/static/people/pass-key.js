// SPDX-License-Identifier: AGPL-3.0-or-later
/** <pass-key does="make" options="id of a JSON script" failed="…"><form>… <button hidden>…</form></pass-key>
 *  Makes or uses a passkey and sends it with the form. `does` is "make" or "use"; without
 *  `options` they are fetched from the form's address. Needs webauthnJSON, which allauth carries.
 *  Without scripting, or without passkeys in the browser, the server's words stay. */
class PassKey extends HTMLElement {
  connectedCallback() {
    if (!window.webauthnJSON?.supported()) return;
    const button = this.querySelector("button");
    button.hidden = false;
    this.hidden = false;
    this.querySelector("[data-without]")?.remove();
    button.addEventListener("click", (event) => {
      event.preventDefault();
      this.#ask(button);
    });
  }

  async #ask(button) {
    button.disabled = true;
    this.#say("");
    try {
      const options = await this.#options();
      const credential = await (this.getAttribute("does") === "make"
        ? window.webauthnJSON.create(options)
        : window.webauthnJSON.get(options));
      const form = this.querySelector("form");
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      // Called off, timed out, or no key at hand: the browser does not say which, and need not.
      this.#say(this.getAttribute("failed"));
      button.disabled = false;
    }
  }

  async #options() {
    const kept = document.getElementById(this.getAttribute("options"));
    if (this.getAttribute("does") === "make") {
      const { creation_options: options } = JSON.parse(kept.textContent);
      // A passkey that opens the door by itself, without a name or a password.
      Object.assign(options.publicKey.authenticatorSelection, {
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      });
      return options;
    }
    if (kept) return JSON.parse(kept.textContent).request_options;
    const headers = { Accept: "application/json" };
    const answer = await fetch(this.querySelector("form").action, { headers });
    return (await answer.json()).request_options;
  }

  #say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("pass-key", PassKey);
