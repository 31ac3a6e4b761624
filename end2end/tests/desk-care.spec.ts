// The desk in small things: keys that lead on, and nothing lost or empty when something is refused.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const WHAT = '居住证续签窗口要求本人到场三次，第三次又说照片规格变了。';
const OFFICE = '示例市不动产登记中心';
const NOTE = '已联系档案室，明天上午有结果。';

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 150_000, retries: 1 });
test.use({ actionTimeout: 15_000 });

async function stands(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
}

async function saves(officer: Officer): Promise<void> {
  const { page } = officer;
  await page.getByRole('button', { name: officer.say('desk_save') }).click();
  await expect(page.getByRole('status').filter({ hasText: officer.say('desk_saved') })).toBeVisible();
}

test('a key leads to the search from where there is no list', async ({ page, staffPage, locale }) => {
  const { number } = await new Citizen(page, languageOf(locale)).files(WHAT);
  const supervisor = new Officer(staffPage);
  await supervisor.signsIn('supervisor');
  await supervisor.opens(number);
  await staffPage.keyboard.press('/');
  await expect(staffPage, 'keys are off until somebody wants them').toHaveURL(/\/s\/c\//);
  await stands(staffPage, '/s/account/desk');
  await staffPage.getByLabel(supervisor.say('desk_keys_on')).check();
  await saves(supervisor);
  await supervisor.opens(number);
  await staffPage.keyboard.press('/');
  await expect(staffPage).toHaveURL(/\/s\/search$/);
  await staffPage.locator('body').click({ position: { x: 2, y: 300 } });
  await staffPage.keyboard.press('/');
  await expect(staffPage.getByLabel(supervisor.say('find_label'))).toBeFocused();
});

test('a list that is not for this person shows why, and no empty table', async ({ staffPage, axe, expectStatus }) => {
  expectStatus(403);
  const officer = new Officer(staffPage);
  await officer.signsIn('officer');
  await stands(staffPage, '/s/q/to-sign');
  await expect(staffPage.getByRole('alert').filter({ hasText: officer.say('refused_not_yours') })).toBeVisible();
  await expect(staffPage.locator('.sheet')).toBeHidden();
  await axe(staffPage);
});

test('who was signed out comes back to the page they were on', async ({ staffPage }) => {
  const officer = new Officer(staffPage);
  await staffPage.goto('/s/q/open?sort=filed');
  await expect(staffPage).toHaveURL(/\/s\/sign-in\?to=/);
  await expect(staffPage.locator('html')).toHaveAttribute('data-app', '');
  await staffPage.getByLabel(officer.say('sign_in_user')).fill('officer');
  await staffPage.getByLabel(officer.say('sign_in_password')).fill('demo');
  await staffPage.locator('main').getByRole('button', { name: officer.say('sign_in'), exact: true }).click();
  await expect(staffPage).toHaveURL(/\/s\/q\/open\?sort=filed$/);
  await expect(staffPage.locator('.sheet')).toBeVisible();
});

test('an inbox that cannot be read again keeps its rows below what is wrong', async ({ page, staffPage, anotherBrowser, locale, axe, expectBrokenLine }) => {
  expectBrokenLine();
  const { number } = await new Citizen(page, languageOf(locale)).files(WHAT);
  const officer = new Officer(staffPage);
  await officer.signsIn('dispatcher');
  await officer.dispatches(number, OFFICE);
  await officer.signsOut();
  await officer.signsIn('officer');
  await officer.accepts(number);
  const beside = new Officer(await (await anotherBrowser()).newPage());
  await beside.signsIn('officer3');
  await beside.opens(number);
  const writes = async (): Promise<void> => {
    const words = beside.page.getByLabel(beside.say('note_label'));
    await words.fill(NOTE);
    await beside.page.getByRole('button', { name: beside.say('note_send'), exact: true }).click();
    await expect(words).toHaveValue('');
  };
  await writes();
  await stands(staffPage, '/s/inbox');
  const row = staffPage.locator('.inbox__item', { hasText: number });
  await expect(row).toHaveCount(1);
  await staffPage.route('**/api/inbox/read*', (route) => route.abort('connectionrefused'));
  await writes();
  await expect(staffPage.getByRole('alert')).toBeVisible();
  await expect(row).toHaveCount(1);
  await axe(staffPage);
});
