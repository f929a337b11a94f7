import { expect, type Locator, type Page } from '@playwright/test';
import { createComposer } from './composer.ts';

/** The words that a person reads on a clip. */
export type StateWord =
  | 'Queued'
  | 'Sending'
  | 'Waiting'
  | 'Generating'
  | 'Downloading'
  | 'Done'
  | 'Failed'
  | 'Canceled'
  | 'Needs attention';

/** From Generate to the file on disk, with the simulator's clock and a look every 200 ms. */
const clipWithinMs = 25_000;

/**
 * The window, step by step, by the accessible names that the design promises and by nothing else, so that the same
 * steps drive the browser host and Electron. `onGenerate` hears of each press of Generate.
 */
export function createWindow(page: Page, onGenerate: (prompt: string) => void) {
  const composer = createComposer(page);
  const clips = page.getByRole('grid', { name: 'Clips' });
  const player = page.getByRole('region', { name: 'Clip', exact: true });
  const video = player.locator('video');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });

  /** A clip's name starts with its prompt, then comes its state word. */
  function clip(prompt: string, state?: StateWord): Locator {
    return clips.getByRole('row', { name: new RegExp(`^${escaped(prompt)}, ${state ?? ''}`) });
  }

  async function generate(): Promise<void> {
    const prompt = await composer.prompt.inputValue();
    onGenerate(prompt);
    await composer.generateButton.click();
    await expect(clip(prompt).first()).toBeVisible();
  }

  async function open(prompt: string): Promise<void> {
    await clip(prompt).click();
    await expect(inspector).toBeVisible();
  }

  return {
    page,
    ...composer,
    clips,
    player,
    video,
    inspector,
    clip,
    open,

    async waitForState(prompt: string, state: StateWord): Promise<void> {
      await expect(clip(prompt, state)).toBeVisible({ timeout: clipWithinMs });
    },

    /** Presses Generate, and waits until the clip stands in the library. */
    generate,

    /** Writes, sends and waits for the file. */
    async make(prompt: string): Promise<void> {
      await composer.writePrompt(prompt);
      await generate();
      await expect(clip(prompt, 'Done')).toBeVisible({ timeout: clipWithinMs });
    },

    /** Opens the clip and proves that it plays: it has data, time moves, and a jump lands. */
    async play(prompt: string): Promise<void> {
      await open(prompt);
      await expect
        .poll(async () => readyState(video), { message: 'the clip has data to show' })
        .toBeGreaterThanOrEqual(2);
      await video.evaluate(async (element: HTMLVideoElement) => {
        element.muted = true;
        await element.play();
      });
      const before = await currentTime(video);
      await expect.poll(async () => currentTime(video), { message: 'time moves' }).toBeGreaterThan(before + 0.2);
      await video.evaluate((element: HTMLVideoElement) => {
        element.pause();
        element.currentTime = element.duration - 1;
      });
      await expect.poll(async () => landed(video), { message: 'the jump to the last second lands' }).toBe(true);
    },

    /** A button of the inspector, by its name. */
    act(name: string): Locator {
      return inspector.getByRole('button', { name, exact: true });
    },

    /** Answers the question that comes before something that cannot be taken back. */
    async confirm(button: string): Promise<void> {
      const question = page.getByRole('alertdialog');
      await question.getByRole('button', { name: button, exact: true }).click();
      await expect(question).toHaveCount(0);
    },

    async search(text: string): Promise<void> {
      await page.getByRole('searchbox', { name: 'Search clips' }).fill(text);
    },
  };
}

export type ConchWindow = ReturnType<typeof createWindow>;

async function readyState(video: Locator): Promise<number> {
  return video.evaluate((element: HTMLVideoElement) => element.readyState);
}

async function currentTime(video: Locator): Promise<number> {
  return video.evaluate((element: HTMLVideoElement) => element.currentTime);
}

async function landed(video: Locator): Promise<boolean> {
  return video.evaluate(
    (element: HTMLVideoElement) =>
      !element.seeking && element.readyState >= 2 && Math.abs(element.currentTime - (element.duration - 1)) < 0.1,
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
