import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bombs } from './answers-bomb-kinds.ts';

/** A process of its own, so that what it costs to make the bombs is not counted against the one that receives them. */
const server = createServer((request, response) => {
  const bomb = bombs[Number(request.url?.slice(1))];
  response.on('error', () => {});
  request.resume().on('end', () => bomb?.give(response));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ origin: `http://127.0.0.1:${port}` })}\n`);
});
