import { basename, extname } from 'node:path';
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** HEIC has none: Chromium does not know its name either. */
const types: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
  '.heic': '',
};

/** The composer as a person meets it: every step goes by an accessible name. */
export function createComposer(page: Page) {
  const form = page.getByRole('form', { name: 'New clip' });
  const prompt = form.getByRole('textbox', { name: 'Prompt' });
  const firstFrame = form.getByRole('region', { name: 'First frame' });
  const generateButton = form.getByRole('button', { name: 'Generate' });

  async function choose(select: string, option: string): Promise<void> {
    await form.getByRole('button', { name: select }).click();
    await page.getByRole('option', { name: option }).click();
    await expect(page.getByRole('listbox')).toHaveCount(0);
  }

  return {
    form,
    prompt,
    firstFrame,
    generateButton,

    async writePrompt(text: string): Promise<void> {
      await prompt.fill(text);
    },
    async chooseProvider(name: string): Promise<void> {
      await choose('Provider', name);
    },
    async chooseModel(name: string): Promise<void> {
      await choose('Model', name);
    },
    /** `6 s`, `10 s`, `768P` or `1080P`. */
    async chooseOption(name: string): Promise<void> {
      await form.getByRole('radio', { name }).check({ force: true });
    },
    async setSwitch(name: string, isOn: boolean): Promise<void> {
      await form.getByRole('switch', { name }).setChecked(isOn, { force: true });
    },

    /** As from a file manager: the file goes over the First frame and is let go there. */
    async dropPicture(path: string): Promise<void> {
      await firstFrame.drop({ files: await fileAt(path) });
    },
    /** As after "Copy image" elsewhere: into the window, wherever the focus is. */
    async pastePicture(path: string): Promise<void> {
      const { name, mimeType, buffer } = await fileAt(path);
      await page.evaluate(
        ({ fileName, type, base64 }) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([bytes], fileName, { type }));
          const target = document.activeElement ?? document.body;
          target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        },
        { fileName: name, type: mimeType, base64: buffer.toString('base64') },
      );
    },
    async pickPicture(path: string): Promise<void> {
      const chooser = page.waitForEvent('filechooser');
      await firstFrame.getByRole('button', { name: 'Choose image' }).click();
      await (await chooser).setFiles(path);
    },
    async giveImageUrl(url: string): Promise<void> {
      await firstFrame.getByRole('textbox', { name: 'Image URL' }).fill(url);
    },
    async chooseCameraMove(name: string): Promise<void> {
      await form.getByRole('button', { name: 'Camera moves' }).click();
      await page.getByRole('menuitem', { name }).click();
    },
    async removePicture(): Promise<void> {
      await firstFrame.getByRole('button', { name: 'Remove image' }).click();
    },
    /** The picture is in, shown, and read by the core. */
    async expectPicture(name: string): Promise<void> {
      await expect(firstFrame.getByRole('img', { name: `First frame: ${name}` })).toBeVisible();
    },

    async expectRefused(words: string | RegExp): Promise<void> {
      await expect(form.getByText(words).first()).toBeVisible();
      await expect(generateButton).toHaveAttribute('aria-disabled', 'true');
    },
    alert(words: string | RegExp): Locator {
      return form.getByRole('alert').filter({ hasText: words });
    },
  };
}

async function fileAt(path: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  return {
    name: basename(path),
    mimeType: types[extname(path)] ?? 'application/octet-stream',
    buffer: await readFile(path),
  };
}
