import type { PublicAddress } from './public-address.ts';

/** The icon of the page: a bill. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#2f6f4f" d="M3 1h10v14l-2-1.5L9 15l-1-1-1 1-2-1.5L3 15z"/><path stroke="#fff" d="M5 4.5h6M5 7.5h6M8 10.5h3"/></svg>',
)}`;

/** The page for a person who opens the server in a browser. Its commands work where the page was opened. */
export function welcomePage({ origin, prefix }: PublicAddress): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>billing-testkit mock server</title>
<link rel="icon" href="${ICON}">
<style>
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1.5rem; }
code, pre { font: 0.875rem/1.5 ui-monospace, monospace; }
pre { padding: 1rem; overflow-x: auto; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 0.5rem; }
</style>
</head>
<body>
<h1>Billing, to test against</h1>
<p>This is a billing provider that keeps accounts, readings, contracts, credits and payments in memory and gets every bill
right to the last minor unit. It needs no set-up: send readings for any account and calculate a month.</p>
<pre>curl -H 'uuid: me' -H 'content-type: application/json' -d '{
  "counterName": "compute.c2.c8m8", "counterUnit": "HOURS",
  "counterVolume": "100.5", "timestamp": "2025-03-10T09:00:00+09:00"
}' ${origin}${prefix}/billing/meters

curl -H 'uuid: me' -H 'content-type: application/json' \\
  -d '{ "month": "2025-03" }' ${origin}${prefix}/billing/admin/calculations

curl -H 'uuid: me' ${origin}${prefix}/billing/payments/2025-03/statements</pre>
<ul>
<li><a href="${prefix}/docs">The API, to read and try</a></li>
<li>The OpenAPI document as <a href="${prefix}/openapi.yaml">YAML</a> and <a href="${prefix}/openapi.json">JSON</a>,
and its requests as a <a href="${prefix}/collection.json">collection for Postman and Bruno</a></li>
<li><a href="${prefix}/health">Health</a> and <a href="${prefix}/metrics">metrics</a></li>
</ul>
</body>
</html>
`;
}
