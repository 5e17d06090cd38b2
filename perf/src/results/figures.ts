/** A number with its thousands apart, like `12 500`. */
export function whole(value: number): string {
  return Math.round(value)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}

/** A time like `0.84 ms`, `12.3 ms` or `1 250 ms`. */
export function milliseconds(ms: number): string {
  if (ms >= 100) return `${whole(ms)} ms`;
  return `${trimmed(ms >= 10 ? ms.toFixed(1) : ms.toFixed(2))} ms`;
}

/** A ratio like `0.35`. */
export function share(value: number): string {
  return value.toFixed(2);
}

/** A time like `45 s` or `2 min 5 s`. */
export function seconds(ms: number): string {
  const all = Math.round(ms / 1_000);
  if (ms < 10_000) return `${trimmed((ms / 1_000).toFixed(1))} s`;
  return all < 60 ? `${all} s` : `${Math.floor(all / 60)} min ${all % 60} s`;
}

/** A size like `182 MiB`. */
export function mebibytes(bytes: number): string {
  return `${whole(bytes / 2 ** 20)} MiB`;
}

function trimmed(text: string): string {
  return text.replace(/\.?0+$/, '');
}

/** A number of things, like `1 budget` or `12 budgets`. */
export function counted(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Text with every control character made visible or a space, so that a target's words can't steer a terminal. */
export function printable(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/\p{C}/gu, '\ufffd');
}
