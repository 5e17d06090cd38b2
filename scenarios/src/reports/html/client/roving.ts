/**
 * Makes each grid and list one stop of the Tab key, in which the arrow keys move. The keys move between the elements that
 * `data-stop` marks. Elements that are added later need no more than that mark.
 */
export function roveWithArrows(): void {
  for (const container of document.querySelectorAll('[data-roving]')) {
    if (container.getAttribute('data-roving') === 'grid') container.setAttribute('role', 'grid');
    const [first] = stopsIn(container);
    for (const stop of stopsIn(container)) stop.tabIndex = stop === first ? 0 : -1;
  }
  document.addEventListener('focusin', ({ target }) => {
    const stop = stopAt(target);
    if (stop) makeOnlyStop(stop);
  });
  document.addEventListener('keydown', (event) => {
    const stop = event.ctrlKey || event.altKey || event.metaKey ? undefined : stopAt(event.target);
    const next = stop && nextStop(stop, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

/** Makes an element the one of its container that the Tab key reaches. */
export function makeOnlyStop(stop: HTMLElement): void {
  for (const other of stopsIn(stop.closest('[data-roving]'))) other.tabIndex = other === stop ? 0 : -1;
}

function stopAt(target: EventTarget | null): HTMLElement | undefined {
  const stop = target instanceof Element ? target.closest('[data-roving] [data-stop]') : null;
  return stop instanceof HTMLElement ? stop : undefined;
}

function stopsIn(container: Element | null): HTMLElement[] {
  return [...(container?.querySelectorAll('[data-stop]') ?? [])].filter((stop) => stop instanceof HTMLElement);
}

function nextStop(stop: HTMLElement, key: string): HTMLElement | undefined {
  const container = stop.closest('[data-roving]');
  return container?.getAttribute('data-roving') === 'grid'
    ? nextInGrid(stop, key)
    : nextInList(stop, key, stopsIn(container));
}

function nextInList(stop: HTMLElement, key: string, stops: readonly HTMLElement[]): HTMLElement | undefined {
  const place = stops.indexOf(stop);
  const places: Readonly<Record<string, number>> = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    Home: 0,
    End: stops.length - 1,
  };
  return stops[places[key] ?? -1];
}

function nextInGrid(stop: HTMLElement, key: string): HTMLElement | undefined {
  const row = stopsIn(stop.closest('tr'));
  const column = row.indexOf(stop);
  const rows = [...(stop.closest('tbody')?.rows ?? [])].map((each) => stopsIn(each));
  const line = rows.findIndex((stops) => stops.includes(stop));
  const places: Readonly<Record<string, HTMLElement | undefined>> = {
    ArrowRight: row[column + 1],
    ArrowLeft: row[column - 1],
    ArrowDown: rows[line + 1]?.[column],
    ArrowUp: rows[line - 1]?.[column],
    Home: row[0],
    End: row.at(-1),
  };
  return places[key];
}
