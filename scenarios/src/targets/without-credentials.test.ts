import { expect, test } from 'vitest';
import { withoutCredentials } from './without-credentials.ts';

test.each([
  ['http://localhost:5000', 'http://localhost:5000'],
  ['http://localhost:5000/', 'http://localhost:5000/'],
  ['mock', 'mock'],
  ['./a@b.js', './a@b.js'],
  ['https://example.com/@team', 'https://example.com/@team'],
  ['https://me:hush@example.com', 'https://example.com'],
  ['https://me:hush@example.com/billing/', 'https://example.com/billing/'],
  ['https://hush@example.com:8443', 'https://example.com:8443'],
  ['https://me:p@hush@example.com', 'https://example.com'],
  ['https:me:hush@example.com', 'https://example.com'],
  ['HTTPS:/me:hush@example.com', 'https://example.com'],
])('%s is told as %s', (address, told) => {
  expect(withoutCredentials(address)).toBe(told);
});
