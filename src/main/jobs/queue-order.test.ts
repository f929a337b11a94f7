import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareStandings, type QueuePlace } from '../../shared/queue-place.ts';
import { planMove, type Goal } from './queue-order.ts';

interface Clip {
  id: string;
  sequence: number;
  place?: QueuePlace;
}

const clip = (sequence: number, place?: QueuePlace): Clip => ({
  id: `c${sequence}`,
  sequence,
  ...(place && { place }),
});

function moved(queue: Clip[], ids: string[], goal: Goal): Clip[] {
  const places = planMove(queue, ids, goal);
  return queue
    .map((one) => {
      const place = places.get(one.id);
      return place === undefined ? one : { id: one.id, sequence: one.sequence, place };
    })
    .toSorted(compareStandings);
}

const order = (queue: Clip[]): string => queue.map(({ sequence }) => sequence).join(' ');

describe('moving in the queue', () => {
  const five = [clip(1), clip(2), clip(3), clip(4), clip(5)];

  it('puts several where they are wanted, in the order in which they are named', () => {
    expect(order(moved(five, ['c4', 'c2'], { where: 'first' }))).toBe('4 2 1 3 5');
    expect(order(moved(five, ['c2', 'c1'], { where: 'last' }))).toBe('3 4 5 2 1');
    expect(order(moved(five, ['c5', 'c1'], { where: 'before', beside: clip(3) }))).toBe('2 5 1 3 4');
    expect(order(moved(five, ['c5', 'c1'], { where: 'after', beside: clip(3) }))).toBe('2 3 5 1 4');
  });

  it('leaves alone the neighbour itself, and what is not queued', () => {
    expect(order(moved(five, ['c3', 'c5', 'gone'], { where: 'before', beside: clip(3) }))).toBe('1 2 5 3 4');
  });

  it('writes only what was moved', () => {
    expect([...planMove(five, ['c5'], { where: 'first' }).keys()]).toEqual(['c5']);
  });

  it('a clip put last still goes before one that is made later', () => {
    let queue = five;
    for (const id of ['c1', 'c2', 'c3', 'c1', 'c2']) queue = moved(queue, [id], { where: 'last' });
    expect(order([...queue, clip(6)].toSorted(compareStandings))).toBe('4 5 3 1 2 6');
  });

  it('takes on the priority of the neighbour; first and last are meant within their own', () => {
    const mixed = [clip(3, { priority: 'high' }), clip(1), clip(2), clip(4, { priority: 'low' })];
    expect(order(moved(mixed, ['c4'], { where: 'after', beside: mixed[0] ?? clip(3) }))).toBe('3 4 1 2');
    expect(order(moved(mixed, ['c4', 'c2', 'c3'], { where: 'first' }))).toBe('3 2 1 4');
  });

  it('keeps a clip held back that is moved', () => {
    const held = [clip(1), clip(2, { paused: true })];
    expect(planMove(held, ['c2'], { where: 'first' }).get('c2')).toMatchObject({ paused: true });
  });

  it('is right after any number of moves between the same two clips', () => {
    let queue = five;
    for (let time = 0; time < 500; time += 1) {
      const wanted = time % 2 === 0 ? 'c4' : 'c5';
      const first = queue[0] ?? clip(1);
      queue = moved(queue, [wanted], { where: 'after', beside: first });
      expect(queue[1]?.id).toBe(wanted);
    }
    expect(order(moved([...queue, clip(6)].toSorted(compareStandings), [], { where: 'first' })).endsWith('6')).toBe(
      true,
    );
  });

  it('does what splicing a list would do', () => {
    const acts = fc.array(
      fc.record({
        ids: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 }),
        goal: fc.constantFrom('first', 'last', 'before', 'after'),
        beside: fc.integer({ min: 1, max: 8 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(acts, (all) => {
        let queue = [1, 2, 3, 4, 5, 6, 7, 8].map((sequence) => clip(sequence));
        let list = queue.map(({ sequence }) => sequence);
        for (const { ids, goal, beside } of all) {
          const neighbour = queue.find(({ sequence }) => sequence === beside) ?? clip(beside);
          const isBeside = goal === 'before' || goal === 'after';
          const own = isBeside ? ids.filter((one) => one !== beside) : ids;
          const rest = list.filter((one) => !own.includes(one));
          const at =
            goal === 'first' ? 0 : goal === 'last' ? rest.length : rest.indexOf(beside) + (goal === 'after' ? 1 : 0);
          list = [...rest.slice(0, at), ...own, ...rest.slice(at)];
          queue = moved(
            queue,
            ids.map((one) => `c${one}`),
            goal === 'before' || goal === 'after' ? { where: goal, beside: neighbour } : { where: goal },
          );
          expect(queue.map(({ sequence }) => sequence)).toEqual(list);
        }
      }),
    );
  });
});
