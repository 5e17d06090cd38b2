import { expect, test } from 'vitest';
import { Routes } from './routes.ts';

const routes = new Routes<string>();
routes.add('/groups/adjustments', 'get', 'list adjustments');
routes.add('/groups/{groupId}', 'put', 'assign');
routes.add('/groups/{groupId}/contracts', 'delete', 'unassign');

test('a path that is written out comes before one with parameters', () => {
  expect(routes.find('/groups/adjustments')?.of('GET')).toEqual({ entry: 'list adjustments', parameters: {} });
});

test('an id may be a word of another path', () => {
  const adjustments = { groupId: 'adjustments' };
  expect(routes.find('/groups/adjustments')?.of('PUT')).toEqual({ entry: 'assign', parameters: adjustments });
  expect(routes.find('/groups/adjustments/contracts')?.of('DELETE')).toEqual({
    entry: 'unassign',
    parameters: adjustments,
  });
});

test('a path takes the methods of all that it can be', () => {
  expect(routes.find('/groups/adjustments')?.methods).toEqual(['GET', 'PUT']);
  expect(routes.find('/groups/adjustments')?.of('POST')).toBeUndefined();
});

test.each(['/groups', '/groups/', '/groups//contracts', '/groups/a/b', '/', ''])('%j is no path', (path) => {
  expect(routes.find(path)).toBeUndefined();
});

test('what is no percent-encoding stands for itself', () => {
  expect(routes.find('/groups/%E0%A4%A')?.of('PUT')?.parameters).toEqual({ groupId: '%E0%A4%A' });
  expect(routes.find('/groups/a%2Fb/')?.of('PUT')?.parameters).toEqual({ groupId: 'a/b' });
});
