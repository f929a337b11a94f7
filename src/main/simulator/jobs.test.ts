import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { createJobs } from './jobs.ts';
import type { Order } from './vendor.ts';
import { novita } from './vendors/novita.ts';

const order: Order = { prompt: 'x', model: 'm', durationSeconds: 6, resolution: '768P', heldOpen: false };

describe('the clock', () => {
  it('runs as fast as told, changes pace without a jump, and goes on from what was saved', () => {
    let real = 1000;
    const clock = createClock(20, undefined, () => real);
    real = 1500;
    expect(clock.now()).toBe(10_000);
    clock.setSpeed(2);
    real = 2000;
    expect(clock.now()).toBe(11_000);
    expect(clock.toReal(12_000)).toBe(2500);
    real = 3000;
    expect(createClock(2, clock.state(), () => real).now()).toBe(13_000);
    expect(() => clock.setSpeed(0)).toThrow(RangeError);
  });
});

describe('a job', () => {
  it('waits, runs with rising progress, and finishes after 60 to 90 simulated seconds', () => {
    let real = 0;
    const clock = createClock(1, undefined, () => real);
    const jobs = createJobs(clock, () => 0.5);
    const job = jobs.accept(novita, order);
    const seen: [string, number, number][] = [];
    for (; real <= 90_000; real += 15_000) {
      const { phase, progressPercent, etaSeconds } = jobs.view(novita, job, 'http://x');
      seen.push([phase, progressPercent, etaSeconds]);
    }
    expect(seen).toEqual([
      ['queued', 0, 71],
      ['running', 5, 56],
      ['running', 30, 41],
      ['running', 55, 26],
      ['running', 81, 11],
      ['finished', 99, 0],
      ['finished', 99, 0],
    ]);
  });

  it.each([0, 0.999])('keeps within its time at the draw %d', (draw) => {
    const jobs = createJobs(createClock(1), () => draw);
    for (const durationSeconds of [6, 10] as const) {
      const job = jobs.accept(novita, { ...order, durationSeconds });
      const seconds = Math.round(jobs.remainingMs(job) / 1000);
      expect(seconds).toBeGreaterThanOrEqual(60);
      expect(seconds).toBeLessThanOrEqual(90);
    }
  });

  it('is found at its own provider only', () => {
    const jobs = createJobs(createClock(1), () => 0.5);
    const { id } = jobs.accept(novita, order);
    expect(jobs.find('novita', id)?.id).toBe(id);
    expect(jobs.find('pixazo', id)).toBeUndefined();
  });
});
