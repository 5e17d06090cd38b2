import { expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';

test.each([
  'http://localhost:5000',
  'http://127.0.0.1',
  'http://127.1.2.3:80',
  'http://[::1]:5000',
  'http://mock.localhost',
])('%s is this machine', (url) => {
  expect(isLoopback(url)).toBe(true);
});

test.each([
  'http://example.com',
  'http://10.0.0.1',
  'http://0.0.0.0',
  'http://localhost.example.com',
  'http://127.example.com',
])('%s is not', (url) => {
  expect(isLoopback(url)).toBe(false);
});
