// Standard sentences under the decision: one press puts the sentence where the cursor is.
const NAME = "[data-sentences-for]";

function insert(field, sentence) {
  const editor = field.editor;
  if (editor) {
    editor.model.change((writer) => {
      const empty = editor.getData() === "";
      editor.model.insertContent(writer.createText(empty ? sentence : ` ${sentence}`));
    });
    editor.editing.view.focus();
    return;
  }
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  field.value = `${before}${before && !before.endsWith(" ") ? " " : ""}${sentence}${after}`;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

for (const list of document.querySelectorAll(NAME)) {
  list.hidden = false;
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-sentence]");
    const field = document.getElementById(list.dataset.sentencesFor);
    if (button && field) {
      insert(field, button.dataset.sentence);
    }
  });
}
