// SPDX-License-Identifier: AGPL-3.0-or-later
import { wipe } from "../lib/device.js";

/** <sign-out><form method="post" action="…">…</form></sign-out>
 *  Empties this device before the session ends. Without scripting the server does what it can. */
class SignOut extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    form?.addEventListener("submit", async (event) => {
      event.preventDefault();
      await wipe();
      form.submit();
    });
  }
}

customElements.define("sign-out", SignOut);
