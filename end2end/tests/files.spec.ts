// Files: handed in, told when they are not taken, taken away again, and seen by whoever works on the case.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: Buffer.from(PIXEL, 'base64') });
const document = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n') });
const heic = { name: 'IMG_0001.HEIC', mimeType: 'image/jpeg', buffer: Buffer.from('\0\0\0\x24ftypheic\0\0\0\0', 'latin1') };
const empty = { name: '空.png', mimeType: 'image/png', buffer: Buffer.alloc(0) };

async function handsIn(citizen: Citizen, files: (typeof heic)[]): Promise<void> {
  await citizen.page.locator('#files').setInputFiles(files);
  await citizen.page.getByRole('button', { name: citizen.say('files_send'), exact: true }).click();
}

/** Every picture of the list was decoded by the browser. */
async function seesPictures(page: Page, count: number): Promise<void> {
  const pictures = page.locator('.file__picture');
  await expect(pictures).toHaveCount(count);
  for (const shown of await pictures.all()) {
    await shown.scrollIntoViewIfNeeded();
    await expect.poll(() => shown.evaluate((picture) => (picture as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  }
}

async function saves(page: Page, name: string): Promise<void> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name, exact: true }).click();
  expect((await download).suggestedFilename()).toBe(name);
}

test('files are handed in, told, taken away and seen by staff', async ({ page, staffPage, locale, axe }) => {
  test.slow(); // two browsers, and pictures that are written anew
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('files');
  await handsIn(citizen, [picture('门牌.png'), heic, empty, document('告知单.pdf')]);
  const told = [citizen.say('file_heic', { name: heic.name }), citizen.say('file_empty', { name: empty.name })];
  const summary = page.getByRole('alert');
  await expect(summary.getByRole('link')).toHaveText(told);
  for (const text of told) await expect(page.locator('main').getByText(text)).toHaveCount(2);
  await expect(page.locator('.file')).toHaveCount(2);
  await seesPictures(page, 1);
  await axe(page);

  await handsIn(citizen, [picture('屏幕.png'), picture('多.png')]);
  await expect(page.locator('.file')).toHaveCount(3);
  await expect(summary.getByRole('link')).toHaveText([citizen.say('file_many', { max: 3 })]);
  await expect(page.locator('main')).toContainText(citizen.say('files_full', { max: 3 }));
  await page.getByRole('button', { name: new RegExp(`^${citizen.say('file_delete').trim()}.*屏幕`) }).click();
  await expect(page.locator('.file')).toHaveCount(2);
  await expect(page.locator('#files')).toBeVisible();
  await saves(page, '告知单.pdf');

  await citizen.continues();
  await citizen.reaches('check');
  await expect(page.locator('main')).toContainText('告知单.pdf');
  await citizen.sends();
  const receipt = await citizen.readsTheReceipt();
  const square = page.locator('.receipt__picture');
  await expect.poll(() => square.evaluate((picture) => (picture as HTMLImageElement).naturalWidth)).toBeGreaterThanOrEqual(300);
  await citizen.tracks(receipt);
  await expect(page.locator('main')).toContainText('门牌.png');
  await seesPictures(page, 1);

  const officer = new Officer(staffPage);
  await officer.signsIn('dispatcher');
  await officer.opens(receipt.number);
  await seesPictures(staffPage, 1);
  await saves(staffPage, '告知单.pdf');
});
