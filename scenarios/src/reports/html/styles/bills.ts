/** The list of wrong bills, and the one that is opened; and the page on paper. */
export const bills = `
#wrong-bills { display: grid; gap: 0.9rem; }
.bills { display: grid; gap: 1.25rem; align-items: start; }
@media (min-width: 62rem) {
  .bills { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
  .list { position: sticky; top: 1rem; }
  #bill-back { display: none; }
}
#list-status { font-weight: 600; }
.chips { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.chips:empty { display: none; }
.chip { border-radius: 1rem; background: var(--sunk); padding: 0.15rem 0.7rem; font-size: 0.875rem; }
#cell-list { display: grid; gap: 2px; margin-inline: -0.6rem; max-height: min(34rem, 70vh); overflow: auto; padding: 4px; }
#cell-list:empty { display: none; }
#cell-list li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 0.75rem; padding: 0.5rem 0.6rem; border-radius: 0.45rem; cursor: pointer; font-size: 0.875rem; }
#cell-list li:hover { background: var(--sunk); }
#cell-list li[aria-selected="true"] { background: var(--wrong-soft); box-shadow: inset 3px 0 0 var(--wrong); }
#cell-list .cell { flex-basis: 100%; color: var(--faint); }
#cell-list .step { color: var(--faint); border: 1px solid var(--rule); border-radius: 0.3rem; padding: 0 0.35rem; font-size: 0.8rem; }
#cell-list .both { margin-left: auto; text-align: right; overflow-wrap: anywhere; }
#cell-list .expected { color: var(--faint); }
#cell-list .actual { color: var(--wrong); }
#bill-title:focus { outline: none; }
#bill-title:focus-visible { outline: 3px solid var(--link); outline-offset: 4px; border-radius: 0.2rem; }
#bill-steps { display: grid; gap: 0.35rem; }
#bill-steps details { border: 1px solid var(--rule); border-radius: 0.5rem; overflow: hidden; overflow-x: auto; }
#bill-steps summary { padding: 0.4rem 0.75rem; font-size: 0.9rem; }
#bill-steps summary .name { font-weight: 650; }
#bill-steps summary .tally { color: var(--faint); }
#bill-steps .mark { font-weight: 700; }
#bill-steps th .mark:not(:empty) { margin-right: 0.35em; }
#bill-steps details.differs > summary { background: var(--wrong-soft); color: var(--wrong); }
#bill-steps details.differs > summary .tally { color: inherit; }
#bill-steps .wrong:not(:empty) { font-weight: 650; }
#bill-steps .wrong:not(:empty)::before { content: "· "; }
#bill-steps table { width: 100%; font-size: 0.875rem; }
#bill-steps :is(th, td) { padding: 0.28rem 0.75rem; text-align: right; vertical-align: top; border-top: 1px solid var(--rule); }
#bill-steps thead th { color: var(--faint); font-weight: 500; }
#bill-steps th:first-child { text-align: left; font-weight: 400; }
#bill-steps .line th { background: var(--sunk); font-weight: 600; }
#bill-steps tr.differs { background: var(--wrong-soft); }
#bill-steps tr.differs :is(.mark, .actual, .by) { color: var(--wrong); font-weight: 700; }
#bill-steps tr.differs .name { font-weight: 600; }
#bill-steps th { overflow-wrap: break-word; }
#bill-steps .short td { white-space: nowrap; }
@media (max-width: 40rem) {
  #bill-steps :is(th, td) { padding-inline: 0.4rem; }
  #bill-steps summary { padding-inline: 0.4rem; }
  #bill-steps .by { display: none; }
}
@media print {
  body { background: none; font-size: 10pt; }
  main { padding: 0; max-width: none; }
  .skip, button:not(.value), #list-status + .chips { display: none; }
  .card, article, tr { break-inside: avoid; }
  .pair:has(> :nth-child(2)) { grid-template-columns: 1fr; }
  .list { position: static; }
  #cell-list { max-height: none; }
  .heat td, .bar, .key, .sign, .legend span { print-color-adjust: exact; }
}
`;
