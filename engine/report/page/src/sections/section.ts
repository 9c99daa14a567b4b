// The frame of a section, and blocks within it.
import { element, user_text, type Child } from '../elements';
import { copy_text } from '../saving';
import { tab_separated, table_element, type Table } from '../table';
import type { View } from '../view';
import type { Word } from '../words';

export type SectionName = 'answer' | 'paths' | 'places' | 'flows' | 'gaps' | 'why' | 'certainty' | 'budget' | 'indices' | 'assumptions';

export function section(view: View, name: SectionName & Word, ...children: Child[]): HTMLElement {
  return element('section', { id: name, 'aria-labelledby': `${name}-heading` },
    element('h2', { id: `${name}-heading`, tabindex: -1 }, element('span', { class: 'section-number', 'aria-hidden': 'true' }), view.word(name)),
    children);
}

export function block(title: string, ...children: Child[]): HTMLElement {
  return element('div', { class: 'block' }, element('h3', {}, user_text(title)), children);
}

export function note(text: string): HTMLElement { return element('p', { class: 'note' }, text); }

// A table with its title and a button to copy it; `shown` stands for it when it looks richer than its numbers.
export function table_block(view: View, table: Table, shown?: HTMLElement, ...before: Child[]): HTMLElement {
  const said = element('span', { class: 'said', role: 'status' });
  const copy = element('button', { type: 'button', class: 'copy-data', click: async () => {
    said.textContent = view.word(await copy_text(tab_separated(table)) ? 'copied' : 'not_copied');
    setTimeout(() => { said.textContent = ''; }, 1800);
  } }, view.word('copy_data'));
  return element('div', { class: 'block' },
    element('div', { class: 'block-head' }, element('h3', {}, user_text(table.caption)), element('div', { class: 'tools' }, said, copy)),
    before, shown || table_element(view, table));
}
