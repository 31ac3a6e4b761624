// A list that is never stale and never jumps: several people at work at the same time, each in a browser of their own.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const WHAT = '医保窗口说系统里没有我的参保记录，让我去另一个大厅，那边又让我回来。';
/** A notice takes a tenth of a second, a screen waits up to a second, and calls at most every two. */
const SOON = { timeout: 8_000 };

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
// several people at work on a machine with two cores: a screen that was late once is looked at again
test.describe.configure({ timeout: 150_000, retries: 1 });

/** Somebody in front of a list that the app has taken over. */
async function atWork(page: Page, username: string, view?: string): Promise<Officer> {
  const officer = new Officer(page);
  await officer.signsIn(username);
  if (view) await page.goto(`/s/q/${view}`);
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
  await expect(page.locator('.sheet')).toBeVisible();
  return officer;
}

/** The row of a case. */
const rowOf = (page: Page, number: string) => page.locator('.case-row', { hasText: number });

/** Where each row stands on the screen. */
const places = (page: Page) =>
  page.locator('.case-row').evaluateAll((rows) => rows.map((row) => [row.id, row.getBoundingClientRect().top] as const));

test('new work is announced and nothing moves under the hand', async ({ page, staffPage, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const dispatcher = await atWork(staffPage, 'dispatcher', 'to-dispatch');
  await citizen.files(WHAT);
  await staffPage.reload();
  await expect(staffPage.locator('html')).toHaveAttribute('data-app', '');
  await staffPage.locator('.case-row').last().hover();
  await staffPage.mouse.wheel(0, 200);
  const before = await places(staffPage);
  const receipt = await citizen.files(WHAT);
  const button = staffPage.getByRole('button', { name: /new case/ });
  await expect(button).toBeVisible(SOON);
  await expect(staffPage).toHaveTitle(/^\(\d+\) /);
  expect(await places(staffPage), 'each row stands where it stood').toEqual(before);
  await expect(rowOf(staffPage, receipt.number)).toHaveCount(0);
  await axe(staffPage);
  await button.click();
  await expect(rowOf(staffPage, receipt.number)).toBeVisible();
  await expect(staffPage).toHaveTitle(/^[^(]/);
  await axe(staffPage);
  await dispatcher.signsOut();
});

test('what somebody else does to a row is seen in that row alone', async ({ page, staffPage, anotherBrowser, locale }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const receipt = await citizen.files(WHAT);
  await atWork(staffPage, 'dispatcher', 'to-dispatch');
  await expect(rowOf(staffPage, receipt.number)).toBeVisible();
  const asked: string[] = [];
  staffPage.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const other = new Officer(await (await anotherBrowser()).newPage());
  await other.signsIn('dispatcher');
  await other.dispatches(receipt.number, '示例市不动产登记中心');
  await expect(rowOf(staffPage, receipt.number)).toContainText(other.say('row_left'), SOON);
  expect(asked.filter((path) => path === '/api/queue/read'), 'the list is not read again').toEqual([]);
});

test('two officers want the same case: one has it, the other reads who took it', async ({ page, staffPage, anotherBrowser, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const receipt = await citizen.files(WHAT);
  const dispatcher = new Officer(await (await anotherBrowser()).newPage());
  await dispatcher.signsIn('dispatcher');
  await dispatcher.dispatches(receipt.number, '示例市不动产登记中心');
  const other = await (await anotherBrowser()).newPage();
  await atWork(staffPage, 'officer', 'to-accept');
  await atWork(other, 'officer3', 'to-accept');
  const take = (at: Page) => rowOf(at, receipt.number).getByRole('button', { name: dispatcher.say('claim') });
  await expect(take(staffPage)).toBeVisible();
  await expect(take(other)).toBeVisible();
  await Promise.all([take(staffPage).click(), take(other).click()]);
  const rows = [rowOf(staffPage, '周立明'), rowOf(staffPage, '王思远'), rowOf(other, '周立明'), rowOf(other, '王思远')];
  await expect(take(staffPage)).toHaveCount(0, SOON);
  await expect(take(other)).toHaveCount(0, SOON);
  const away = (at: Page) => at.locator('.case-row--away', { hasText: /Taken by/ });
  await expect.poll(async () => (await away(staffPage).count()) + (await away(other).count()), SOON).toBe(1);
  expect(await Promise.all(rows.map((row) => row.count()))).toContain(1);
  await axe(staffPage);
});

test('eight tabs of one browser are live, and a ninth opens at once', async ({ page, anotherBrowser, locale }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const browser = await anotherBrowser();
  await atWork(await browser.newPage(), 'dispatcher', 'to-dispatch');
  const tabs = [browser.pages()[0]!];
  for (let tab = 1; tab < 8; tab += 1) {
    const next = await browser.newPage();
    await next.goto('/s/q/to-dispatch');
    await expect(next.locator('html')).toHaveAttribute('data-app', '');
    tabs.push(next);
  }
  await citizen.files(WHAT);
  for (const tab of tabs) await expect(tab.getByRole('button', { name: /new case/ })).toBeVisible(SOON);
  const ninth = await browser.newPage();
  await ninth.goto('/s/q/to-dispatch');
  await expect(ninth.locator('html')).toHaveAttribute('data-app', '', { timeout: 10_000 });
});

test('a session that was ended elsewhere says so and keeps the page', async ({ page, staffPage, anotherBrowser, locale, expectStatus }) => {
  expectStatus(401);
  const citizen = new Citizen(page, languageOf(locale));
  const dispatcher = await atWork(staffPage, 'dispatcher', 'to-dispatch');
  const cookies = await staffPage.context().cookies();
  const other = await anotherBrowser();
  await other.addCookies(cookies);
  const twin = new Officer(await other.newPage());
  await twin.page.goto('/s/q/to-dispatch');
  await twin.signsOut();
  await citizen.files(WHAT);
  await expect(staffPage.getByRole('alert').filter({ hasText: dispatcher.say('refused_signed_out') })).toBeVisible(SOON);
  await expect(staffPage.locator('.sheet')).toBeVisible();
});

test('an officer of another department finds nothing of a case', async ({ page, staffPage, anotherBrowser, locale, expectStatus }) => {
  expectStatus(404);
  const citizen = new Citizen(page, languageOf(locale));
  const receipt = await citizen.files(WHAT);
  const dispatcher = new Officer(staffPage);
  await dispatcher.signsIn('dispatcher');
  await dispatcher.dispatches(receipt.number, '示例市不动产登记中心');
  const other = await (await anotherBrowser()).newPage();
  await atWork(other, 'officer2', 'to-accept');
  await expect(rowOf(other, receipt.number)).toHaveCount(0);
  await other.goto(`/s/c/${receipt.number.replaceAll(' ', '')}`);
  await expect(other.locator('main')).toContainText(dispatcher.say('refused_not_found'));
});

test('keys move, select and explain, once they are switched on, and never while somebody types', async ({ page, staffPage, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.files(WHAT);
  await citizen.files(WHAT);
  const dispatcher = await atWork(staffPage, 'dispatcher', 'to-dispatch');
  await staffPage.keyboard.press('j');
  await expect(staffPage.locator('.case-row__link:focus')).toHaveCount(0);
  await staffPage.goto('/s/account/desk');
  await expect(staffPage.locator('html')).toHaveAttribute('data-app', '');
  await axe(staffPage);
  await staffPage.getByLabel(dispatcher.say('desk_keys_on')).check();
  await staffPage.getByRole('button', { name: dispatcher.say('desk_save') }).click();
  await expect(staffPage.getByRole('status').filter({ hasText: dispatcher.say('desk_saved') })).toBeVisible();
  await staffPage.goto('/s/q/to-dispatch');
  await expect(staffPage.locator('html')).toHaveAttribute('data-app', '');
  await staffPage.keyboard.press('j');
  await staffPage.keyboard.press('j');
  await expect(staffPage.locator('.case-row').nth(1).locator('.case-row__link')).toBeFocused();
  await staffPage.keyboard.press('k');
  await staffPage.keyboard.press('x');
  await expect(staffPage.locator('.pick__box').first()).toBeChecked();
  await axe(staffPage);
  await staffPage.keyboard.press('Shift+Slash');
  await expect(staffPage.getByRole('dialog')).toBeVisible();
  await axe(staffPage);
  await staffPage.keyboard.press('Escape');
  await expect(staffPage.getByRole('dialog')).toBeHidden();
  await expect(staffPage.locator('.case-row').first().locator('.case-row__link')).toBeFocused();
  await staffPage.locator('#search').focus();
  await staffPage.keyboard.type('jx');
  await expect(staffPage.locator('#search')).toHaveValue('jx');
  await expect(staffPage.locator('.pick__box').first()).toBeChecked();
});
