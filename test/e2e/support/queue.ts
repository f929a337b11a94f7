import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { knock } from '../../../src/main/hosts/door/knock.ts';
import type { Input } from '../../../src/shared/contract.ts';
import type { GenerationRequest } from '../../../src/shared/request.ts';
import type { Client } from '../../../src/shared/rpc.ts';
import type { Studio } from './studio.ts';

/** Asks the running core past the window, as the command line does, for what would be a thousand clicks. */
export async function askCore<T>(
  { dataFolder }: Pick<Studio, 'dataFolder'>,
  ask: (core: Client) => Promise<T>,
): Promise<T> {
  const core = (await knock(dataFolder))?.client;
  if (core === undefined) throw new Error('the core does not open its door');
  try {
    return await ask(core);
  } finally {
    core.close();
  }
}

const shots = {
  novita: { providerId: 'novita', modelId: 'minimax-hailuo-02', durationSeconds: 6, resolution: '768P' },
  aimlapi: { providerId: 'aimlapi', modelId: 'minimax/hailuo-02', durationSeconds: 6, resolution: '768P' },
} as const satisfies Record<string, Omit<GenerationRequest, 'prompt'>>;

/** Puts clips into the queue by one act. */
export async function queueClips(
  studio: Studio,
  prompts: readonly string[],
  provider: keyof typeof shots = 'novita',
): Promise<void> {
  const orders = prompts.map((prompt) => ({ intentId: randomUUID(), request: { ...shots[provider], prompt } }));
  await askCore(studio, async (core) => {
    await core.call('settings.update', { brake: { actDollars: null, unpricedClips: null } });
    await core.call('batch.create', { orders });
  });
}

export async function pauseQueue(studio: Studio, of: Input<'queue.pause'>['of'] = { what: 'all' }): Promise<void> {
  await askCore(studio, (core) => core.call('queue.pause', { of }));
}

/** The queue as a person meets it. */
export function createQueueView(page: Page) {
  const view = page.getByRole('main', { name: 'Queue' });
  const list = view.getByRole('grid', { name: 'Clips in the queue' });

  function row(prompt: string): Locator {
    return list.getByRole('row', { name: new RegExp(`^${prompt},`) });
  }

  return {
    view,
    list,
    row,
    async open(): Promise<void> {
      await page
        .getByRole('main', { name: 'Library' })
        .getByRole('button', { name: /^Queue/ })
        .click();
      await expect(view).toBeVisible();
    },
    /** The prompts on screen, in the order in which they go. */
    async expectOrder(prompts: readonly string[]): Promise<void> {
      await expect.poll(async () => promptsOf(list)).toEqual(prompts);
    },
    act: (name: string) => view.getByRole('button', { name, exact: true }),
    toolbar: view.getByRole('toolbar', { name: 'Acts on the chosen clips' }),
  };
}

/** A row's name begins with its prompt. The rows lie where their places say, in whatever order they stand in the document. */
async function promptsOf(list: Locator): Promise<string[]> {
  const rows = await list.getByRole('row').evaluateAll((all) =>
    all.map((row) => ({
      place: Number(row.getAttribute('aria-rowindex')),
      name: row.getAttribute('aria-label') ?? '',
    })),
  );
  return rows.toSorted((one, other) => one.place - other.place).map(({ name }) => name.slice(0, name.indexOf(',')));
}
