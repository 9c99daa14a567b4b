// Runs in the page: which texts lie on one another, and which are cut by the box that holds them.
//
// Each run of text is measured by its glyph boxes, not by its element, whose padding may well touch a neighbour's.
export function crowded_text(within = '.page') {
  const found = [];
  const boxes = [];
  const walker = document.createTreeWalker(document.querySelector(within), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    const parent = node.parentElement;
    if (!text || ['TITLE', 'OPTION', 'OPTGROUP', 'STYLE'].includes(parent.tagName.toUpperCase())) continue;
    const style = getComputedStyle(parent);
    if (style.visibility === 'hidden' || Number(style.fontSize.replace('px', '')) === 0 || parent.closest('.skip') || (parent.closest('details:not([open])') && !parent.closest('summary'))) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const svg = parent.closest('svg');
    for (const rectangle of svg && parent.closest('text') ? [parent.getBoundingClientRect()] : range.getClientRects()) {
      if (rectangle.width < 1 || rectangle.height < 1) continue;
      // The line box is higher than its letters.
      const slack = rectangle.height * 0.22;
      boxes.push({ text: text.slice(0, 40), left: rectangle.left + 1, right: rectangle.right - 1, top: rectangle.top + slack, bottom: rectangle.bottom - slack, holder: parent.closest('.scroll, .bar, .side') });
      if (svg) {
        const frame = svg.getBoundingClientRect();
        if (rectangle.left < frame.left - 1.5 || rectangle.right > frame.right + 1.5 || rectangle.top < frame.top - 2.5 || rectangle.bottom > frame.bottom + 2.5)
          found.push(`cut by its chart: ${text.slice(0, 40)}`);
      } else if (!parent.closest('.scroll')) {
        if (rectangle.right > document.documentElement.clientWidth + 1 || rectangle.left < -1) found.push(`cut by the window: ${text.slice(0, 40)}`);
      }
    }
  }
  // What scrolls or stays in place is compared only with what moves along with it.
  const bands = new Map();
  boxes.forEach(box => { for (let band = Math.floor(box.top / 50); band <= Math.floor(box.bottom / 50); ++band) bands.set(band, [...(bands.get(band) || []), box]); });
  for (const band of bands.values())
    for (let i = 0; i < band.length; ++i)
      for (let j = i + 1; j < band.length; ++j) {
        const a = band[i], b = band[j];
        if (a.holder !== b.holder) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 1) found.push(`overlap: ${a.text} | ${b.text}`);
      }
  for (const control of document.querySelectorAll('button, th, td, h1, h2, h3')) {
    if (control.scrollWidth > control.clientWidth + 2 && control.clientWidth > 0 && getComputedStyle(control).overflow !== 'visible') found.push(`cut: ${control.textContent.slice(0, 40)}`);
  }
  return [...new Set(found)];
}
