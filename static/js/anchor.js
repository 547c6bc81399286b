// Finding marked words again in a page that may have changed since, as meetings/notes/anchors.py does
// on the server: without spaces, hyphens and ligatures, and by the words around them.

const PASSED_OVER = /[\s\u0000-\u001f\u00ad\u2010\u2011\u200b\ufeff\ufffe\ufffd-]/;
const IN_WORD = /[\p{L}\p{N}]/u;
const NOT_WORDS = "del, .sr-only, script, style, button";
export const CONTEXT = 64;

// The letters of a text, and for each the place it has in it.
function compact(text) {
  const letters = [];
  const places = [];
  for (let place = 0; place < text.length; place += 1) {
    for (const letter of text[place].normalize("NFKC")) {
      if (!PASSED_OVER.test(letter)) {
        letters.push(letter);
        places.push(place);
      }
    }
  }
  return { letters: letters.join(""), places };
}

function alike(one, other) {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) {
    count += 1;
  }
  return count;
}

const backwards = (text) => [...text].reverse().join("");

// The words of an element: its text nodes as one text.
export class Words {
  constructor(root) {
    this.parts = [];
    this.text = "";
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest(NOT_WORDS)) {
        this.parts.push({ node, start: this.text.length });
        this.text += node.data;
      }
    }
  }

  // Where the quote is, as {start, end, company} in the text; of several, the one in the best company.
  locate({ quote, before, after }) {
    const whole = compact(this.text);
    const [wanted, left, right] = [quote, before, after].map((text) => compact(text).letters);
    let best = null;
    for (let at = whole.letters.indexOf(wanted); wanted && at >= 0; at = whole.letters.indexOf(wanted, at + 1)) {
      const company =
        alike(backwards(whole.letters.slice(Math.max(0, at - CONTEXT), at)), backwards(left)) +
        alike(whole.letters.slice(at + wanted.length), right);
      if (!best || company > best.company) {
        best = { at, company };
      }
    }
    if (!best) {
      return null;
    }
    const { at, company } = best;
    return { start: whole.places[at], end: whole.places[at + wanted.length - 1] + 1, company };
  }

  // The part of a selection that lies in here.
  within(range) {
    let [start, end] = [null, null];
    for (const { node, start: first } of this.parts) {
      if (range.intersectsNode(node)) {
        const from = node === range.startContainer ? range.startOffset : 0;
        const to = node === range.endContainer ? range.endOffset : node.data.length;
        if (to > from) {
          start ??= first + from;
          end = first + to;
        }
      }
    }
    return start === null ? null : this.wholeWords({ start, end });
  }

  // A selection that ends inside a word means the word.
  wholeWords({ start, end }) {
    while (start > 0 && IN_WORD.test(this.text[start]) && IN_WORD.test(this.text[start - 1])) {
      start -= 1;
    }
    while (end < this.text.length && IN_WORD.test(this.text[end - 1]) && IN_WORD.test(this.text[end])) {
      end += 1;
    }
    return { start, end };
  }

  anchorOf({ start, end }, quote) {
    return {
      quote,
      before: this.text.slice(Math.max(0, start - CONTEXT), start),
      after: this.text.slice(end, end + CONTEXT),
    };
  }

  // Put what `make` makes around the words from start to end; returns the first of them.
  wrap({ start, end }, make) {
    let first = null;
    for (const { node, start: at } of this.parts) {
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.data.length)];
      if (from < to && node.data.slice(from, to).trim()) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        const mark = make();
        range.surroundContents(mark);
        first ??= mark;
      }
    }
    return first;
  }
}
