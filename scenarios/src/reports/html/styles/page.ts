/** How the page is laid out, and what is the same all over it. */
export const page = `
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding: 1rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
main { max-width: 76rem; margin: 0 auto; padding: clamp(1rem, 4vw, 2.5rem); display: grid; gap: 1.25rem; }
main:focus { outline: none; }
main > *, .pair > *, .bills > * { min-width: 0; }
h1, h2, h3, p, ul, dl, dd, pre, table { margin: 0; padding: 0; }
h1 { font-size: clamp(1.6rem, 1rem + 2.6vw, 2.5rem); line-height: 1.12; letter-spacing: -0.022em; font-weight: 700; text-wrap: balance; }
h2 { font-size: 1.05rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.005em; }
h3 { font-size: 0.95rem; font-weight: 650; }
ul { list-style: none; }
code, pre { font: 0.9em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
table { border-collapse: collapse; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.faint { color: var(--faint); font-size: 0.875rem; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 0.75rem; padding: clamp(1rem, 2.4vw, 1.5rem); display: grid; gap: 0.9rem; align-content: start; }
.pair { display: grid; gap: 1.25rem; align-items: start; }
.pair:empty { display: none; }
@media (min-width: 62rem) { .pair:has(> :nth-child(2)) { grid-template-columns: 1fr 1fr; } }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--ink); color: var(--paper); padding: 0.6rem 1rem; border-radius: 0.4rem; z-index: 1; }
.skip:focus { top: 1rem; }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--edge); border-radius: 0.45rem; padding: 0.35rem 0.8rem; cursor: pointer; }
button:not(.value):hover { background: var(--sunk); }
button[disabled] { color: inherit; cursor: default; }

.verdict { display: flex; gap: clamp(0.9rem, 2.5vw, 1.4rem); align-items: flex-start; padding-top: 0.5rem; }
.verdict > div { display: grid; gap: 0.6rem; }
.sign { flex: none; width: 1.35em; height: 1.35em; border-radius: 50%; display: grid; place-items: center; font-size: clamp(1.6rem, 1rem + 2.6vw, 2.4rem); line-height: 1; font-weight: 700; color: var(--card); background: var(--tone); }
.verdict.wrong { --tone: var(--wrong); } .verdict.right { --tone: var(--right); } .verdict.trouble { --tone: var(--trouble); }
.because { font-size: 1.15rem; line-height: 1.4; max-width: 60ch; }
.note { color: var(--trouble); font-weight: 550; }
.note::before { content: "! "; font-weight: 700; }

.bar { display: block; width: 100%; height: 0.6rem; border-radius: 0.3rem; background: var(--bar-unreached); overflow: hidden; }
.bar .differs { fill: var(--bar-wrong); } .bar .agrees { fill: var(--bar-right); } .bar .failed { fill: var(--bar-failed); }
.bar .skipped { fill: var(--bar-skipped); } .bar .unreached { fill: var(--bar-unreached); }
.counts { display: grid; gap: 0.6rem; }
.counts ul { display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; }
.key { display: inline-block; width: 0.7em; height: 0.7em; border-radius: 0.2em; margin-right: 0.4em; }
.key.differs { background: var(--bar-wrong); } .key.agrees { background: var(--bar-right); } .key.failed { background: var(--bar-failed); }
.key.skipped { background: var(--bar-skipped); } .key.unreached { background: var(--bar-unreached); border: 1px solid var(--edge); }
.facts { display: flex; flex-wrap: wrap; gap: 0.6rem 2rem; border-block: 1px solid var(--rule); padding-block: 0.8rem; }
.facts dt { color: var(--faint); font-size: 0.8rem; line-height: 1.3; }
.facts dd { font-weight: 550; }

article { display: grid; gap: 0.35rem; }
article + article { border-top: 1px solid var(--rule); padding-top: 0.9rem; }
article h3 code { font-size: 1.05em; color: var(--wrong); }
.rule { border-left: 3px solid var(--rule); padding-left: 0.75rem; color: var(--faint); }
.rule b { color: var(--ink); }
.command { position: relative; display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: start; gap: 0.5rem; background: var(--sunk); border-radius: 0.5rem; padding: 0.6rem 0.6rem 0.6rem 0.9rem; }
.command pre { white-space: pre-wrap; padding-block: 0.3rem; }
.command button { background: var(--card); min-width: 5.2rem; }
.reasons { display: grid; gap: 0.7rem; }
`;
