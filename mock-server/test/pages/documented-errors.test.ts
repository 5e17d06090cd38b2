import { readFileSync } from 'node:fs';
import { paymentTransitions } from '@billing-testkit/engine';
import { expect, test } from 'vitest';
import { apiDocument, operations } from '../api-document.ts';

const page = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');

test('the documentation tells cause and cure of every error code, with its status', () => {
  const rows = page.matchAll(/^\| `(?<code>[A-Z_]+)` \| (?<status>\d{3}) \| [^|]+ \| [^|]+ \|$/gm);
  const documented = Array.from(rows, ({ groups }) => [groups?.code, Number(groups?.status)]);
  const { 'x-http-status': statuses } = apiDocument.components.schemas.ErrorCode;
  expect(documented.toSorted()).toEqual(Object.entries(statuses).toSorted());
});

test('the documentation draws every transition of a payment', () => {
  const arrows = page.matchAll(/^ {2}(?<from>[A-Z_]+) --> (?<to>[A-Z_]+)/gm);
  const drawn = Array.from(arrows, ({ groups }) => `${groups?.from} → ${groups?.to}`);
  const allowed = Object.entries(paymentTransitions).flatMap(([from, states]) => states.map((to) => `${from} → ${to}`));
  expect(drawn.toSorted()).toEqual(allowed.toSorted());
});

test('the documentation lists the mock’s own controls', () => {
  const rows = page.matchAll(/^\| `(?<method>[A-Z]+) (?<path>\/test\/[^`]+)` \| [^|]+ \|$/gm);
  const documented = Array.from(rows, ({ groups }) => `${groups?.method} ${groups?.path}`);
  const controls = operations.filter(({ template }) => template.startsWith('/test/'));
  expect(documented.toSorted()).toEqual(controls.map(({ method, template }) => `${method} ${template}`).toSorted());
});
