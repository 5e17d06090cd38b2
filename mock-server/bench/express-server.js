import express from 'express';

const app = express();
app.get('/health', (_request, response) => response.json({ status: 'healthy' }));
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
