// Keyboard shortcuts are written on the elements they work: data-shortcut="Alt+ArrowDown" presses
// the link or button, data-shortcut-focus="/" moves the focus to it.

function isTyping(target) {
  return target.matches("input, textarea, select") || target.isContentEditable;
}

function pressed(event) {
  const keys = [event.altKey && "Alt", event.ctrlKey && "Ctrl", event.metaKey && "Meta"];
  const letter = /^Key[A-Z]$/.test(event.code) && event.altKey ? event.code.slice(3) : event.key;
  return [...keys.filter(Boolean), letter.length === 1 ? letter.toUpperCase() : letter].join("+");
}

function find(attribute, keys) {
  return [...document.querySelectorAll(`[${attribute}]`)].find(
    (element) => element.getAttribute(attribute) === keys && element.offsetParent !== null,
  );
}

function onKey(event) {
  const keys = pressed(event);
  const inside = event.target instanceof Element && isTyping(event.target);
  const target = keys.includes("+")
    ? find("data-shortcut", keys)
    : !inside && find("data-shortcut-focus", keys);
  if (!target || event.defaultPrevented) {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  if (target.hasAttribute("data-shortcut-focus")) {
    target.focus();
  } else {
    target.click();
  }
}

export function listenForShortcuts() {
  // Before the editor sees the key: a shortcut works while one writes.
  document.addEventListener("keydown", onKey, { capture: true });
}
