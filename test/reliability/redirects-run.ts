import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadOutput } from '../../src/main/download/download-output.ts';
import { createNetworkPolicy } from '../../src/main/download/network-policy.ts';
import { createProviderHttp } from '../../src/main/providers/create-http.ts';
import { providers } from '../../src/main/providers/index.ts';
import type { Provider } from '../../src/main/providers/provider.ts';
import { findIn } from '../support/canary.ts';
import { canaryKeys, type ProviderId } from '../support/providers.ts';
import { startScriptedServer, type ReceivedRequest, type ScriptedServer } from '../support/scripted-server.ts';
import { emptyFindings, type Findings } from './answers-findings.ts';
import { createDice, type Dice } from './seeded-dice.ts';

/** The provider's own server, and two that are none of its business. */
interface Hosts {
  readonly own: ScriptedServer;
  readonly foreign: readonly [ScriptedServer, ScriptedServer];
}

const statuses = [301, 302, 303, 307, 308] as const;

/**
 * Chains of redirects to other hosts, schemes and ports: from a submit, from a look, and from a result link. No byte of
 * a key may arrive anywhere but at the provider's own origin, and no call that carries one may follow.
 */
export async function runRedirects(count: number, seed: number): Promise<Findings> {
  const findings = emptyFindings(seed);
  const dice = createDice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'conch-redirects-'));
  const hosts: Hosts = {
    own: await startScriptedServer(),
    foreign: [await startScriptedServer(), await startScriptedServer()],
  };
  let keysAtHome = 0;
  for (let index = 0; index < count; index += 1) {
    const provider = providers[index % providers.length];
    if (provider === undefined) continue;
    const way = (['submit', 'poll', 'download'] as const)[Math.floor(index / providers.length) % 3] ?? 'submit';
    layTrail(hosts, dice, way === 'download');
    const ended = way === 'download' ? await fetchClip(hosts, folder) : await callOnce(provider, way, hosts.own.origin);
    findings.runs += 1;
    const what = `${provider.id}, ${way}`;
    const foreign = hosts.foreign.flatMap(({ received }) => received);
    if (foreign.length > 0) findings.failures.push(`${what}: a foreign host heard ${foreign.length} requests`);
    if (keyBytes(foreign).length > 0) findings.failures.push(`${what}: a foreign host got key bytes`);
    if (way === 'download') {
      const carried = hosts.own.received.flatMap(({ headers }) => secretHeaders.filter((name) => name in headers));
      if (carried.length > 0) findings.failures.push(`${what}: a download carried ${carried.join(', ')}`);
      if (ended !== 'refused') findings.failures.push(`${what}: came to ${ended}`);
    } else {
      if (hosts.own.received.length !== 1) findings.failures.push(`${what}: ${hosts.own.received.length} calls`);
      if (ended !== 'unclear') findings.failures.push(`${what}: came to ${ended}`);
      keysAtHome += keyBytes(hosts.own.received).length > 0 ? 1 : 0;
    }
  }
  // The control: the search does find a key where one has to be.
  findings.facts['callsWithKeyAtHome'] = keysAtHome;
  if (keysAtHome === 0) findings.failures.push('the search for keys found none at the provider itself');
  await Promise.all([hosts.own, ...hosts.foreign].map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
  return findings;
}

const secretHeaders = [
  'authorization',
  'ocp-apim-subscription-key',
  'cookie',
  'proxy-authorization',
  'referer',
] as const;

/** A few steps on the own server where they are followed, then away from it, with a cookie to carry along. */
function layTrail({ own, foreign }: Hosts, dice: Dice, isFollowed: boolean): void {
  const away = dice.pick(foreign).origin;
  const target = dice.pick([
    away,
    `${away}/next?x=1`,
    away.replace('http:', 'https:'),
    `//${away.slice('http://'.length)}/next`,
    away.replace('//', '//user:word@'),
    away.replace('127.0.0.1', 'localhost'),
    `https://cdn.example:${dice.between(1, 65_535)}/`,
  ]);
  const steps = isFollowed ? dice.between(0, 4) : 0;
  const hop = (location: string) => ({
    status: dice.pick(statuses),
    headers: { location, 'set-cookie': 'session=1; Path=/' },
    json: { task_id: 'task-1', message: 'moved' },
  });
  own.script(
    hop(steps > 0 ? '/0' : target),
    ...Array.from({ length: steps }, (_, at) => hop(at === steps - 1 ? target : `/${at + 1}`)),
  );
  for (const server of foreign) server.script({ json: { task_id: 'task-from-elsewhere' } });
}

async function callOnce(provider: Provider, way: 'submit' | 'poll', origin: string): Promise<string> {
  const signal = new AbortController().signal;
  const key = canaryKeys[provider.id as ProviderId];
  const http = createProviderHttp({
    origin,
    keyHeaders: provider.authorize(key),
    secrets: [key],
    signal,
    fresh: way === 'submit',
    clock: { now: Date.now },
  });
  const context = { http, signal, now: Date.now(), acceptedAt: Date.now() - 200_000 };
  if (way === 'poll') return (await provider.poll({ id: 'task-1' }, context)).outcome;
  const request = { providerId: provider.id, modelId: provider.models[0].id, prompt: 'A calm sea' };
  return (await provider.submit(request, context)).outcome;
}

async function fetchClip({ own }: Hosts, folder: string): Promise<string> {
  const policy = createNetworkPolicy({ loopbackOrigin: own.origin, idleTimeoutMs: 2000 });
  const { outcome } = await downloadOutput(
    { url: `${own.origin}/clip.mp4` },
    {
      partPath: join(folder, 'one.part'),
      policy,
      signal: new AbortController().signal,
      now: Date.now,
      onProgress: () => {},
    },
  );
  await policy.dispatcher.destroy();
  return outcome;
}

function keyBytes(received: readonly ReceivedRequest[]): unknown[] {
  return received.flatMap((request) =>
    findIn(
      'request',
      `${request.target} ${JSON.stringify(request.headers)} ${request.body.toString()}`,
      Object.values(canaryKeys),
    ),
  );
}
