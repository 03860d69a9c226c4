// SPDX-License-Identifier: AGPL-3.0-or-later
/** <show-password show="Show what I type" hide="Hide what I type"><input type="password"> <a …></show-password>
 *  Lets somebody read what they type. Without scripting the link asks for a page that shows it. */
class ShowPassword extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    const button = document.createElement("button");
    button.type = "button"; // never what the Enter key presses
    button.className = "button push-end";
    button.dataset.tone = "plain";
    button.dataset.size = "small";
    const say = () => {
      button.textContent = this.getAttribute(input.type === "password" ? "show" : "hide");
    };
    button.addEventListener("click", () => {
      input.type = input.type === "password" ? "text" : "password";
      say();
    });
    // What is sent is never shown again by a page that comes back from memory.
    input.form.addEventListener("submit", () => (input.type = "password"));
    say();
    this.querySelector("a")?.remove();
    this.append(button);
  }
}

customElements.define("show-password", ShowPassword);
