import { downloadOutput } from '../../src/main/download/download-output.ts';
import { createNetworkPolicy } from '../../src/main/download/network-policy.ts';

/** One download in a process of its own, so that its memory can be told: `node download-program.ts <url> <path>`. */
const [url = '', partPath = ''] = process.argv.slice(2);
const policy = createNetworkPolicy({ loopbackOrigin: new URL(url).origin });
const idleBytes = process.memoryUsage.rss();
const startedAt = performance.now();
const outcome = await downloadOutput(
  { url },
  { partPath, policy, signal: new AbortController().signal, now: Date.now, onProgress() {} },
);
const elapsedMs = performance.now() - startedAt;
if (outcome.outcome !== 'saved') throw new Error(`not saved: ${outcome.failure.message}`);
// The system counts in kilobytes.
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ elapsedMs, idleBytes, peakBytes }));
