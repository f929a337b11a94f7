import { expect, type Locator, type Page } from '@playwright/test';

export interface CropNumbers {
  width: number;
  height: number;
  left: number;
  top: number;
}

const fields = { width: 'Width', height: 'Height', left: 'From the left', top: 'From the top' } as const;

/** The crop editor as a person meets it. */
export function createCropDialog(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Crop picture' });
  const area = dialog.getByRole('group', { name: /^Kept part\. Arrow keys/ });
  const apply = dialog.getByRole('button', { name: 'Apply' });

  function field(name: keyof typeof fields): Locator {
    return dialog.getByRole('spinbutton', { name: fields[name] });
  }

  return {
    dialog,
    area,
    apply,
    field,
    async numbers(): Promise<CropNumbers> {
      const read = async (name: keyof typeof fields) => Number(await field(name).inputValue());
      return {
        width: await read('width'),
        height: await read('height'),
        left: await read('left'),
        top: await read('top'),
      };
    },
    async set(name: keyof typeof fields, value: number): Promise<void> {
      await field(name).fill(String(value));
      await field(name).press('Enter');
    },
    async chooseShape(name: string): Promise<void> {
      await dialog.getByRole('radio', { name, exact: true }).check({ force: true });
    },
    /** The picture has been read: Apply is on as far as the model allows the crop. */
    async ready(): Promise<void> {
      await expect(apply).not.toHaveAttribute('aria-disabled', 'true');
    },
    async done(): Promise<void> {
      await apply.click();
      await expect(dialog).toHaveCount(0);
    },
  };
}
