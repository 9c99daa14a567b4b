// Measures, breaks and shortens text for charts, which must know what fits before they draw.

export const font_family = '"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif';

let pen: CanvasRenderingContext2D | null = null;

export function text_width(text: string, size: number, weight = 400): number {
  pen = pen || document.createElement('canvas').getContext('2d');
  if (!pen) return text.length * size;
  pen.font = `${weight} ${size}px ${font_family}`;
  return pen.measureText(text).width;
}

// The text, or as much of it as fits with an ellipsis.
export function shorten(text: string, width: number, size: number, weight = 400): string {
  if (text_width(text, size, weight) <= width) return text;
  const characters = Array.from(text);
  let low = 0, high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (text_width(characters.slice(0, middle).join('') + '…', size, weight) <= width) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join('').trimEnd() + '…';
}

// In one line where it fits, else in two, broken before a Chinese character or after a space; what does not fit into
// these ends with an ellipsis.
export function in_two_lines(text: string, width: number, size: number, weight = 400): string {
  if (text_width(text, size, weight) <= width) return text;
  const characters = Array.from(text);
  let end = 0;   // of the first line
  for (let at = 1; at < characters.length; ++at) {
    const may_break = characters[at - 1] === ' ' || /[\u4e00-\u9fff]/.test(characters[at]);
    if (may_break && text_width(characters.slice(0, at).join('').trimEnd(), size, weight) <= width) end = at;
  }
  if (end === 0) return shorten(text, width, size, weight);
  return characters.slice(0, end).join('').trimEnd() + '\n' + shorten(characters.slice(end).join(''), width, size, weight);
}
