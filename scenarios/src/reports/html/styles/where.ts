/** The heat map, and the bars of the dimensions. */
export const where = `
.scroll { overflow-x: auto; margin: -4px; padding: 4px; }
.heat { border-collapse: separate; border-spacing: 3px; margin: -3px; width: 100%; font-size: 0.875rem; }
.heat th { font-weight: 550; color: var(--faint); white-space: nowrap; padding: 0.15rem 0.3rem; }
.heat th[scope="row"] { text-align: left; padding: 0 0.6rem 0 0; width: 1%; }
.heat tbody td, .legend span { text-align: center; border-radius: 0.35rem; }
.heat tbody td { position: relative; height: 2.1rem; min-width: 3.1rem; white-space: nowrap; padding: 0 0.2rem; }
.heat td[data-filter] { cursor: pointer; }
.heat td[aria-selected="true"] { z-index: 1; box-shadow: 0 0 0 2px var(--card), 0 0 0 5px var(--ink); }
.heat-0 { background: var(--right-soft); color: var(--right); }
.heat-1 { background: var(--heat-1); color: var(--heat-ink-1); }
.heat-2 { background: var(--heat-2); color: var(--heat-ink-2); }
.heat-3 { background: var(--heat-3); color: var(--heat-ink-3); font-weight: 600; }
.heat-4 { background: var(--heat-4); color: var(--heat-ink-4); font-weight: 600; }
.heat-5 { background: var(--heat-5); color: var(--heat-ink-5); font-weight: 700; }
td.failed, .legend .failed { background: var(--trouble-soft); color: var(--trouble); font-weight: 700; }
td.skipped, .legend .skipped { background: var(--sunk); color: var(--faint); }
td.unreached, .legend .unreached { background: repeating-linear-gradient(-45deg, transparent 0 4px, var(--rule) 4px 5px); }
.legend { display: flex; flex-wrap: wrap; gap: 0.4rem 1.1rem; font-size: 0.8rem; color: var(--faint); }
.legend span { display: inline-block; min-width: 2rem; padding: 0 0.35rem; height: 1.35rem; line-height: 1.35rem; vertical-align: middle; }

.values { display: grid; grid-template-columns: fit-content(11rem) minmax(3rem, 1fr) auto auto; gap: 1px 0.75rem; margin-inline: -0.5rem; }
.values > li, .value { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; }
.value { align-items: center; border: 0; padding: 0.28rem 0.5rem; text-align: left; font-size: 0.875rem; border-radius: 0.4rem; }
.value:not([disabled]):hover { background: var(--sunk); }
.value[aria-pressed="true"] { background: var(--sunk); box-shadow: inset 0 0 0 2px var(--ink); }
.value .share { text-align: right; font-weight: 600; }
.value .of { text-align: right; color: var(--faint); white-space: nowrap; }
details > summary { cursor: pointer; border-radius: 0.3rem; }
#dimensions ~ details > summary { color: var(--faint); }
#dimensions ~ details[open] { display: grid; gap: 0.9rem; }
#dimensions ~ details[open] > * + * { margin-top: 0.6rem; }
@media (max-width: 40rem) {
  .heat tbody td { min-width: 2.6rem; }
}
`;
