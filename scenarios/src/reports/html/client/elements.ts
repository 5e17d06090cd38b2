/** An element that the page has in any case. */
export function element<Type extends Element>(
  selector: string,
  type: new () => Type,
  within: ParentNode = document,
): Type {
  const found = within.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`The page has no ${selector}.`);
}

/** A new copy of a template's content. */
export function copyOf(template: string): HTMLElement {
  const { content } = element(template, HTMLTemplateElement);
  const copy = document.importNode(content, true).firstElementChild;
  if (copy instanceof HTMLElement) return copy;
  throw new Error(`The template ${template} is empty.`);
}

/** Writes texts into the elements of these classes. */
export function fill(within: ParentNode, texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) element(`.${name}`, HTMLElement, within).textContent = text;
}

/** Data that the page brings. */
export function dataIn(selector: string): string {
  return element(selector, HTMLScriptElement).textContent ?? '';
}
