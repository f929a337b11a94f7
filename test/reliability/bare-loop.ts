import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

/** A process that does nothing but see how late its own event loop is. Prints the p99 in milliseconds for each line. */

const resolutionMs = 5;
const lag = monitorEventLoopDelay({ resolution: resolutionMs });
lag.enable();
for await (const _line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${Math.max(0, lag.percentile(99) / 1e6 - resolutionMs)}\n`);
}
