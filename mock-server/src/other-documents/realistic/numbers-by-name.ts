import type { RealisticSource } from './realistic-source.ts';
import { TODAY } from './realistic-source.ts';
import { timeCalled } from './texts-by-format.ts';

type Make = (source: RealisticSource, name: string) => number;

const between =
  (min: number, max: number): Make =>
  ({ random }) =>
    random.integer(min, max);

const cents: Make = ({ random }) => random.integer(100, 99_999) / 100;

/** Usual names of fields of numbers, and the numbers that such fields usually hold; the first pattern that a name fits counts. */
const byName: readonly (readonly [RegExp, Make])[] = [
  [/(^|_)(lat|latitude)$/, ({ faker }) => faker.location.latitude()],
  [/(^|_)(lng|lon|longitude)$/, ({ faker }) => faker.location.longitude()],
  [/(^|_)(year)$|_year$/, between(TODAY.getUTCFullYear() - 3, TODAY.getUTCFullYear() + 3)],
  [/(^|_)(month)$|_month$/, between(1, 12)],
  [/(^|_)(day)$|_day$/, between(1, 28)],
  [/(^|_)hours?$/, between(0, 23)],
  [/(^|_)minutes?$|(^|_)seconds?$/, between(0, 59)],
  [/(^|_)age$/, between(18, 80)],
  [/(^|_)port$/, between(1_024, 49_151)],
  [/percent|(^|_)(pct|ratio_percent|progress|score)$/, between(0, 100)],
  [/(^|_)(tax_rate|rate|ratio|probability|share|discount)$/, ({ random }) => random.integer(0, 100) / 100],
  [/(^|_)(rating|stars)$/, between(1, 5)],
  [/_(ms|millis|milliseconds)$|(^|_)(duration|latency|timeout|ttl|interval)$/, between(10, 5_000)],
  [
    /_(at|on|time)$|^(created|updated|timestamp|time|expires)$|_timestamp$|_date$/,
    (source, name) => Math.floor(timeCalled(source, name).getTime() / 1_000),
  ],
  [/(amount|total|subtotal|price|cost|balance|fee|revenue|paid|due|tax|salary|sum)(_|$)/, cents],
  [/(^|_)(quantity|qty|units|seats|stock)$/, between(1, 20)],
  [/(count|num|number_of|total_items|total_results|results)$|^(count|num|n)_/, between(1, 50)],
  [/(^|_)(page|page_number|current_page|attempt|attempts|position|rank|order|index|level|version)$/, between(1, 5)],
  [/(^|_)(limit|per_page|page_size|items_per_page)$/, between(10, 50)],
  [/(^|_)(size|bytes|length|file_size)$/, between(256, 65_536)],
  [/(^|_)(width|height)$/, between(100, 1_920)],
  [/(^|_)(weight|distance|depth)$/, between(1, 100)],
  [/(^|_)id$/, between(1, 99_999)],
];

const some: Make = between(1, 1_000);

export function numbersByName(name: string): Make {
  return byName.find(([pattern]) => pattern.test(name))?.[1] ?? some;
}
