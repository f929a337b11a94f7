import { describe, expect, it } from 'vitest';
import { failure } from '../../shared/failure.ts';
import { createGate } from './gate.ts';

function gate(inTheMaking = 0) {
  return createGate({
    pace: { clipsAtOnce: () => 2, gapMs: () => 1000 },
    inTheMaking: () => inTheMaking,
  });
}

describe('gate', () => {
  it('is open at first', () => {
    expect(gate().opensAt('a', 500, 0)).toBe(500);
  });

  it('is shut while as many clips as allowed are in the making, those just let through included', () => {
    expect(gate(2).opensAt('a', 500, 0)).toBeUndefined();
    expect(gate(1).opensAt('a', 500, 1)).toBeUndefined();
    expect(gate(1).opensAt('a', 500, 0)).toBe(500);
  });

  it('keeps the provider’s pace', () => {
    const paced = gate();
    paced.sent('a', 500);
    expect(paced.opensAt('a', 700, 0)).toBe(1500);
    expect(paced.opensAt('a', 1600, 0)).toBe(1600);
    expect(paced.opensAt('b', 700, 0)).toBe(700);
  });

  it('does not stay shut when the clock is set back', () => {
    const paced = gate();
    paced.sent('a', 1_000_000_000);
    expect(paced.opensAt('a', 700, 0)).toBe(700);
  });

  it('a pause holds one provider, the longest one counts, and a mended key lifts it', () => {
    const paused = gate();
    paused.pause('a', { fromAt: 500, untilAt: 9000 });
    paused.pause('a', { fromAt: 500, untilAt: 4000 });
    expect(paused.opensAt('a', 500, 0)).toBe(9000);
    expect(paused.opensAt('b', 500, 0)).toBe(500);
    paused.lift('a');
    expect(paused.opensAt('a', 500, 0)).toBe(500);
  });

  it('a pause is as long as it was asked for, also when the clock is set back meanwhile', () => {
    const paused = gate();
    paused.pause('a', { fromAt: 1_000_000, untilAt: 1_060_000 });
    paused.retime(1_030_000);
    expect(paused.pausedUntil('a')).toBe(1_060_000);
    paused.retime(5000);
    expect(paused.pausedUntil('a')).toBe(65_000);
    paused.retime(25_000);
    expect(paused.opensAt('a', 25_000, 0)).toBe(65_000);
  });

  describe('a hold', () => {
    const wait = { fromAt: 500, untilAt: 9000 };
    const noWay = failure('network', 'no way');

    it('because nobody answered ends when somebody does; one clip still goes ahead of the others', () => {
      const held = gate();
      held.hold('a', wait, noWay);
      held.hold('b', wait, noWay);
      held.answered('a', 700);
      expect([held.opensAt('a', 700, 0), held.opensAt('b', 700, 0)]).toEqual([700, 9000]);
      expect(held.held('a')).toMatchObject({ failure: noWay, sinceAt: 500, untilAt: 700 });
    });

    it('for want of a key or of balance does not', () => {
      for (const kind of ['key-missing', 'key-rejected', 'balance'] as const) {
        const held = gate();
        held.hold('a', wait, failure(kind, 'no'));
        held.answered('a', 700);
        expect(held.opensAt('a', 700, 0)).toBe(9000);
      }
    });

    it('is left to its own time where the answer to a look has told nothing of the sending', () => {
      const held = gate();
      held.hold('a', wait, noWay);
      held.answered('a', 700);
      held.hold('a', { fromAt: 800, untilAt: 9800 }, noWay);
      held.answered('a', 900);
      expect(held.opensAt('a', 900, 0)).toBe(9800);
      held.wentThrough('a');
      held.hold('a', { fromAt: 10_000, untilAt: 20_000 }, noWay);
      held.answered('a', 11_000);
      expect(held.opensAt('a', 11_000, 0)).toBe(11_000);
    });

    it('that a person ends leaves a pause that the provider has asked for', () => {
      const held = gate();
      held.hold('a', { fromAt: 500, untilAt: 90_000 }, noWay);
      held.pause('a', wait);
      held.release('a');
      expect(held.opensAt('a', 700, 0)).toBe(9000);
    });
  });
});
