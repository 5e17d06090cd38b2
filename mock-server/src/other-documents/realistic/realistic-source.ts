import type { Faker } from '@faker-js/faker';
import type { Random } from '../../random/random.ts';

/** Everything that looks like a time is about this day, so that an answer is the same on every day. */
export const TODAY = new Date('2025-06-15T12:00:00.000Z');

/** The source of realistic values: faker, driven by the random numbers of the answer that is being made. */
export interface RealisticSource {
  readonly faker: Faker;
  random: Random;
}

/** Loads faker, which takes some hundredths of a second and megabytes: only a server with a document of its own needs it. */
export async function loadRealisticSource(random: Random): Promise<RealisticSource> {
  const { base, en, Faker: FakerOf } = await import('@faker-js/faker');
  const source: { random: Random } = { random };
  const randomizer = { next: () => source.random.next(), seed: () => undefined };
  const faker = new FakerOf({ locale: [en, base], randomizer });
  faker.setDefaultRefDate(TODAY);
  return Object.assign(source, { faker });
}
