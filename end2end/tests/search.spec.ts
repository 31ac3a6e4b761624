// Somebody at the desk looks for a case: by its number, by words, and finds nothing that is not theirs.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 90_000, retries: 1 });

const WHAT = 'The turnstile at the hall swallowed my residence permit, and three offices shrugged.';

async function finds(page: Page, officer: Officer, typed: string): Promise<void> {
  await page.goto('/s/search');
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
  await page.getByLabel(officer.say('find_label')).fill(typed);
  await page.keyboard.press('Enter');
}

test('a case is found by its number and its words by whoever sees it', async ({ page, locale, anotherBrowser, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const { number, code } = await citizen.files(WHAT);
  const desk = await (await anotherBrowser()).newPage();
  const dispatcher = new Officer(desk);
  await dispatcher.signsIn('dispatcher');

  await finds(desk, dispatcher, 'turnstile permit');
  await expect(desk.locator('.found__item')).toHaveCount(1);
  await expect(desk.locator('.found__mark').first()).toHaveText('turnstile');
  await axe(desk);
  expect(desk.url(), 'words stand in no address').not.toContain('turnstile');
  await finds(desk, dispatcher, 'nothingofthekind');
  await expect(desk.locator('main')).toContainText(dispatcher.say('find_none_words'));
  await axe(desk);
  await finds(desk, dispatcher, number.toLowerCase());
  await expect(desk.getByRole('heading', { level: 1 })).toContainText(number);

  // whoever leaves a case says so while they are still signed in
  await desk.goto('/s/search');
  await expect(desk.locator('html')).toHaveAttribute('data-app', '');
  await dispatcher.signsOut();
  const stranger = new Officer(desk);
  await stranger.signsIn('officer2');
  for (const typed of ['turnstile permit', number, code]) {
    await finds(desk, stranger, typed);
    await expect(desk.locator('.find__told')).toContainText(stranger.say('find_none'));
    await expect(desk.locator('.found__item')).toHaveCount(0);
  }
});
