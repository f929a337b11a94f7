import { expect, type Locator, type Page } from '@playwright/test';
import type { Studio } from './studio.ts';

/** The sheet that stands before everything that makes more than one clip. */
export function sheetOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Before anything is sent' });
  return {
    dialog,
    place: (provider: string): Locator =>
      dialog.getByRole('table', { name: 'Where they go' }).getByRole('row').filter({ hasText: provider }),
    button: (name: string | RegExp): Locator => dialog.getByRole('button', { name }),
    /** Pressed twice, as by an impatient hand: still once each. */
    async send(button: string): Promise<void> {
      await dialog.getByRole('button', { name: button, exact: true }).dblclick();
      await expect(dialog).toHaveCount(0);
    },
  };
}

/** "About $0.84." as a number. */
export async function dollarsIn(place: Locator): Promise<number> {
  return Number(/\$([\d.,]*\d)/.exec((await place.textContent()) ?? '')?.[1]);
}

/** What the simulated providers have billed, in dollars; they bill nothing where no price is published. */
export async function billedDollars({ simulator }: Studio): Promise<number> {
  const { submissions } = await simulator.ledger();
  const cents = submissions.map(({ billed, billedDollars: dollars }) =>
    billed && typeof dollars === 'number' ? Math.round(dollars * 100) : 0,
  );
  return cents.reduce((sum, one) => sum + one, 0) / 100;
}

export async function billedCount({ simulator }: Studio): Promise<number> {
  return (await simulator.ledger()).submissions.filter(({ billed }) => billed).length;
}
