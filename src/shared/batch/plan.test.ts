import { describe, expect, it } from 'vitest';
import { ordersSchema } from './order.ts';
import { coarse, keyless, open, pictureOf, shot } from './plan-rig.ts';
import { ordersOf, planBatch, type PlanInput } from './plan.ts';

const mint = (): string => crypto.randomUUID();

function plan(change: Partial<PlanInput>, most?: number) {
  return planBatch(
    {
      drafts: [{ request: shot }],
      takes: 1,
      providers: [open, coarse, keyless],
      imageHostOf: () => 'absent',
      ...change,
    },
    most,
  );
}

describe('a plan of many clips', () => {
  it('multiplies drafts, prompts and takes', () => {
    const drafts = [{ request: { ...shot, prompt: 'A {calm|wild} sea' } }, { request: shot, line: 7, tags: ['sea'] }];
    const { clips, perProvider } = plan({ drafts, takes: 3, values: {} });
    expect(clips.map(({ draft, prompt, take }) => [draft, prompt, take])).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [0, 0, 2],
      [0, 1, 0],
      [0, 1, 1],
      [0, 1, 2],
      [1, 0, 0],
      [1, 0, 1],
      [1, 0, 2],
    ]);
    expect(clips[3]?.request.prompt).toBe('A wild sea');
    expect(clips[8]).toMatchObject({ line: 7, tags: ['sea'] });
    expect(perProvider).toEqual([{ providerId: 'open', clips: 9, stopped: 0 }]);
  });

  it('takes a prompt as it is written where no variables are asked for', () => {
    expect(plan({ drafts: [{ request: { ...shot, prompt: '{a|b}' } }] }).clips[0]?.request.prompt).toBe('{a|b}');
  });

  it('says once what is wrong with a prompt, and plans nothing of it', () => {
    const drafts = [{ request: { ...shot, prompt: '{who} {' } }, { request: { ...shot, prompt: '{who}' } }];
    const { clips, problems } = plan({ drafts, values: {} });
    expect(clips).toEqual([]);
    expect(problems.map(({ draft, message }) => [draft, message])).toEqual([
      [0, 'This { is not closed. Write \\{ for the character itself.'],
      [0, 'Say what {who} stands for.'],
    ]);
  });

  it('stops at the most that one act may make', () => {
    const drafts = [{ request: { ...shot, prompt: '{a|b|c|d}'.repeat(50) } }];
    const { clips, isTooMany } = plan({ drafts, values: {}, takes: 16 }, 1000);
    expect(clips).toHaveLength(1000);
    expect(isTooMany).toBe(true);
    expect(plan({ takes: 16 }, 16).isTooMany).toBe(false);
  });

  it('names what stands in the way: a rule, a missing key, a picture for the window', () => {
    const tall = pictureOf({ widthPixels: 400, heightPixels: 4000 });
    const drafts = [
      { request: { ...shot, durationSeconds: 10 as const } },
      { request: { ...shot, providerId: 'keyless' } },
      { request: { ...shot, ...(tall && { firstFrame: tall }) } },
      { request: { ...shot, ...(tall && { firstFrame: tall }), prompt: '' } },
      { request: { ...shot, providerId: 'nobody' } },
      { request: shot },
    ];
    const { clips, perProvider } = plan({ drafts });
    expect(clips.map(({ stop }) => stop)).toEqual(['issues', 'key', 'window', 'issues', 'issues', undefined]);
    expect(perProvider).toContainEqual({ providerId: 'open', clips: 4, stopped: 3 });
  });
});

describe('the orders of a plan', () => {
  it('leave out what is stopped, and fit the contract', () => {
    const drafts = [{ request: shot, tags: ['sea'] }, { request: { ...shot, prompt: ' ' } }];
    const orders = ordersOf(plan({ drafts }), mint);
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatchObject({ request: shot, tags: ['sea'] });
    expect(orders[0]?.group).toBeUndefined();
    expect(ordersSchema.safeParse(orders).success).toBe(true);
  });

  it('takes of one request are a group, and those of another are another', () => {
    const drafts = [{ request: { ...shot, prompt: '{one|two}' } }];
    const orders = ordersOf(plan({ drafts, takes: 2, values: {} }), mint);
    const ids = orders.map(({ group }) => group?.id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).toBe(ids[3]);
    expect(ids[0]).not.toBe(ids[2]);
    expect(orders[0]?.group?.kind).toBe('takes');
  });

  it('a list without takes is one batch', () => {
    const orders = ordersOf(plan({ drafts: [{ request: shot }, { request: { ...shot, prompt: 'B' } }] }), mint);
    expect(new Set(orders.map(({ group }) => JSON.stringify(group))).size).toBe(1);
    expect(orders[0]?.group?.kind).toBe('batch');
  });

  it('one shot at several providers is a comparison, prompt by prompt', () => {
    const drafts = ['open', 'coarse'].map((providerId) => ({
      request: {
        providerId,
        modelId: providerId === 'open' ? 'base' : 'coarse-model',
        prompt: '{dawn|dusk}',
      },
    }));
    const orders = ordersOf(plan({ drafts, compare: true, values: {} }), mint);
    const groups = Map.groupBy(orders, ({ group }) => group?.id);
    expect([...groups.values()].map((group) => group.map(({ request }) => request.prompt))).toEqual([
      ['dawn', 'dawn'],
      ['dusk', 'dusk'],
    ]);
    expect(orders.every(({ group }) => group?.kind === 'compare')).toBe(true);
  });
});
