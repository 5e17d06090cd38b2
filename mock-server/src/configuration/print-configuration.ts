import { Document, Pair, Scalar, YAMLMap } from 'yaml';
import type { Configuration } from './configuration.ts';
import type { Setting } from './setting.ts';
import { keyOf } from './setting-names.ts';
import { fileSettings } from './settings.ts';

/** The values of all settings as a configuration file, with the place that each comes from behind it. */
export function printConfiguration(configuration: Configuration): string {
  const document = new Document(new YAMLMap());
  const map = new YAMLMap();
  for (const setting of fileSettings) map.items.push(entryOf(setting, configuration));
  document.contents = map;
  return document.toString({ lineWidth: 0 });
}

function entryOf(setting: Setting<unknown>, configuration: Configuration): Pair {
  const value = configuration.of(setting);
  const document = new Document(value === undefined ? null : setting.type.print(value), { flow: true });
  const node = document.contents ?? new Scalar(null);
  node.comment = ` ${sourceText(setting, configuration)}`;
  return new Pair(new Scalar(keyOf(setting)), node);
}

function sourceText(setting: Setting<unknown>, configuration: Configuration): string {
  const source = configuration.sourceOf(setting);
  if (source !== undefined) return source;
  return setting.defaultWords === undefined ? 'default' : `default: ${setting.defaultWords}`;
}
