import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Fields {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
}

interface StateSchema {
  readonly description: string;
  readonly properties: {
    readonly state: { readonly enum: readonly string[] };
    readonly params: { readonly allOf?: readonly Fields[] };
  };
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const { components } = parse(read('../openapi.yaml'));
const page = read('../../docs/contracts.md');

/** The row of a state in the documentation: its name, its own parameters and its sentence. */
function rowOf({ description, properties: { state, params } }: StateSchema): string {
  const [name = ''] = state.enum;
  const { properties = {}, required = [] } = params.allOf?.[1] ?? {};
  const parameters = Object.keys(properties).map((field) => `\`${field}${required.includes(field) ? '' : '?'}\``);
  const cells = [name === '' ? 'the empty name' : `\`${name}\``, parameters.join(', '), description.trim()];
  return `| ${cells.join(' | ')} |`;
}

test('the documentation lists every provider state of the document, with its parameters and its sentence', () => {
  const references: { $ref: string }[] = components.schemas.ProviderStateRequest.oneOf;
  const rows = references.map(({ $ref }) => rowOf(components.schemas[$ref.split('/').at(-1) ?? '']));
  const [, table = ''] = page.split('| state | parameters | what it is |\n|---|---|---|\n');
  expect(table.split('\n\n')[0]?.split('\n')).toEqual(rows);
});
