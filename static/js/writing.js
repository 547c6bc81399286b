// The live meeting: a panel that opens puts the cursor in its first field.
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches("details[data-focus-first]") && event.target.open) {
      event.target.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    }
  },
  { capture: true },
);
