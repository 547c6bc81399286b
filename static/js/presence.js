// Who else has this field open: a heartbeat while the page is seen, the answer shown beside the field.
import { csrfToken } from "./page.js";

const BEAT = 15000;

function sentence(names) {
  if (names.length === 0) {
    return "";
  }
  const last = names.at(-1);
  const many = names.length > 1 ? `${names.slice(0, -1).join(", ")} og ${last}` : last;
  return `${many} redigerer også`;
}

export function announcePresence(element, place) {
  const url = element.dataset.presenceUrl;
  const beat = async () => {
    if (document.hidden || !element.isConnected) {
      return;
    }
    try {
      const response = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
        body: new URLSearchParams({ field: element.dataset.field }),
      });
      if (response.ok && response.type === "basic") {
        const words = sentence((await response.json()).others);
        if (place.textContent !== words) {
          place.textContent = words;
        }
      }
    } catch (error) {
      if (!(error instanceof TypeError)) {
        throw error;
      }
      // No connection: the field's own status says so.
    }
  };
  beat();
  const timer = setInterval(beat, BEAT);
  return () => clearInterval(timer);
}
