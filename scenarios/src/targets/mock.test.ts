import { standardPolicy } from '@billing-testkit/engine';
import { expect, test } from 'vitest';
import { startMock } from './mock.ts';

test('nobody waits for a mock that ends before it is there', async () => {
  const script = new URL('data:text/javascript,process.exit(7)');
  await expect(startMock({ policy: standardPolicy, defects: [] }, script)).rejects.toThrow(
    'The mock server ended with 7 before it listened.',
  );
});
