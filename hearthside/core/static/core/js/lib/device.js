// SPDX-License-Identifier: AGPL-3.0-or-later

/** Empty the device of everything this site keeps on it. Never fails, never takes long. */
export function wipe() {
  const underway = [everyCache(), everyDatabase()];
  for (const storage of ["localStorage", "sessionStorage"]) {
    try {
      window[storage].clear();
    } catch {
      // The browser keeps no storage for us: then there is nothing in it either.
    }
  }
  const longEnough = new Promise((resolve) => setTimeout(resolve, 250));
  return Promise.race([Promise.allSettled(underway), longEnough]);
}

async function everyCache() {
  const names = (await window.caches?.keys()) ?? [];
  return Promise.all(names.map((name) => caches.delete(name)));
}

async function everyDatabase() {
  const found = (await window.indexedDB?.databases?.()) ?? [];
  for (const { name } of found) indexedDB.deleteDatabase(name);
}

/** Remember a small thing on this device; where the browser refuses, nothing happens. */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** What was remembered under `key`, or null. */
export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** A one-time key for a form, 32 hexadecimal digits as the server makes them. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
