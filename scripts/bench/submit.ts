import { Client, request as bareRequest } from 'undici';
import { createProviderHttp } from '../../src/main/providers/create-http.ts';
import { median, quantile, type Section } from './report.ts';

const rounds = 400;
const warmUp = 50;
const path = '/v3/async/minimax-hailuo-02';
const body = { prompt: 'A lighthouse in a storm', duration: 6, resolution: '768P' };

/** What the one door to a vendor costs over the bare client that it is made of. Both open a connection for each call. */
export async function measureSubmit(origin: string): Promise<Section> {
  const http = createProviderHttp({
    origin,
    keyHeaders: { authorization: 'Bearer key-of-a-benchmark' },
    secrets: ['key-of-a-benchmark'],
    signal: new AbortController().signal,
    fresh: true,
    clock: Date,
  });
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const conchMs = await timed(async () => {
      const answer = await http.call({ method: 'POST', path, body });
      if (answer.kind !== 'json') throw new Error('no answer');
    });
    const bareMs = await timed(() => submitBare(origin));
    if (round < warmUp) continue;
    ours.push(conchMs);
    bare.push(bareMs);
  }
  const name = 'bare undici';
  return {
    title: 'Submitting',
    how: `${rounds} POSTs each, in turns, to a server on this computer; every call on a connection of its own, as paid requests go. Conch’s side also redacts, limits and parses the answer, and proves whether a byte was sent.`,
    measurements: [
      { what: 'one call, median', unit: 'ms', conch: median(ours), reference: { name, value: median(bare) } },
      {
        what: 'one call, p95',
        unit: 'ms',
        conch: quantile(ours, 0.95),
        reference: { name, value: quantile(bare, 0.95) },
      },
    ],
  };
}

async function submitBare(origin: string): Promise<void> {
  const dispatcher = new Client(origin);
  const answer = await bareRequest(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer key-of-a-benchmark' },
    body: JSON.stringify(body),
    dispatcher,
  });
  await answer.body.json();
  await dispatcher.close();
}

async function timed(act: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}
