// Takes things out of the page: text to the clipboard, pictures to files. Works from file:// without a network.
import { svg_element } from './elements';
import { font_family, shorten } from './text_size';
import { ink } from './palette';

// Copies text. The newer way needs a permission that file:// may not have; then an invisible field is copied from.
export async function copy_text(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    const focused = document.activeElement;
    field.value = text;
    field.className = 'copy-field';
    field.setAttribute('readonly', '');
    document.body.appendChild(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return done;
  }
}

// The picture of a chart with its title above, as text of an SVG file.
export function picture_text(picture: SVGSVGElement, title: string): { text: string; width: number; height: number } {
  const box = picture.getBoundingClientRect();
  const width = Math.round(Number(picture.getAttribute('width')) || box.width);
  const height = Math.round(Number(picture.getAttribute('height')) || box.height);
  const room = 36, edge = 14;
  const copy = picture.cloneNode(true) as SVGSVGElement;
  copy.removeAttribute('style');
  copy.setAttribute('x', String(edge));
  copy.setAttribute('y', String(room));
  const whole = svg_element('svg', { width: width + 2 * edge, height: height + room + edge,
    viewBox: `0 0 ${width + 2 * edge} ${height + room + edge}`, 'font-family': font_family },
    svg_element('rect', { width: '100%', height: '100%', fill: '#ffffff' }),
    svg_element('text', { x: edge, y: 23, 'font-size': 14, 'font-weight': 600, fill: ink }, shorten(title, width, 14, 600)),
    copy);
  whole.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return { text: new XMLSerializer().serializeToString(whole), width: width + 2 * edge, height: height + room + edge };
}

export function save_svg(picture: SVGSVGElement, title: string): void {
  save(new Blob([picture_text(picture, title).text], { type: 'image/svg+xml' }), `${file_name(title)}.svg`);
}

export async function save_png(picture: SVGSVGElement, title: string): Promise<void> {
  const { text, width, height } = picture_text(picture, title);
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    await new Promise<void>((done, fail) => {
      image.onload = () => done();
      image.onerror = () => fail(new Error('the picture could not be drawn'));
      image.src = address;
    });
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    const pen = canvas.getContext('2d');
    if (!pen) return;
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/png'));
    if (blob) save(blob, `${file_name(title)}.png`);
  } finally {
    URL.revokeObjectURL(address);
  }
}

// A name that every system takes.
function file_name(title: string): string {
  const name = Array.from(title.replace(/[\p{C}\\/:*?"<>|]+/gu, ' ').trim()).slice(0, 60).join('').replace(/[\s.]+$/, '');
  return name || 'chart';
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
