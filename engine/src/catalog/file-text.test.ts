import { expect, test } from 'vitest';
import { textOfFile, unreadableReason } from '../catalog.ts';

const text = '# Überschrift 𝄞\r\n';
const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, little-endian', utf16],
  ['UTF-16, big-endian', Buffer.from(utf16).swap16()],
])('text in %s is decoded', (_, bytes) => {
  expect(textOfFile(bytes)).toBe(text);
});

test('no bytes are an empty text', () => {
  expect(textOfFile(new Uint8Array())).toBe('');
});

test.each([
  ['Windows-1252', Buffer.from(text, 'latin1'), 'UTF-8'],
  ['half a character', Buffer.from([0xff, 0xfe, 0x00]), 'UTF-16LE'],
  ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'UTF-8'],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x23, 0, 0, 0]), 'UTF-16LE'],
  ['zeros', new Uint8Array(10), 'UTF-8'],
])('%s is refused', (_, bytes, encoding) => {
  expect(() => textOfFile(bytes)).toThrow(new TypeError(`it is not ${encoding} text: save it as UTF-8`));
});

test.each([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a directory'],
  ['EACCES', 'this user may not read it'],
  ['EIO', 'EIO'],
])('an error with the code %s is told as %j', (code, reason) => {
  expect(unreadableReason(Object.assign(new Error('EXXX: some words'), { code }))).toBe(reason);
});

test('an error without a code is told by its message, and what is no error as it is', () => {
  expect(unreadableReason(new TypeError('it is not UTF-8 text: save it as UTF-8'))).toBe(
    'it is not UTF-8 text: save it as UTF-8',
  );
  expect(unreadableReason('it was withdrawn')).toBe('it was withdrawn');
});
