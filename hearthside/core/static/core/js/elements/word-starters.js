// SPDX-License-Identifier: AGPL-3.0-or-later
// Words to begin with, made into buttons that put them into the box. Nothing is sent by it.

customElements.define(
  "word-starters",
  class extends HTMLElement {
    connectedCallback() {
      for (const item of this.querySelectorAll("li:not(:has(button))")) {
        const button = Object.assign(document.createElement("button"), {
          type: "button",
          className: "sign",
          textContent: item.textContent,
        });
        button.addEventListener("click", () => this.put(button.textContent));
        item.replaceChildren(button);
      }
    }

    /** Add the words behind what stands in the box, and go on there. */
    put(words) {
      const box = document.getElementById(this.dataset.for);
      const before = box.value.trimEnd();
      box.value = before ? `${before} ${words} ` : `${words} `;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
      box.setSelectionRange(box.value.length, box.value.length);
    }
  },
);
