// Verdicts between the key press and their recording: a few seconds to undo, and none is lost.
//
// Each is stored in this browser until the server has confirmed it. Recording one twice is the same as once.

import { recall, remember } from "./browser-storage.js";

const DELAY = 4000;
const RETRY = 15000;

export class Pending {
  // `token` gives the page's CSRF token; `listener` has recorded, refused, offline and loggedOut.
  constructor(user, token, listener) {
    this.name = `pending-${user}`;
    this.token = token;
    this.listener = listener;
    this.waiting = [];
  }

  get uses() {
    return this.waiting.map((entry) => entry.use);
  }

  verdicts(manuscript) {
    return this.waiting.filter((entry) => entry.manuscript === manuscript).map((entry) => entry.fields.verdict);
  }

  get last() {
    return this.waiting.findLast((entry) => !entry.sent) ?? null;
  }

  // What an earlier page could not record.
  resume() {
    for (const stored of recall(this.name, [])) {
      const entry = { ...stored, sent: false };
      this.waiting.push(entry);
      this.send(entry);
    }
  }

  add(entry) {
    this.waiting.push(entry);
    this.keep();
    entry.timer = setTimeout(() => this.send(entry), DELAY);
  }

  undo() {
    const entry = this.last;
    if (entry) {
      clearTimeout(entry.timer);
      this.drop(entry);
    }
    return entry;
  }

  flush() {
    for (const entry of this.waiting.filter((verdict) => !verdict.sent)) {
      this.send(entry);
    }
  }

  async send(entry) {
    clearTimeout(entry.timer);
    if (entry.sent) {
      return;
    }
    entry.sent = true;
    const body = new URLSearchParams({ ...entry.fields, csrfmiddlewaretoken: this.token() });
    let answer;
    try {
      answer = await fetch(entry.address, {
        method: "POST",
        headers: { Accept: "application/json" },
        body,
        keepalive: true,
      });
    } catch {
      return this.again(entry, "offline");
    }
    const isData = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
    if (answer.redirected || (!isData && answer.status < 500)) {
      return this.again(entry, "loggedOut");
    }
    if (!isData) {
      return this.again(entry, "offline");
    }
    const data = await answer.json();
    this.drop(entry);
    return answer.ok ? this.listener.recorded(entry, data) : this.listener.refused(entry, data);
  }

  again(entry, why) {
    entry.sent = false;
    entry.timer = setTimeout(() => this.send(entry), RETRY);
    this.listener[why](entry);
  }

  drop(entry) {
    this.waiting = this.waiting.filter((other) => other !== entry);
    this.keep();
  }

  keep() {
    remember(
      this.name,
      this.waiting.map(({ timer, sent, ...stored }) => stored),
    );
  }
}
