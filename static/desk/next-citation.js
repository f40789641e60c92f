// The next citation of the queue, fetched and held ahead of time.

const HEADERS = { Accept: "application/json" };

export class NextCitation {
  // `form` asks for it without script; `token` gives the page's CSRF token; `clock` the time that an answer names as `asked`.
  constructor(form, token, clock) {
    this.form = form;
    this.token = token;
    this.clock = clock;
    this.ahead = null;
  }

  async ask(skip) {
    const body = new URLSearchParams(new FormData(this.form));
    skip.forEach((use) => body.append("skip", use));
    const asked = this.clock();
    const answer = await fetch(this.form.action, { method: "POST", headers: HEADERS, body });
    if (!answer.ok || answer.redirected) {
      throw new Error(answer.statusText);
    }
    return { ...(await answer.json()), asked };
  }

  fetchAhead(skip) {
    const request = this.ask(skip);
    // An error is shown when the card is needed, not before.
    request.then((data) => (request.release = data.release)).catch(() => null);
    this.ahead = request;
  }

  // What was fetched, else what is next now.
  async take(skip) {
    try {
      return await (this.ahead ?? this.ask(skip));
    } catch {
      return this.ask(skip);
    } finally {
      this.ahead = null;
    }
  }

  // The citation that was fetched but not shown goes back to the queue.
  release() {
    if (this.ahead?.release) {
      const body = new URLSearchParams({ csrfmiddlewaretoken: this.token() });
      fetch(this.ahead.release, { method: "POST", headers: HEADERS, body, keepalive: true });
      this.ahead = null;
    }
  }
}
