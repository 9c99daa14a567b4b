// Makes elements of the page. Text always goes in as text, never as markup.

export type Child = Node | string | null | undefined | false | Child[];
export type Attributes = { [name: string]: string | number | boolean | ((event: Event) => void) | undefined | null };

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  set_attributes(made, attributes);
  append(made, children);
  return made;
}

export function svg_element<K extends keyof SVGElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  set_attributes(made, attributes);
  append(made, children);
  return made;
}

// Text of a user: its direction does not leak into what stands beside it.
export function user_text(text: string): HTMLElement { return element('bdi', {}, text); }

function set_attributes(made: Element, attributes: Attributes): void {
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') made.addEventListener(name, value);
    else made.setAttribute(name, value === true ? '' : String(value));
  }
}

function append(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child) parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
}
