import type { Locator, Page } from '@playwright/test';
import type { StrictS3 } from '../../support/strict-s3.ts';

/** The tab "Image host" as a person fills it in. */
export async function openImageHost(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('tab', { name: 'Image host' }).click();
  return dialog.getByRole('tabpanel', { name: 'Image host' });
}

export async function fillImageHost(
  tab: Locator,
  { origin, region, bucket, keyPair }: Pick<StrictS3, 'origin' | 'region' | 'bucket' | 'keyPair'>,
): Promise<void> {
  await tab.getByRole('textbox', { name: 'Endpoint' }).fill(origin);
  await tab.getByRole('textbox', { name: 'Region' }).fill(region);
  await tab.getByRole('textbox', { name: 'Bucket' }).fill(bucket);
  await tab.getByRole('textbox', { name: 'Access key ID' }).fill(keyPair.accessKeyId);
  await tab.getByRole('textbox', { name: 'Secret access key' }).fill(keyPair.secretAccessKey);
  await tab.getByRole('button', { name: 'Save', exact: true }).click();
}
