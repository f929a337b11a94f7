import { describe, expect, it } from 'vitest';
import { failure, FailureError } from '../../shared/failure.ts';
import { workSchema, type Work } from '../../shared/work.ts';
import { createWorkRunner, type WorkRun } from './work-runner.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

function rig() {
  const told: Work[] = [];
  let at = 1000;
  const runner = createWorkRunner({ clock: { now: () => at }, log: quiet, announce: (work) => void told.push(work) });
  return { runner, told, pass: (ms: number) => void (at += ms) };
}

const untilStopped: WorkRun = ({ signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')));
  });

describe('a work', () => {
  it('tells its beginning, its progress now and then, and its end', async () => {
    const { runner, told, pass } = rig();
    runner.start('scrub', async ({ progressed }) => {
      progressed(1, 5);
      progressed(2);
      pass(300);
      progressed(3);
      return { summary: 'All well.', findings: [] };
    });
    await runner.settled();
    expect(told.map(({ state, done, total }) => [state, done, total])).toEqual([
      ['running', 0, undefined],
      ['running', 3, 5],
      ['done', 3, 5],
    ]);
    for (const work of told) expect(workSchema.parse(work)).toEqual(work);
    expect(runner.current()?.report?.summary).toBe('All well.');
  });

  it('keeps a second one out, and lets it in afterwards', async () => {
    const { runner } = rig();
    runner.start('move', untilStopped);
    expect(() => runner.start('scrub', untilStopped)).toThrow('still at work');
    runner.cancel();
    await runner.settled();
    expect(runner.current()?.state).toBe('stopped');
    expect(runner.start('scrub', untilStopped).kind).toBe('scrub');
    await runner.stop();
  });

  it('a failure is said in its own words, and a defect without any of its text', async () => {
    const { runner } = rig();
    runner.start('import', () => Promise.reject(new FailureError(failure('disk', 'No room.', { stage: 'local' }))));
    await runner.settled();
    expect(runner.current()).toMatchObject({ state: 'failed', failure: { message: 'No room.' } });
    runner.start('import', () => Promise.reject(new Error('at /secret/path')));
    await runner.settled();
    expect(JSON.stringify(runner.current())).not.toContain('secret');
  });
});
