/** A name as one part of a JSON pointer. */
export function toPointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The name that a part of a JSON pointer stands for. */
export function fromPointerPart(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
