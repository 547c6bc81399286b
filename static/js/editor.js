// The rich-text editor in the place of every <textarea data-editor>: Danish, offline, and no more
// than the server's allow-list (dasportal/documents/richtext.py).
import { Autosave } from "./autosave.js";
import { forgetOldDrafts } from "./drafts.js";
import { announcePresence } from "./presence.js";
import {
  AccessibilityHelp,
  Autoformat,
  AutoLink,
  BlockQuote,
  Bold,
  ClassicEditor,
  Essentials,
  Heading,
  HorizontalLine,
  Indent,
  Italic,
  Link,
  List,
  ListProperties,
  Paragraph,
  PasteFromOffice,
  PlainTableOutput,
  RemoveFormat,
  Strikethrough,
  Subscript,
  Superscript,
  Table,
  TableCaption,
  TableToolbar,
  Underline,
} from "../vendor/ckeditor5/browser/ckeditor5.js";
import danish from "../vendor/ckeditor5/translations/da.js";

const TEXT = ["bold", "italic", "|", "bulletedList", "numberedList", "outdent", "indent", "|"];
const PARTS = ["link", "insertTable", "blockQuote", "horizontalLine", "|"];
const MORE = ["underline", "strikethrough", "subscript", "superscript", "removeFormat", "|"];

function settings(textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  return {
    licenseKey: "GPL",
    language: { ui: "da", content: "da" },
    translations: [danish],
    label: label?.textContent.trim(),
    plugins: [
      ...[AccessibilityHelp, Autoformat, AutoLink, BlockQuote, Bold, Essentials, Heading],
      ...[HorizontalLine, Indent, Italic, Link, List, ListProperties, Paragraph, PasteFromOffice],
      ...[PlainTableOutput, RemoveFormat, Strikethrough, Subscript, Superscript],
      ...[Table, TableCaption, TableToolbar, Underline],
    ],
    toolbar: { items: ["heading", "|", ...TEXT, ...PARTS, ...MORE, "undo", "redo"] },
    heading: {
      options: [
        { model: "paragraph", title: "Afsnit" },
        { model: "heading3", view: "h3", title: "Overskrift", upcastAlso: ["h1", "h2"] },
        { model: "heading4", view: "h4", title: "Underoverskrift", upcastAlso: ["h5", "h6"] },
      ],
    },
    list: { properties: { styles: false, startIndex: true, reversed: false } },
    table: {
      defaultHeadings: { rows: 1 },
      contentToolbar: ["tableColumn", "tableRow", "mergeTableCells", "toggleTableCaption"],
    },
    link: { defaultProtocol: "https://", allowedProtocols: ["https?", "mailto"] },
  };
}

function access(editor) {
  return {
    get: () => editor.getData(),
    set: (html) => editor.setData(html ?? ""),
    onChange: (callback) => editor.model.document.on("change:data", callback),
    focus: () => editor.editing.view.focus(),
  };
}

const running = new Map();

async function begin(textarea) {
  if (running.has(textarea)) {
    return;
  }
  running.set(textarea, null);
  const editor = await ClassicEditor.create(textarea, settings(textarea));
  const editable = editor.ui.getEditableElement();
  textarea.editorElement = editable;
  for (const name of ["aria-describedby", "aria-invalid", "aria-keyshortcuts"]) {
    if (textarea.hasAttribute(name)) {
      editor.editing.view.change((writer) => {
        const root = editor.editing.view.document.getRoot();
        writer.setAttribute(name, textarea.getAttribute(name), root);
      });
    }
  }
  const parts = { editor, text: access(editor) };
  if (textarea.dataset.autosaveUrl) {
    parts.autosave = new Autosave(textarea, parts.text);
    await parts.autosave.start();
  }
  const place = document.querySelector(`[data-presence-for="${textarea.id}"]`);
  if (textarea.dataset.presenceUrl && place) {
    parts.leave = announcePresence(textarea, place);
  }
  running.set(textarea, parts);
  textarea.dataset.editorReady = "";
  if (location.hash === `#${textarea.id}` || textarea.hasAttribute("autofocus")) {
    toEnd(editor);
  }
}

function toEnd(editor) {
  editor.model.change((writer) => {
    writer.setSelection(editor.model.document.getRoot(), "end");
  });
  editor.editing.view.focus();
}

function end(textarea) {
  const parts = running.get(textarea);
  running.delete(textarea);
  parts?.autosave?.stop();
  parts?.leave?.();
  parts?.editor.destroy();
}

// <button data-insert="En sætning." data-insert-into="id"> writes where the cursor is.
function insertSentence(event) {
  const button = event.target.closest("button[data-insert]");
  const parts = button && running.get(document.getElementById(button.dataset.insertInto));
  if (!parts) {
    return;
  }
  const { model } = parts.editor;
  model.change((writer) => {
    const position = model.document.selection.getLastPosition();
    const before = position.nodeBefore?.data ?? position.textNode?.data ?? "";
    const gap = before && !/\s$/.test(before) ? " " : "";
    model.insertContent(writer.createText(gap + button.dataset.insert), position);
  });
  parts.text.focus();
}

function beginIn(root) {
  const found = root.matches?.("textarea[data-editor]") ? [root] : [];
  return Promise.all([...found, ...root.querySelectorAll("textarea[data-editor]")].map(begin));
}

function endIn(root) {
  for (const textarea of running.keys()) {
    if (root === textarea || root.contains(textarea)) {
      end(textarea);
    }
  }
}

forgetOldDrafts();
beginIn(document);
document.addEventListener("click", insertSentence);
document.addEventListener("htmx:load", (event) => beginIn(event.target));
document.addEventListener("htmx:beforeCleanupElement", (event) => endIn(event.target));
