// Verdicts between the key press and the record: a few seconds to undo, and nothing lost on the way.
//
// Each is kept in this browser until the office has acknowledged it. Recording one twice is the same as once.

import { recall, remember } from "./browser-storage.js";

const DELAY = 4000;
const RETRY = 15000;

export class Pending {
  // `token` gives the page's CSRF token; `heard` has recorded, refused, offline and loggedOut.
  constructor(user, token, heard) {
    this.name = `pending-${user}`;
    this.token = token;
    this.heard = heard;
    this.waiting = [];
  }

  get digests() {
    return this.waiting.map((each) => each.digest);
  }

  verdicts(manuscript) {
    return this.waiting.filter((each) => each.manuscript === manuscript).map((each) => each.fields.verdict);
  }

  get last() {
    return this.waiting.findLast((each) => !each.sent) ?? null;
  }

  // What an earlier page could not record.
  resume() {
    for (const kept of recall(this.name, [])) {
      const entry = { ...kept, sent: false };
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
    for (const entry of this.waiting.filter((each) => !each.sent)) {
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
    return answer.ok ? this.heard.recorded(entry, data) : this.heard.refused(entry, data);
  }

  again(entry, why) {
    entry.sent = false;
    entry.timer = setTimeout(() => this.send(entry), RETRY);
    this.heard[why](entry);
  }

  drop(entry) {
    this.waiting = this.waiting.filter((each) => each !== entry);
    this.keep();
  }

  keep() {
    remember(
      this.name,
      this.waiting.map(({ timer, sent, ...kept }) => kept),
    );
  }
}
