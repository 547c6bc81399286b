// Two people have written in one field: both texts, the difference, and a choice. Nothing modal.

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

// `html` was sanitised by the server before it was sent.
function reading(heading, html) {
  const text = element("div", "richtext");
  text.innerHTML = html || "<p>(tom)</p>";
  return element("section", "conflict__text", element("h4", "", heading), text);
}

function button(label, style, act) {
  const made = element("button", `button ${style}`, label);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export function conflictPanel(answer, { keepMine, takeTheirs, addTheirs }) {
  const who = answer.by || "En anden";
  const panel = element(
    "section",
    "conflict alert alert-warning",
    element("h3", "alert-heading", `${who} har ændret teksten, mens du skrev`),
    element("p", "", "Intet er overskrevet. Ret gerne i editoren, før du vælger."),
    element(
      "div",
      "conflict__texts",
      reading("Din tekst", answer.mine),
      reading(`Teksten fra ${who}`, answer.theirs),
    ),
    reading("Forskellen", answer.diff_html),
    element(
      "div",
      "actions",
      button("Gem min tekst fra editoren", "button-primary", keepMine),
      button(`Brug teksten fra ${who}`, "button-secondary", takeTheirs),
      button("Sæt den anden tekst ind under min", "button-secondary", addTheirs),
    ),
  );
  panel.tabIndex = -1;
  panel.setAttribute("role", "alert");
  return panel;
}
