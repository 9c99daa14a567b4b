// Keeps the direction of a user's text to itself where it becomes part of a sentence or of a chart.
//
// An element can be a <bdi>; a string needs marks: U+2068 before and U+2069 after. What the text opens is closed, and
// what it closes without having opened is left out, or it would end the isolation early.

const right_to_left = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

export function isolate(text: string): string {
  if (!right_to_left.test(text)) return text;
  let kept = '', open = 0;
  for (const character of text) {
    if (/[\u2066-\u2068]/.test(character)) ++open;
    if (character === '\u2069' && --open < 0) { open = 0; continue; }
    kept += character;
  }
  return `\u2068${kept}${'\u2069'.repeat(open + 1)}`;
}
