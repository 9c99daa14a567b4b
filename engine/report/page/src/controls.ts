// What the reader chooses with, and the parts of the page that follow the choice.
import { element, user_text, type Child } from './elements';
import { fit_all } from './figure';
import type { View } from './view';

export interface Choice { value: string; label: string; group?: string }

// A part of a section that is drawn anew when one of its controls changes. The control keeps the focus.
export function changing(build: (redraw: () => void) => Child[]): HTMLElement {
  const box = element('div', { class: 'changing' });
  const redraw = () => {
    const focused = document.activeElement;
    const kept = focused instanceof HTMLElement && box.contains(focused) ? focused.id : '';
    box.replaceChildren(element('div', {}, build(redraw)));
    const again = kept ? document.getElementById(kept) : null;
    if (again) again.focus();
    if (box.isConnected) fit_all();
  };
  redraw();
  return box;
}

export function controls(...children: Child[]): HTMLElement { return element('div', { class: 'controls' }, children); }

// A choice of one. Returns the control and what is chosen now.
export function choose(view: View, name: string, label: string, choices: Choice[], redraw: () => void,
  otherwise = choices.length > 0 ? choices[0].value : ''): { control: HTMLElement | null; value: string } {
  const known = view.chosen.get(name);
  const value = known !== undefined && choices.some(choice => choice.value === known) ? known : otherwise;
  if (choices.length < 2) return { control: null, value };
  const option = (choice: Choice) =>
    element('option', { value: choice.value, selected: choice.value === value }, choice.label);
  const groups = [...new Set(choices.map(choice => choice.group || ''))];
  const select = element('select', { id: `choose-${name}`, change: () => {
    view.chosen.set(name, select.value);
    redraw();
  } }, groups.length < 2 ? choices.map(option) : groups.map(group =>
    element('optgroup', { label: group }, choices.filter(choice => (choice.group || '') === group).map(option))));
  return { control: element('label', { class: 'choice' }, element('span', {}, label), select), value };
}

// A choice of several, as buttons that stay pressed. At least one remains.
export function choose_several(view: View, name: string, label: string, choices: (Choice & { key?: Child })[],
  redraw: () => void): { control: HTMLElement | null; values: Set<string> } {
  const known = view.chosen.get(name);
  const values = new Set(known === undefined ? choices.map(choice => choice.value) : known.split(' '));
  if (choices.length < 2) return { control: null, values };
  const buttons = choices.map(choice => element('button', { type: 'button', id: `choose-${name}-${choice.value}`,
    'aria-pressed': String(values.has(choice.value)), click: () => {
      if (values.has(choice.value)) values.delete(choice.value); else values.add(choice.value);
      if (values.size === 0) values.add(choice.value);
      view.chosen.set(name, [...values].join(' '));
      redraw();
    } }, choice.key, user_text(choice.label)));
  return { control: element('div', { class: 'several', role: 'group', 'aria-label': label }, buttons), values };
}
