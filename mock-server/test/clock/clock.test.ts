import { describe, expect, it, test } from 'vitest';
import { stateOf } from '../account-state.ts';
import { type LooseRequest, newUuid, useServer } from '../api-client.ts';
import { billed, read } from '../bills.ts';

const api = useServer();

const march = '2025-03-10T00:00:00Z';

/** A new account whose clock is stopped. */
async function accountAt(now: string): Promise<string> {
  const uuid = newUuid();
  await api.call('setClock', { uuid, body: { now } });
  return uuid;
}

const advanced = (uuid: string, body: { by: string } | { to: string }) => api.call('advanceClock', { uuid, body });

describe('the clock of an account', () => {
  it('goes by real time until it is set', async () => {
    const uuid = newUuid();
    const before = Date.now();
    const { now, isStopped } = await api.call('getClock', { uuid });
    expect(isStopped).toBe(false);
    expect(Date.parse(now)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(now)).toBeLessThanOrEqual(Date.now());
  });

  it('stands still where it is set, at any instant the first time, and then goes forward only', async () => {
    const uuid = newUuid();
    const clock = { now: '2025-02-28T15:00:00Z', isStopped: true };
    const now = '2025-03-01T00:00:00+09:00';
    for (const _ of ['set', 'set again'])
      expect(await api.call('setClock', { uuid, body: { now } })).toMatchObject(clock);
    expect(await api.call('getClock', { uuid })).toMatchObject(clock);
    await api.call('setClock', { uuid, body: { now: '2025-03-01T00:00:00.000000001+09:00' } });
    const { gist, body } = await api.refused('setClock', { uuid, body: { now } });
    expect(gist).toEqual([409, 'CLOCK_BACKWARDS', '/now']);
    expect(body.header.resultMessage).toBe(
      "/now must not be before the time of the account's clock, 2025-02-28T15:00:00.000000001Z.",
    );
    expect(await api.call('getClock', { uuid })).toMatchObject({ now: '2025-02-28T15:00:00.000000001Z' });
  });

  it('may be later than real time', async () => {
    const uuid = await accountAt('2098-12-31T00:00:00Z');
    expect(await advanced(uuid, { by: 'P1D' })).toMatchObject({ now: '2099-01-01T00:00:00Z', timeline: [] });
  });

  it('needs no account, and provisions none', async () => {
    const uuid = await accountAt(march);
    await advanced(uuid, { by: 'P1M' });
    expect((await api.refused('getAccount', { path: { uuid } })).gist).toEqual([404, 'NOT_FOUND']);
    const { account } = await api.call('createAccount', { body: { uuid, member: 'us' } });
    expect(account).toMatchObject({ member: 'us', createdAt: '2025-04-10T00:00:00Z' });
  });

  it('is its own', async () => {
    const [early, late] = [await accountAt('2020-01-01T00:00:00Z'), await accountAt('2030-01-01T00:00:00Z')];
    await advanced(early, { by: 'P1Y' });
    expect(await api.call('getClock', { uuid: early })).toMatchObject({ now: '2021-01-01T00:00:00Z' });
    expect(await api.call('getClock', { uuid: late })).toMatchObject({ now: '2030-01-01T00:00:00Z' });
  });

  it.each([
    ['resetAccount', {}],
    ['deleteAccount', { path: true }],
  ] as const)('is gone with %s', async (operation, { path = false }: { path?: boolean }) => {
    const uuid = await accountAt(march);
    await read(api, uuid, '2025-03', 5);
    const other = await accountAt(march);
    await api.send(operation, path ? { path: { uuid } } : { uuid });
    expect(await api.call('getClock', { uuid })).toMatchObject({ isStopped: false });
    await api.call('setClock', { uuid, body: { now: '2001-01-01T00:00:00Z' } });
    expect(await api.call('getClock', { uuid: other })).toMatchObject({ now: march, isStopped: true });
  });
});

describe('by the clock of an account', () => {
  it('things get their times and dates', async () => {
    const uuid = await accountAt('2025-03-31T15:00:00Z');
    const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000 };
    const { meterIds } = await api.call('createMeters', { uuid, body: reading });
    expect(await api.call('getMeter', { uuid, path: { meterId: meterIds[0] ?? '' } })).toMatchObject({
      meter: { timestamp: '2025-03-31T15:00:00Z' },
    });
    const { account } = await api.call('getAccount', { path: { uuid } });
    expect(account.createdAt).toBe('2025-03-31T15:00:00Z');
    // Today it is 1 April in Seoul.
    const grant = { amount: 30, expirationPeriod: 1 };
    await api.call('grantCampaignCredit', { uuid, path: { campaignId: 'c' }, body: grant });
    await advanced(uuid, { by: 'PT1H' });
    await api.call('calculateStatement', { uuid, body: { month: '2025-04' } });
    const paid = await api.call('pay', { uuid, path: { month: '2025-04' } });
    expect(paid).toMatchObject({ paymentDate: '2025-03-31T16:00:00Z', amount: 1_067 });
    const { statements } = await api.call('getStatements', { uuid, path: { month: '2025-04' } });
    expect(statements).toMatchObject([{ calculatedAt: '2025-03-31T16:00:00Z' }]);
    const { creditHistories } = await api.call('listCreditHistory', { uuid });
    expect(creditHistories).toMatchObject([
      { kind: 'GRANT', transactionDate: '2025-03-31T15:00:00Z' },
      { kind: 'USE', transactionDate: '2025-03-31T16:00:00Z' },
    ]);
    expect(await api.call('getCredits', { uuid })).toMatchObject({
      credits: [{ grantedAt: '2025-03-31T15:00:00Z', expirationDateTo: '2025-05-01' }],
    });
  });

  it('batch jobs that are for all accounts act', async () => {
    const [early, late] = [await accountAt('2020-05-01T00:00:00Z'), await accountAt('2030-05-01T00:00:00Z')];
    for (const uuid of [early, late]) await read(api, uuid, '2020-04', 5);
    await api.call('createBatch', { body: { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: '2020-04' } });
    for (const [uuid, calculatedAt] of [
      [early, '2020-05-01T00:00:00Z'],
      [late, '2030-05-01T00:00:00Z'],
    ] as const) {
      const { statements } = await api.call('getStatements', { uuid, path: { month: '2020-04' } });
      expect(statements).toMatchObject([{ calculatedAt }]);
    }
  });

  it('answers are kept for an Idempotency-Key for 24 hours', async () => {
    const uuid = await accountAt(march);
    const once = async () => {
      const grant = { path: { campaignId: 'c' }, body: { amount: 5 }, headers: { 'idempotency-key': 'k' } };
      return (await api.send('grantCampaignCredit', { uuid, ...grant })).headers.get('idempotency-replayed');
    };
    expect(await once()).toBeNull();
    await advanced(uuid, { by: 'PT23H59M59.999S' });
    expect(await once()).toBe('true');
    await advanced(uuid, { by: 'PT0.001S' });
    expect(await once()).toBeNull();
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 10 });
  });
});

describe('an advance', () => {
  it('tells what it caused, and a dry run the same without causing it', async () => {
    const uuid = await accountAt('2025-01-20T00:00:00Z');
    const grant = { amount: 1_500, creditType: 'PROMOTIONAL', expirationDateTo: '2025-02-10' } as const;
    const { creditId } = await api.call('grantCampaignCredit', { uuid, path: { campaignId: 'c' }, body: grant });
    await read(api, uuid, '2025-01', 1_000);
    await read(api, uuid, '2025-02', 10_000);
    const body = { by: 'P2M' };
    const before = await stateOf(api, uuid);
    const told = await api.call('advanceClock', { uuid, body: { ...body, dryRun: true } });
    expect(await stateOf(api, uuid)).toEqual(before);
    expect(await api.call('getClock', { uuid })).toMatchObject({ now: '2025-01-20T00:00:00Z' });
    const { header, ...happened } = await advanced(uuid, body);
    expect(told).toEqual({ header, ...happened });
    const ofJanuary = { month: '2025-01', statementId: `st-${uuid}-2025-01`, currency: 'KRW' };
    const ofFebruary = { month: '2025-02', statementId: `st-${uuid}-2025-02`, currency: 'KRW' };
    expect(happened).toEqual({
      now: '2025-03-20T00:00:00Z',
      timeline: [
        { at: '2025-01-31T15:00:00Z', kind: 'credit.used', ...ofJanuary, amount: 1_000, creditId },
        { at: '2025-01-31T15:00:00Z', kind: 'statement.calculated', ...ofJanuary, amount: 0 },
        { at: '2025-02-10T15:00:00Z', kind: 'credit.expired', amount: 500, currency: 'KRW', creditId },
        { at: '2025-02-28T15:00:00Z', kind: 'statement.calculated', ...ofFebruary, amount: 11_000 },
      ],
    });
    expect(await api.call('getClock', { uuid })).toMatchObject({ now: '2025-03-20T00:00:00Z', isStopped: true });
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 0 });
    // The due date is 25 March, and 30 days later February is overdue: from 24 April on, in Seoul.
    const { timeline } = await advanced(uuid, { to: '2025-05-01T00:00:00+09:00' });
    expect(timeline).toEqual([
      { at: '2025-04-23T15:00:00Z', kind: 'statement.overdue', ...ofFebruary, amount: 11_000 },
    ]);
  });

  it('of three months leads to a late fee', async () => {
    const uuid = await accountAt('2025-01-20T00:00:00Z');
    for (const month of ['2025-01', '2025-02', '2025-03']) await read(api, uuid, month, 1_000);
    const { timeline } = await advanced(uuid, { by: 'P3M' });
    expect(timeline.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual([
      'statement.calculated 1100',
      'statement.calculated 2200',
      'statement.overdue 1100',
      // 5 % of January's 1 100
      'statement.calculated 3355',
    ]);
  });

  it('settles a payment that has been pending for a day', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await api.call('setClock', { uuid, body: { now: '2025-04-01T00:00:00Z' } });
    await api.call('pay', { uuid, path: { month: '2025-03' }, body: { testToken: 'tok_pending' } });
    expect(await advanced(uuid, { by: 'PT23H' })).toMatchObject({ timeline: [] });
    const { timeline } = await advanced(uuid, { by: 'PT1H' });
    expect(timeline).toMatchObject([{ at: '2025-04-02T00:00:00Z', kind: 'payment.settled', amount: 1_100 }]);
    expect(await api.call('getStatements', { uuid, path: { month: '2025-03' } })).toMatchObject({
      paymentStatus: 'PAID',
    });
  });

  it('does what a set clock skipped, as setting it causes nothing', async () => {
    const uuid = await accountAt('2025-01-20T00:00:00Z');
    await read(api, uuid, '2025-01', 1_000);
    await api.call('setClock', { uuid, body: { now: '2025-02-20T00:00:00Z' } });
    expect(await api.call('getStatements', { uuid, path: { month: '2025-01' } })).toMatchObject({ statements: [] });
    const { timeline } = await advanced(uuid, { by: 'PT1S' });
    expect(timeline).toMatchObject([{ at: '2025-02-20T00:00:00Z', kind: 'statement.calculated', amount: 1_100 }]);
  });

  it('to the time of the clock does what was skipped, and then nothing', async () => {
    const uuid = await accountAt('2025-01-20T00:00:00Z');
    await read(api, uuid, '2025-01', 1_000);
    const now = '2025-02-20T00:00:00Z';
    await api.call('setClock', { uuid, body: { now } });
    expect((await advanced(uuid, { to: now })).timeline).toMatchObject([{ at: now, kind: 'statement.calculated' }]);
    expect(await advanced(uuid, { to: now })).toMatchObject({ now, timeline: [] });
  });

  it.each(['1970-01-01T00:00:00Z', '9998-12-31T23:59:59.999999999Z'])('needs a clock in its range: %s', async (now) => {
    const uuid = await accountAt(now);
    expect(await advanced(uuid, { to: now })).toMatchObject({ now, timeline: [] });
  });

  it('stops a clock that went by real time', async () => {
    const uuid = newUuid();
    const { gist } = await api.refused('advanceClock', { uuid, body: { to: '2025-01-01T00:00:00Z' } });
    expect(gist).toEqual([409, 'CLOCK_BACKWARDS', '/to']);
    expect(await api.call('getClock', { uuid })).toMatchObject({ isStopped: false });
    await api.call('advanceClock', { uuid, body: { by: 'P1D', dryRun: true } });
    expect(await api.call('getClock', { uuid })).toMatchObject({ isStopped: false });
    const { now } = await advanced(uuid, { by: 'P1D' });
    expect(await api.call('getClock', { uuid })).toMatchObject({ now, isStopped: true });
  });

  it('happens once for an Idempotency-Key, however far it goes, and a dry run leaves the key free', async () => {
    const uuid = await accountAt(march);
    const by = async (body: object) => api.send('advanceClock', { uuid, body, headers: { 'idempotency-key': 'k' } });
    for (const _ of [1, 2]) {
      const { headers } = await by({ by: 'P1M', dryRun: true });
      expect(headers.has('idempotency-replayed')).toBe(false);
    }
    const first = await by({ by: 'P1M' });
    const again = await by({ by: 'P1M' });
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect(again.body).toEqual(first.body);
    expect(await api.call('getClock', { uuid })).toMatchObject({ now: '2025-04-10T00:00:00Z' });
  });

  it('is refused as a whole when something that falls due is', async () => {
    const uuid = await accountAt('2025-01-20T00:00:00Z');
    await read(api, uuid, '2025-01', 1_000);
    const large = { counterName: 'test.y', counterUnit: 'EA', counterVolume: '900000000000000' };
    const readings = Array.from({ length: 20 }, () => ({ ...large, timestamp: '2025-02-10T00:00:00Z' }));
    await api.call('createMeters', { uuid, body: { meterList: readings } });
    const before = await stateOf(api, uuid);
    const { gist, body } = await api.refused('advanceClock', { uuid, body: { by: 'P2M' } });
    expect(gist).toEqual([422, 'AMOUNT_OUT_OF_RANGE']);
    expect(body.header.resultMessage).toMatch(/^The clock was not advanced, since calculating 2025-02 is refused\. /);
    expect(await stateOf(api, uuid)).toEqual(before);
    expect(await api.call('getClock', { uuid })).toMatchObject({ now: '2025-01-20T00:00:00Z' });
  });

  it('is by the defect of the account', async () => {
    const uuid = await accountAt('2025-01-20T00:00:00Z');
    await api.call('setDefect', { uuid, body: { name: 'tax-before-credits' } });
    await api.call('grantCampaignCredit', { uuid, path: { campaignId: 'c' }, body: { amount: 400 } });
    await read(api, uuid, '2025-01', 1_000);
    const { timeline } = await advanced(uuid, { by: 'P1M' });
    // 600 and 10 % of 1 000
    expect(timeline).toMatchObject([{}, { kind: 'statement.calculated', amount: 700 }]);
  });
});

describe('a clock is asked for wrongly', () => {
  const bad = [400, 'VALIDATION_ERROR'] as const;
  const rows: readonly (readonly [LooseRequest['body'], readonly [number, string, ...string[]], RegExp])[] = [
    [{}, [...bad, ''], /The body must have one of by and to\.$/],
    [{ dryRun: 'yes' }, [...bad, '', '/dryRun'], /one of by and to/],
    [{ to: march, by: 'P1D' }, [...bad, '/to'], /together with by/],
    [{ by: 'a month' }, [...bad, '/by'], /ISO 8601 duration of more than nothing, like "P1M"/],
    [{ by: '' }, [...bad, '/by'], /fewer than 1 character/],
    [{ by: 'P0D' }, [...bad, '/by'], /more than nothing/],
    [{ by: '-P1M' }, [...bad, '/by'], /more than nothing/],
    [{ by: 5 }, [...bad, '/by'], /must be string/],
    [{ by: null }, [...bad, ''], /one of by and to/],
    [{ by: 'P101Y' }, [...bad, '/by'], /at most 100 years/],
    [{ by: `P${'9'.repeat(90)}Y` }, [...bad, '/by'], /ISO 8601/],
    [{ by: 'P'.repeat(101) }, [...bad, '/by'], /100 characters/],
    [{ to: 'tomorrow' }, [...bad, '/to'], /RFC 3339/],
    [{ to: '2025-03-11' }, [...bad, '/to'], /RFC 3339/],
    [{ to: '2125-03-10T00:00:00.001Z' }, [...bad, '/to'], /at most 100 years/],
    [{ to: '2025-03-09T23:59:59.999Z' }, [409, 'CLOCK_BACKWARDS', '/to'], /2025-03-10T00:00:00Z/],
    [{ by: 'P1D', dryRun: 'yes' }, [...bad, '/dryRun'], /must be boolean/],
    [{ by: 'P1D', dryrun: true }, [...bad, '/dryrun'], /did you mean dryRun\?$/],
  ];

  test.each(rows)('advanced by %j', async (body, gist, says) => {
    const uuid = await accountAt(march);
    const refusal = await api.refused('advanceClock', { uuid, body });
    expect(refusal.gist).toEqual(gist);
    expect(refusal.body.header.resultMessage).toMatch(says);
    expect(await api.call('getClock', { uuid })).toMatchObject({ now: march });
  });

  test.each([
    [{}, '/now', /is required/],
    [{ now: 'today' }, '/now', /RFC 3339/],
    [{ now: 1_741_564_800_000 }, '/now', /must be string/],
    [{ now: '0001-01-01T00:00:00Z' }, '/now', /from 1970 to 9998 in UTC/],
    [{ now: '1969-12-31T23:59:59Z' }, '/now', /from 1970 to 9998 in UTC/],
    [{ now: '9999-01-01T00:00:00Z' }, '/now', /from 1970 to 9998 in UTC/],
    [{ now: '9999-12-31T23:59:59Z' }, '/now', /from 1970 to 9998 in UTC/],
    [{ now: '2025-03-10T00:00:00Z', by: 'P1D' }, '/by', /not known/],
  ])('set to %j', async (body, path, says) => {
    const uuid = newUuid();
    const refusal = await api.refused('setClock', { uuid, body });
    expect(refusal.gist).toEqual([...bad, path]);
    expect(refusal.body.header.resultMessage).toMatch(says);
    expect(await api.call('getClock', { uuid })).toMatchObject({ isStopped: false });
  });

  test.each(['getClock', 'setClock', 'advanceClock'] as const)('%s of no account', async (operation) => {
    const body = operation === 'getClock' ? {} : { body: { now: march, by: 'P1D' } };
    expect((await api.refused(operation, body)).gist).toEqual([401, 'UNAUTHENTICATED', 'header/uuid']);
  });
});
