// No barrier at the desk once somebody has opened, selected and chosen things: in both languages, wide and narrow, light and dark.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Officer } from '../people';
import type { Language } from '../words';

type Desk = { language: Language; locale: string; width: number; colorScheme: 'light' | 'dark' };

const DESKS: Desk[] = [
  { language: 'zh', locale: 'zh-CN', width: 1280, colorScheme: 'dark' },
  { language: 'en', locale: 'en-GB', width: 360, colorScheme: 'light' },
];

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 150_000, retries: 1 });
test.use({ actionTimeout: 15_000 });

async function goes(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
}

/** Opens whatever can be opened on the page. */
const opensAll = (page: Page) =>
  page.locator('main details').evaluateAll((parts) => parts.forEach((part) => ((part as HTMLDetailsElement).open = true)));

/** Nothing stands beyond the window, and no label leads to another thing of the same name. */
async function fits(page: Page): Promise<void> {
  const ids = await page.locator('[id]').evaluateAll((parts) => parts.map((part) => part.id));
  expect(ids.filter((id, place) => ids.indexOf(id) !== place), `ids that stand twice on ${page.url()}`).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${page.url()} is wider than its window`).toBeLessThanOrEqual(0);
}

for (const { language, locale, width, colorScheme } of DESKS) {
  const desk = { locale, viewport: { width, height: 900 }, colorScheme };

  test(`lists have no barrier while somebody works in them (${language}, ${width}, ${colorScheme})`, async ({ anotherBrowser, axe }) => {
    const page = await (await anotherBrowser(desk)).newPage();
    const dispatcher = new Officer(page, language);
    await dispatcher.signsIn('dispatcher');
    await goes(page, '/s');
    await axe(page);
    await fits(page);

    await goes(page, '/s/q/to-dispatch');
    await page.locator('.queue-tools .filters summary').click();
    await expect(page.locator('.filters__form').first()).toBeVisible();
    await page.locator('.pick__box').first().check();
    await expect(page.locator('.bulk__count')).toBeVisible();
    await axe(page);
    await page.locator('.bulk').getByRole('button', { name: dispatcher.say('claim'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.locator('.bulk__sum')).toBeVisible();
    await axe(page);
    await dialog.getByRole('button', { name: dispatcher.say('close') }).click();
    await page.locator('.queue-tools .filters [name=kind]').selectOption('complaint');
    await page.locator('.queue-tools .filters').getByRole('button', { name: dispatcher.say('filters_send') }).click();
    await expect(page.locator('.chip')).toBeVisible();
    await opensAll(page);
    await axe(page);
    await fits(page);

    if (width > 1000) {
      await goes(page, '/s/q/to-dispatch');
      await page.getByRole('button', { name: dispatcher.say('preview_on') }).click();
      await page.locator('.case-row__link').first().click();
      await expect(page.locator('.preview__title')).toBeFocused();
      await axe(page);
      await page.keyboard.press('Escape');
      await expect(page.locator('.case-row__link').first()).toBeFocused();
    }
    await goes(page, '/s/account/desk');
    await page.getByLabel(dispatcher.say('desk_keys_on')).check();
    await axe(page);
    await fits(page);
  });

  test(`a case has no barrier with everything open (${language}, ${width}, ${colorScheme})`, async ({ anotherBrowser, axe, expectStatus }) => {
    expectStatus(422);
    const page = await (await anotherBrowser(desk)).newPage();
    const officer = new Officer(page, language);
    await officer.signsIn('officer');
    await goes(page, '/s/inbox');
    await axe(page);
    await fits(page);

    await goes(page, '/s/q/to-reply');
    await page.locator('.case-row__link').first().click();
    await expect(page.locator('.case-page')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-app', '');
    await opensAll(page);
    await page.getByRole('button', { name: officer.say('timeline_public') }).click();
    await axe(page);
    await fits(page);
    await page.getByLabel(officer.say('reply_label')).fill('太短');
    await page.getByRole('button', { name: officer.say('reply_send'), exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByRole('tab', { name: officer.say('composer_note') }).click();
    await axe(page);

    if (width < 1000) return;
    await officer.signsOut();
    await officer.signsIn('leader');
    await goes(page, '/s/q/to-sign');
    await page.locator('.case-row__link').first().click();
    await expect(page.locator('.case-page')).toBeVisible();
    await opensAll(page);
    await axe(page);
    await fits(page);
  });
}
