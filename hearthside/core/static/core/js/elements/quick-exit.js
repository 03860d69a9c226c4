// SPDX-License-Identifier: AGPL-3.0-or-later
import { wipe } from "../lib/device.js";

const PRESSES = 3;
const PATIENCE = 5_000; // milliseconds between two presses

/** <quick-exit left-2="…" left-1="…" leaving="Loading" private><a href="/exit/">Leave quickly</a> …</quick-exit>
 *  Leaves at once on a click or on three presses of Shift: the page turns white, drafts go
 *  to the server, the device is emptied, and Back does not return here. Without scripting
 *  the link does the same on the server. */
class QuickExit extends HTMLElement {
  #ends = new AbortController();
  #presses = 0;
  #alone = false; // Shift is down and nothing else was touched since
  #timer;
  #title;
  #cover;

  connectedCallback() {
    const { signal } = this.#ends;
    this.querySelector("a").addEventListener("click", (event) => this.#click(event), { signal });
    window.addEventListener("keydown", (event) => this.#down(event), { capture: true, signal });
    window.addEventListener("keyup", (event) => this.#up(event), { capture: true, signal });
    window.addEventListener("pointerdown", () => (this.#alone = false), { capture: true, signal });
    window.addEventListener("pageshow", (event) => this.#back(event), { signal });
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#ends = new AbortController();
    clearTimeout(this.#timer);
  }

  /** Cover the page, let the drafts go out, empty the device, and go. */
  async leave() {
    if (this.#cover) return;
    this.#hide();
    document.dispatchEvent(new CustomEvent("hearthside:leaving"));
    await wipe();
    location.replace(this.querySelector("a").href);
  }

  #click(event) {
    event.preventDefault();
    this.leave();
  }

  #down(event) {
    if (event.key !== "Shift") {
      this.#alone = false;
      this.#count(0);
    } else if (!event.repeat) {
      this.#alone = !(event.ctrlKey || event.altKey || event.metaKey);
    }
  }

  #up(event) {
    if (event.key !== "Shift" || !this.#alone) return;
    this.#alone = false;
    this.#count(this.#presses + 1);
  }

  #count(presses) {
    clearTimeout(this.#timer);
    if (presses === 0 && this.#presses === 0) return;
    this.#presses = presses;
    this.#say(presses === 0 ? "" : this.getAttribute(`left-${PRESSES - presses}`) ?? "");
    if (presses >= PRESSES) {
      this.#presses = 0;
      this.leave();
    } else if (presses > 0) {
      this.#timer = setTimeout(() => this.#count(0), PATIENCE);
    }
  }

  #say(words) {
    const place = this.querySelector("[role=status]");
    if (place) place.textContent = words;
  }

  #hide() {
    this.#title = document.title;
    document.title = this.getAttribute("leaving");
    this.#cover = document.createElement("div");
    this.#cover.className = "exit-cover";
    this.#cover.setAttribute("role", "alert");
    // An open dialog lies above everything else in the page.
    (document.querySelector("dialog[open]") ?? document.body).append(this.#cover);
    this.#cover.textContent = this.getAttribute("leaving");
  }

  /** Brought back from the browser's memory: a member's page asks the server again first. */
  #back(event) {
    if (!event.persisted) return;
    if (this.hasAttribute("private")) {
      if (!this.#cover) this.#hide();
      location.reload();
    } else if (this.#cover) {
      this.#cover.remove();
      this.#cover = undefined;
      document.title = this.#title;
    }
  }
}

customElements.define("quick-exit", QuickExit);
