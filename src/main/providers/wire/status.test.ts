import { describe, expect, it } from 'vitest';
import { readStatus, settleStatus } from './status.ts';

describe('readStatus', () => {
  it.each([
    ['queued', 'queued'],
    ['IN_QUEUE', 'queued'],
    ['Preparing', 'queued'],
    ['waiting', 'queued'],
    ['PROCESSING', 'running'],
    ['IN_PROGRESS', 'running'],
    ['in progress', 'running'],
    ['active', 'running'],
    ['Success', 'succeeded'],
    ['succeed', 'succeeded'],
    ['complete', 'succeeded'],
    ['COMPLETED', 'succeeded'],
    ['Fail', 'failed'],
    ['ERROR', 'failed'],
    ['cancelled', 'failed'],
    ['moonwalking', 'unknown'],
    ['constructor', 'unknown'],
    ['__proto__', 'unknown'],
    ['', 'unknown'],
    [1, 'unknown'],
    [null, 'unknown'],
  ])('%j is %s', (word, reading) => {
    expect(readStatus(word)).toBe(reading);
  });

  it('knows the words of one provider where they are passed in', () => {
    expect(readStatus('TASK_STATUS_SUCCEED')).toBe('unknown');
    expect(readStatus('TASK_STATUS_SUCCEED', { task_status_succeed: 'succeeded' })).toBe('succeeded');
    expect(readStatus('active', { active: 'queued' })).toBe('queued');
  });
});

describe('settleStatus', () => {
  it.each([
    ['unknown', { hasLink: true, hasError: false }, 'succeeded'],
    ['unknown', { hasLink: true, hasError: true }, 'failed'],
    ['unknown', { hasLink: false, hasError: true }, 'failed'],
    ['unknown', { hasLink: false, hasError: false }, 'running'],
    ['queued', { hasLink: true, hasError: true }, 'queued'],
    ['succeeded', { hasLink: false, hasError: false }, 'succeeded'],
  ] as const)('%s with %j is %s', (reading, facts, status) => {
    expect(settleStatus(reading, facts)).toBe(status);
  });
});
