import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createProviderHttp } from '../../src/main/providers/create-http.ts';
import type { ProviderAnswer } from '../../src/main/providers/http.ts';
import { start } from '../support/processes.ts';
import { bombs, mib } from './answers-bomb-kinds.ts';
import { emptyFindings, type Findings } from './answers-findings.ts';

/** Each call is given this long, in milliseconds; nothing may go on much longer. */
const timeoutMs = 600;
const mayTakeMs = 3000;
const mayGrowBytes = 100 * mib;

/** Answers made to fill the memory or to hold the call, each by each kind of line. */
export async function runBombs(rounds: number, seed: number): Promise<Findings> {
  const findings = emptyFindings(seed);
  const server = await start(fileURLToPath(new URL('answers-bomb-server.ts', import.meta.url)), [], {});
  const { origin } = z.object({ origin: z.string() }).parse(server.ready);
  const startBytes = process.memoryUsage.rss();
  let most = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, bomb] of bombs.entries()) {
      const startedAt = performance.now();
      const answer = await ask(origin, index, round % 2 === 0);
      const tookMs = performance.now() - startedAt;
      most = Math.max(most, process.memoryUsage.rss() - startBytes);
      findings.runs += 1;
      if (!bomb.ends.includes(answer.kind)) findings.failures.push(`${bomb.title}: came to ${answer.kind}`);
      if (tookMs > mayTakeMs) findings.failures.push(`${bomb.title}: took ${Math.round(tookMs)} ms`);
      if (answer.kind === 'no-answer' && !answer.sent) findings.failures.push(`${bomb.title}: counts as not sent`);
    }
  }
  findings.facts['grownMiB'] = Math.round(most / mib);
  if (most > mayGrowBytes) findings.failures.push(`the memory grew by ${Math.round(most / mib)} MiB`);
  await server.kill();
  return findings;
}

function ask(origin: string, index: number, fresh: boolean): Promise<ProviderAnswer> {
  const http = createProviderHttp({
    origin,
    keyHeaders: { authorization: 'Bearer a-key-of-nobody' },
    secrets: ['a-key-of-nobody'],
    signal: new AbortController().signal,
    fresh,
    clock: { now: Date.now },
  });
  return http.call({ method: 'POST', path: `/${index}`, body: {}, timeoutMs });
}
