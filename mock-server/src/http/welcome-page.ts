/** The page for a person who opens the server in a browser. `prefix` comes before all paths. */
export function welcomePage(prefix: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>billing-testkit mock server</title>
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
}' http://localhost:5000${prefix}/billing/meters

curl -H 'uuid: me' -H 'content-type: application/json' \\
  -d '{ "month": "2025-03" }' http://localhost:5000${prefix}/billing/admin/calculations

curl -H 'uuid: me' http://localhost:5000${prefix}/billing/payments/2025-03/statements</pre>
<ul>
<li><a href="${prefix}/docs">The API, to read and try</a></li>
<li>The OpenAPI document as <a href="${prefix}/openapi.yaml">YAML</a> and <a href="${prefix}/openapi.json">JSON</a></li>
<li><a href="${prefix}/health">Health</a> and <a href="${prefix}/metrics">metrics</a></li>
</ul>
</body>
</html>
`;
}
