import { describe, expect, it } from 'vitest';
import { add, countLine, countPlaywright, countVitest, none } from './count.ts';

const vitest = { success: true, numPassedTests: 7, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 };
const playwright = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 2 }, errors: [] };

describe('the last line of npm test', () => {
  it('adds both runs', () => {
    expect(countLine(add(countVitest(vitest), countPlaywright(playwright)))).toBe('10 passed, 0 failed, 3 skipped');
  });

  it('leaves out skipped tests when there are none', () => {
    expect(countLine({ passed: 4, failed: 1, skipped: 0 })).toBe('4 passed, 1 failed');
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countVitest({ ...vitest, success: false }).failed).toBe(1);
    expect(countPlaywright({ ...playwright, errors: [{ message: 'no such file' }] }).failed).toBe(1);
  });

  it('does not count a failed test twice', () => {
    expect(countVitest({ ...vitest, success: false, numFailedTests: 2 }).failed).toBe(2);
  });

  it('counts a test that passed only when repeated as failed', () => {
    expect(countPlaywright({ ...playwright, stats: { ...playwright.stats, flaky: 1 } }).failed).toBe(1);
  });

  it('refuses a report that it does not understand', () => {
    expect(() => countVitest({})).toThrow('success');
    expect(add(none, none)).toEqual(none);
  });
});
