import { createServer } from 'node:http';

/** This server does what any server has to do for these requests, and nothing else: it reads, parses and stringifies. */
const answers = JSON.parse(process.argv[2] ?? '{}');

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString());
  const text = JSON.stringify(answers[request.method ?? '']);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
