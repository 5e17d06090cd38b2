import { Counter } from 'k6/metrics';
import { checkKnownBill, type LoadMetrics, sendNext } from './iterations.ts';
import { type Accounts, checkAndDeleteAccounts, openAccounts } from './script-accounts.ts';
import { highestRate, type LoadShape, scriptOptions } from './script-options.ts';
import { counters, type ScriptSummary, type SummaryData, scriptSummary } from './script-summary.ts';
import { settingsFrom } from './settings.ts';

/** The functions and options that k6 takes from a script of this name. */
export function loadScript(name: string, shape: LoadShape) {
  const settings = settingsFrom(__ENV, name);
  const metrics: LoadMetrics = {
    succeeded: new Counter(counters.succeeded),
    limited: new Counter(counters.limited),
    failed: new Counter(counters.failed),
    accepted: new Counter(counters.accepted),
    inDoubt: new Counter(counters.inDoubt),
  };
  const stored = new Counter(counters.stored);
  return {
    options: scriptOptions(shape, settings),
    setup: () => openAccounts(settings),
    load: (accounts: Accounts) => sendNext(accounts, settings, metrics),
    bills: () => checkKnownBill(settings),
    teardown: (accounts: Accounts) => checkAndDeleteAccounts(accounts, settings, stored),
    handleSummary: (data: SummaryData) => {
      const summary = scriptSummary(data, name, highestRate(shape, settings));
      const text = `${JSON.stringify(summary, null, 2)}\n`;
      return { [settings.summaryFile]: text, stdout: `${summaryLine(summary)}\n` };
    },
  };
}

function summaryLine({ script, counts, thresholds }: ScriptSummary): string {
  const missed = thresholds.filter(({ ok }) => !ok).map(({ metric, expression }) => `${metric} ${expression}`);
  const verdict = missed.length === 0 ? 'every threshold holds' : `missed: ${missed.join(', ')}`;
  return `${script}: ${counts.succeeded} answered, ${counts.limited} limited (429), ${counts.failed} failed; ${verdict}`;
}
