// Shows how far an upload is. Without it the browser's own form posts the same.
function follow(form, event) {
  event.preventDefault();
  const request = new XMLHttpRequest();
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", "Filerne læses op");
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  words.textContent = "Filerne læses op …";
  form.querySelector(".actions").before(bar, words);
  const button = form.querySelector("button[type='submit']");
  button.disabled = true;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = Math.round((100 * loaded) / total);
    if (loaded === total) {
      words.textContent = "Filerne gennemses …";
    }
  });
  request.addEventListener("load", () => {
    const here = new URL(location.href);
    const there = new URL(request.responseURL || here);
    if (there.pathname === here.pathname) {
      location.hash = form.closest("section")?.id ?? "";
      location.reload();
    } else {
      location.assign(there);
    }
  });
  request.addEventListener("error", () => {
    bar.remove();
    button.disabled = false;
    words.textContent = "Forbindelsen blev afbrudt. Filerne er ikke gemt. Prøv igen.";
  });
  request.open("POST", form.action);
  request.send(new FormData(form));
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  form.addEventListener("submit", (event) => follow(form, event));
}
