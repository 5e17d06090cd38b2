/** The colors of a page, by day and by night. Text has at least 4.5 : 1 on what it is on, and nothing is said by color alone. */
export const colors = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f1; --card: #fff; --sunk: #f0eee8; --rule: #dedbd2; --edge: #8b8779;
  --ink: #1a1d21; --faint: #5a616b; --link: #0b4fb3;
  --wrong: #b0261b; --wrong-soft: #fdece8; --right: #17674a; --right-soft: #e3f2ea; --trouble: #7a4b00; --trouble-soft: #fcf0d6;
  --bar-wrong: #c8412f; --bar-right: #7fb89f; --bar-failed: #d19a2a; --bar-skipped: #b9b4a6; --bar-unreached: #e4e1d9;
  --heat-1: #fde3db; --heat-2: #f8c0b0; --heat-3: #ee927d; --heat-4: #bd3a29; --heat-5: #8c170e;
  --heat-ink-1: #5a1209; --heat-ink-2: #4a0e07; --heat-ink-3: #330703; --heat-ink-4: #fff; --heat-ink-5: #fff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #111316; --card: #191c20; --sunk: #22262b; --rule: #32373e; --edge: #7d8590;
    --ink: #e9e7e1; --faint: #a5acb6; --link: #9cc2ff;
    --wrong: #ff9d90; --wrong-soft: #3a1d1a; --right: #86d6b3; --right-soft: #163126; --trouble: #f1c466; --trouble-soft: #362a12;
    --bar-wrong: #ec6a57; --bar-right: #35705a; --bar-failed: #b98a2f; --bar-skipped: #5d636b; --bar-unreached: #2b3036;
    --heat-1: #33201d; --heat-2: #54251f; --heat-3: #7b2c22; --heat-4: #a93729; --heat-5: #ff8f7e;
    --heat-ink-1: #ffd5cd; --heat-ink-2: #ffd9d2; --heat-ink-3: #ffe3de; --heat-ink-4: #fff; --heat-ink-5: #2b0400;
  }
}
`;
