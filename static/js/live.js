// The projector view: asks for the page's part again and shows it when it has changed.
//
// <div data-live data-url="…">: the answer to a GET is the new content; 304 means nothing is new.

const PAUSE = 2000;

class Live {
  constructor(place) {
    this.place = place;
    this.etag = place.dataset.etag ?? "";
    this.notice = document.querySelector("[data-live-notice]");
    this.ask();
  }

  async ask() {
    try {
      const response = await fetch(this.place.dataset.url, {
        redirect: "manual",
        cache: "no-store",
        headers: { "HX-Request": "true", ...(this.etag && { "If-None-Match": this.etag }) },
      });
      await this.show(response);
    } catch (error) {
      if (!(error instanceof TypeError)) {
        throw error;
      }
      this.say("Ingen forbindelse. Viser det senest hentede.");
    }
    if (this.place.isConnected) {
      setTimeout(() => this.ask(), PAUSE);
    }
  }

  async show(response) {
    if (response.status === 304) {
      this.say("");
    } else if (response.ok && response.type === "basic") {
      this.etag = response.headers.get("ETag") ?? "";
      this.place.innerHTML = await response.text();
      this.say("");
    } else {
      this.say("Visningen er afbrudt. Genindlæs siden, og log ind igen.");
    }
  }

  say(words) {
    if (this.notice && this.notice.textContent !== words) {
      this.notice.textContent = words;
    }
  }
}

for (const place of document.querySelectorAll("[data-live]")) {
  new Live(place);
}
