// SPDX-License-Identifier: AGPL-3.0-or-later
/** <keep-codes copy="…" copied="…" print="…" save="…" file="codes"><ul><li>ABCD-…</li></ul></keep-codes>
 *  Offers to copy, print and save the codes. Without scripting they can be marked and written down. */
class KeepCodes extends HTMLElement {
  connectedCallback() {
    const row = document.createElement("div");
    row.className = "cluster no-print";
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    row.append(this.#button("print", () => window.print()), this.#file());
    if (navigator.clipboard) {
      row.prepend(
        this.#button("copy", async () => {
          await navigator.clipboard.writeText(this.#words());
          said.textContent = this.getAttribute("copied");
        }),
      );
    }
    row.append(said);
    this.append(row);
  }

  #words() {
    return [...this.querySelectorAll("li")].map((code) => code.textContent.trim()).join("\n");
  }

  #button(name, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.dataset.tone = "quiet";
    button.textContent = this.getAttribute(name);
    button.addEventListener("click", act);
    return button;
  }

  #file() {
    return this.#button("save", () => {
      const link = document.createElement("a");
      link.download = `${this.getAttribute("file")}.txt`;
      link.href = URL.createObjectURL(new Blob([`${this.#words()}\n`], { type: "text/plain" }));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
  }
}

customElements.define("keep-codes", KeepCodes);
