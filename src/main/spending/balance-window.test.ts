import { describe, expect, it } from 'vitest';
import type { BalanceReading } from '../../shared/balance.ts';
import type { Account } from '../library/balance-file.ts';
import { comparedFrom, comparedFromLatest, readAgain, viewOf } from './balance-window.ts';
import { sampleRun } from './spending-rig.ts';

const account: Account = { providerId: 'sample', keyFingerprint: '0011aabb', origin: 'https://provider.example' };
const reading = (amount: number, at: number, unit: BalanceReading['unit'] = 'USD'): BalanceReading => ({
  amount,
  unit,
  at,
});

describe('what a balance is compared with', () => {
  const before = comparedFrom(account, reading(25.5, 100));

  it('the first reading is compared with nothing', () => {
    expect(viewOf(before, false, [])).toEqual({ providerId: 'sample', latest: reading(25.5, 100) });
  });

  it('every further one with that before the clips were sent, since charges post late', () => {
    const after = readAgain(before, account, reading(25.2, 200));
    const later = readAgain(after, account, reading(24.9, 300));
    expect(viewOf(later, false, [])).toMatchObject({
      latest: reading(24.9, 300),
      change: { from: reading(25.5, 100), wentUp: false },
    });
    const next = readAgain(comparedFromLatest(later), account, reading(24.6, 400));
    expect(viewOf(next, false, []).change?.from).toEqual(reading(24.9, 300));
  });

  it('money that was added in between is noticed, also where more was spent since', () => {
    const richer = readAgain(before, account, reading(35.5, 200));
    const spent = readAgain(richer, account, reading(20, 300));
    expect([richer.wentUp, spent.wentUp]).toEqual([true, true]);
    expect(comparedFromLatest(spent).wentUp).toBe(false);
  });

  it('two units are compared with nothing', () => {
    const other = readAgain(before, account, reading(255_000, 200, 'own'));
    expect(viewOf(other, false, [])).toEqual({ providerId: 'sample', latest: reading(255_000, 200, 'own') });
  });

  it('no difference is told while clips are being made', () => {
    const after = readAgain(before, account, reading(25.2, 200));
    expect(viewOf(after, true, [])).toEqual({ providerId: 'sample', latest: reading(25.2, 200) });
  });
});

it('counts the estimates of what was sent there in between and may have been charged', () => {
  const known = readAgain(comparedFrom(account, reading(25.5, 100)), account, reading(24.6, 200));
  const runs = [
    sampleRun({ sentAt: 99 }),
    sampleRun({ sentAt: 100 }),
    sampleRun({ sentAt: 150, charged: 'unknown', outcome: 'unclear' }),
    sampleRun({ sentAt: 150, charged: 'no', outcome: 'failed' }),
    sampleRun({ sentAt: 150, providerId: 'another' }),
    sampleRun({ sentAt: 199, estimate: null }),
    sampleRun({ sentAt: 200 }),
  ];
  expect(viewOf(known, false, runs).change?.sent).toMatchObject({
    clips: 3,
    unpriced: 1,
    dollars: { least: 0.56, most: 0.56 },
  });
});
