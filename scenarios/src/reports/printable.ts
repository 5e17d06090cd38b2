/** Control characters, among them those that begin a terminal's commands, and those that turn the direction of text around. */
const unprintable = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** Text in one line that does nothing but be read: what targets and users call things is not trusted. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
