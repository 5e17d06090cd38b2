import { existsSync } from 'node:fs';

/** The usual places of Chromium and its kin. */
const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser that `CHROMIUM_BIN` names, or else one that this machine has. */
export const chromiumPath = process.env.CHROMIUM_BIN || usual.find((path) => existsSync(path));
