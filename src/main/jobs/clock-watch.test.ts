import { describe, expect, it } from 'vitest';
import { begunAgain, createClockWatch } from './clock-watch.ts';

const day = 24 * 3_600_000;

describe('clock watch', () => {
  it('finds nothing to say of time that passes as planned, a busy computer included', () => {
    const watch = createClockWatch();
    for (const at of [1000, 1020, 6020, 6100, 15_000]) {
      watch.see(at);
      watch.plan(at + 5000);
    }
    expect(watch.take()).toEqual({ leapt: false, setBack: false });
  });

  it('notices a sleep, also when something else than the planned look sees it first', () => {
    const watch = createClockWatch();
    watch.see(1000);
    watch.plan(1020);
    watch.see(1000 + day);
    watch.plan(1020 + day);
    watch.see(1020 + day);
    expect(watch.take()).toEqual({ leapt: true, setBack: false });
    expect(watch.take(), 'said once').toEqual({ leapt: false, setBack: false });
  });

  it('notices a sleep that began while work was being done, before the next look was planned', () => {
    const watch = createClockWatch();
    watch.see(1000);
    watch.plan(1020);
    watch.see(1020);
    watch.see(1020 + day);
    watch.plan(1040 + day);
    expect(watch.take()).toEqual({ leapt: true, setBack: false });
  });

  it('takes a computer that is late all the time for busy, not for asleep', () => {
    const watch = createClockWatch();
    let leaps = 0;
    for (let at = 0; at < 600_000; at += 6000) {
      watch.see(at);
      if (watch.take().leapt) leaps += 1;
      watch.plan(at + 20);
    }
    expect(leaps).toBeLessThanOrEqual(20);
  });

  it('notices a sleep right after a busy moment all the same', () => {
    const watch = createClockWatch();
    watch.plan(1000);
    watch.see(7000);
    expect(watch.take().leapt).toBe(true);
    watch.plan(7020);
    watch.see(20_000);
    expect(watch.take().leapt).toBe(true);
  });

  it('notices a clock that was set back, and lets it be put right by a little', () => {
    const watch = createClockWatch();
    watch.see(day);
    watch.see(day - 900);
    expect(watch.take().setBack).toBe(false);
    watch.see(5000);
    expect(watch.take()).toEqual({ leapt: false, setBack: true });
  });
});

describe('a wait', () => {
  it('stands as long as it has begun', () => {
    expect(begunAgain({ fromAt: 100, untilAt: 500 }, 100)).toEqual({ fromAt: 100, untilAt: 500 });
    expect(begunAgain({ fromAt: 100, untilAt: 500 }, 9000)).toEqual({ fromAt: 100, untilAt: 500 });
  });

  it('that begins in the future begins now, and is no longer than it was', () => {
    expect(begunAgain({ fromAt: day, untilAt: day + 400 }, 50)).toEqual({ fromAt: 50, untilAt: 450 });
    expect(begunAgain({ fromAt: day, untilAt: 10 }, 50)).toEqual({ fromAt: 50, untilAt: 50 });
  });
});
