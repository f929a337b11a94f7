import { mkdtempSync, rmSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadOutput } from '../../src/main/download/download-output.ts';
import { createNetworkPolicy } from '../../src/main/download/network-policy.ts';
import { isPublicAddress } from '../../src/main/download/public-address.ts';
import { startScriptedServer } from '../support/scripted-server.ts';
import { emptyFindings, type Findings } from './answers-findings.ts';
import { badLinks, goodLinks, type BadLink } from './addresses-links.ts';
import { startDecoy, watchConnections } from './addresses-watch.ts';
import { createDice } from './seeded-dice.ts';

/** Every bad link as a provider might give it, straight and at the end of redirects from a server that is allowed. */
export async function runBadLinks(count: number, seed: number): Promise<Findings> {
  const findings = emptyFindings(seed);
  const dice = createDice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'conch-addresses-'));
  const decoys = [await startDecoy('127.0.0.1'), await startDecoy('::1')];
  const allowed = await startScriptedServer();
  const watch = watchConnections();
  const allowedAddress = allowed.origin.replace('http://', '');
  const signal = new AbortController().signal;
  let allowedConnections = 0;
  for (const [index, bad] of badLinks(count, dice, decoys[0]?.port ?? 1).entries()) {
    const redirects = index % 3 === 2 ? dice.between(1, 5) : 0;
    const hops = Array.from({ length: redirects }, (_, hop) => ({
      status: dice.pick([301, 302, 303, 307, 308]),
      headers: { location: headerSafe(hop === redirects - 1 ? bad.url : `/hop-${hop}`) },
    }));
    allowed.script(...(hops as [(typeof hops)[0]]), { status: 404 });
    watch.forget();
    const url = redirects === 0 ? bad.url : `${allowed.origin}/start`;
    const policy = createNetworkPolicy({ loopbackOrigin: allowed.origin, lookup: resolving(bad), idleTimeoutMs: 2000 });
    const outcome = await downloadOutput(
      { url },
      { partPath: join(folder, 'one.part'), policy, signal, now: Date.now, onProgress: () => {} },
    );
    await policy.dispatcher.destroy();
    findings.runs += 1;
    const strange = watch.attempts.filter((attempt) => attempt !== allowedAddress);
    allowedConnections += watch.attempts.length - strange.length;
    const what = `${bad.why}: ${JSON.stringify(bad.url)} after ${redirects} redirects`;
    if (strange.length > 0) findings.failures.push(`${what} led to ${strange.join(', ')}`);
    // At the end of a redirect a text that is no address at all only ever leads back to the allowed server.
    const staysHere = redirects > 0 && isRelative(bad.url);
    if (outcome.outcome !== 'refused' && !staysHere) findings.failures.push(`${what} came to ${outcome.outcome}`);
  }
  const reached = decoys.reduce((sum, decoy) => sum + decoy.connections(), 0);
  if (reached > 0) findings.failures.push(`the decoys were reached ${reached} times`);
  // The control: a watch that never saw the allowed server would not have seen anything else either.
  if (allowedConnections === 0) findings.failures.push('the watch saw no connection at all, not even a good one');
  findings.facts['decoyConnections'] = reached;
  findings.facts['allowedConnections'] = allowedConnections;
  watch.stop();
  await Promise.all([...decoys.map((decoy) => decoy.stop()), allowed.stop()]);
  rmSync(folder, { recursive: true, force: true });
  return findings;
}

/** Whether a link may be followed is decided before anything is connected to, so no network is needed to ask. */
export function runGoodLinks(count: number, seed: number): Findings {
  const findings = emptyFindings(seed);
  const policy = createNetworkPolicy();
  for (const { url, addresses } of goodLinks(count, createDice(seed))) {
    findings.runs += 1;
    const why = policy.refusal(url);
    if (why !== undefined) findings.failures.push(`${url}: ${JSON.stringify(why)}`);
    const closed = addresses.filter((address) => !isPublicAddress(address));
    if (closed.length > 0) findings.failures.push(`${url}: ${closed.join(', ')} counts as not public`);
  }
  return findings;
}

/** Answers every name with what the case says, another answer at each look. */
function resolving({ answers = [['127.0.0.1']] }: BadLink): LookupFunction {
  let looks = 0;
  return (_host, { all }, callback) => {
    const addresses = answers[Math.min(looks, answers.length - 1)] ?? [];
    looks += 1;
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    if (all === true) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };
}

function isRelative(text: string): boolean {
  return !URL.canParse(headerSafe(text)) && !headerSafe(text).startsWith('//') && !headerSafe(text).startsWith('\\\\');
}

/** What can stand in a header: a line break cannot, and what is not ASCII goes out as its bytes. */
function headerSafe(text: string): string {
  return Buffer.from(text.replaceAll(/[\r\n]/g, '').trim(), 'utf8').toString('latin1');
}
