import type { PlantedDefect } from './planted-defect.ts';

const engineClock = 'src/main/jobs/engine-clock.test.ts';

/** Defects in what is done when: clocks, sleeps, waits and the order of downloads. */
export const defectsInTime: readonly PlantedDefect[] = [
  {
    title: 'a clock that was set back is not noticed',
    file: 'jobs/engine.ts',
    from: 'if (setBack) retime(now);',
    to: '',
    suite: 'test/reliability/clock-jumps.test.ts',
  },
  {
    title: 'waits of an earlier run are kept to by another clock',
    file: 'jobs/engine.ts',
    from: '      retime(clock.now());\n      tick();',
    to: '      tick();',
    suite: engineClock,
  },
  {
    title: 'a pause lasts until the old clock would have said so',
    file: 'jobs/engine.ts',
    from: '    gate.retime(now);\n',
    to: '',
    suite: engineClock,
  },
  {
    title: 'calls that were on their way in a sleep are waited for',
    file: 'jobs/engine.ts',
    from: 'if (leapt) recall();',
    to: '',
    suite: 'test/reliability/half-open.test.ts',
  },
  {
    title: 'a sleep that begins in the middle of a look is not noticed',
    file: 'jobs/clock-watch.ts',
    from: '      plannedAt = now;\n',
    to: '      plannedAt = Infinity;\n',
    suite: engineClock,
  },
  {
    title: 'a paid request is broken off after a sleep',
    file: 'jobs/engine.ts',
    from: '    free.abort();\n    free = new AbortController();',
    to: '    free.abort();\n    paid.abort();\n    free = new AbortController();',
    suite: engineClock,
  },
  {
    title: 'after a sleep connections of before are used',
    file: 'providers/connections.ts',
    from: '      agent = open();\n      void old.close();',
    to: '      void old;',
    suite: 'src/main/providers/create-http.test.ts',
  },
  {
    title: 'the oldest clip is fetched first, not the one whose link dies first',
    file: 'library/job-dues.ts',
    from: "coalesce(body ->> '$.progress.outputs[0].expiresAt', ",
    to: 'coalesce(null, ',
    suite: 'src/main/jobs/expiry-order.test.ts',
  },
  {
    title: 'of two waits the first is kept to',
    file: '../shared/retry-after.ts',
    from: 'Math.max(...waits, 0)',
    to: 'Math.max(waits[0] ?? 0, 0)',
    suite: 'test/reliability/retry-after.test.ts',
  },
];
