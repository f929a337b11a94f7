import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createDelayLine } from './delay-line.ts';

/** Nothing else happens in this process for so long, as on a busy machine. */
function standStill(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until;) continue;
}

it('keeps the order of what it is given, however late the timers run', async () => {
  const line = createDelayLine(40);
  const done: number[] = [];
  line.add(() => done.push(0));
  line.add(() => done.push(1));
  await sleep(10);
  await setImmediate();
  standStill(100);
  line.add(() => done.push(2));
  standStill(60);
  for (const latest = performance.now() + 5000; done.length < 3 && performance.now() < latest;) await sleep(5);
  expect(done).toEqual([0, 1, 2]);
});
