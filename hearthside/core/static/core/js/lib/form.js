// SPDX-License-Identifier: AGPL-3.0-or-later

/** What people write in a part of a page. */
export const texts = (part) => [...part.querySelectorAll("textarea[name], input[type=text][name]")];

/** What they choose there, each with its name and its value. */
export const chosen = (part) =>
  choices(part)
    .filter((field) => field.tagName === "SELECT" || field.checked)
    .map(({ name, value }) => [name, value]);

/** Choose again what was chosen before. */
export function choose(part, before) {
  const was = (field) => before.some(([name, value]) => name === field.name && value === field.value);
  for (const field of choices(part)) {
    if (field.tagName === "SELECT") field.value = before.find(([name]) => name === field.name)?.[1] ?? field.value;
    else if (!("given" in field.dataset)) field.checked = was(field); // what the address chose stays
  }
}

/** A hidden field of a form. */
export const hidden = (form, name) => form.querySelector(`[name=${name}]`);

/** Put what is not sent yet into `body`: the words, what was chosen, and which form it is. */
export function unsent(part, form, body) {
  body.append("text", (part.querySelector("textarea[name=text]") ?? part.querySelector("textarea") ?? texts(part)[0]).value);
  for (const name of ["csrfmiddlewaretoken", "idempotency_key", "begun"]) body.append(name, hidden(form, name)?.value ?? "");
  for (const [name, value] of chosen(part)) body.append(name, value);
  return body;
}

/** Send a form as a whole page, by the button that was pressed. */
export function sendWhole(form, button) {
  if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
  form.submit();
}

const choices = (part) => [...part.querySelectorAll("input[type=checkbox][name], input[type=radio][name], select[name]")];
