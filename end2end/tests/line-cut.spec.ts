// A line that is cut for half a minute: the list says that it is not live, and misses nothing once it is live again.
import { expect, test } from '../fixtures';
import { Line } from '../line';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const WHAT = '不动产登记窗口说系统坏了，让我下周再来，可是我已经来过两次了。';
/** A stream comes back after two to five seconds, a screen waits up to a second, and calls at most every two. */
const SOON = { timeout: 15_000 };
/** The server is heard every 15 seconds: half a minute of silence is no pause any more. */
const SILENT = { timeout: 50_000 };

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 150_000, retries: 1 });

test('a list whose line is cut says so, and misses nothing of what was done meanwhile', async ({ page, anotherBrowser, baseURL, locale, axe, expectBrokenLine }) => {
  expectBrokenLine();
  const line = await Line.to(baseURL!);
  const desk = await (await anotherBrowser({ baseURL: line.url })).newPage();
  const citizen = new Citizen(page, languageOf(locale));
  const taken = await citizen.files(WHAT);
  const dispatcher = new Officer(desk);
  await dispatcher.signsIn('dispatcher');
  await desk.goto('/s/q/to-dispatch');
  await expect(desk.locator('html')).toHaveAttribute('data-app', '');
  const row = desk.locator('.case-row', { hasText: taken.number });
  await expect(row).toBeVisible();
  // the stream is open once it has been asked for: what is cut before that is no stream
  await desk.waitForTimeout(1_000);
  const read = desk.locator('.case-row');
  const order = await read.evaluateAll((rows) => rows.map((row) => row.id));
  await desk.evaluate(() => Object.assign(window, { sameDocument: true }));

  line.cut();
  const colleague = new Officer(await (await anotherBrowser()).newPage());
  await colleague.signsIn('dispatcher');
  await colleague.dispatches(taken.number, '示例市不动产登记中心');
  const missed = [await citizen.files(WHAT), await citizen.files(WHAT)];
  const lost = desk.getByRole('status').filter({ hasText: dispatcher.say('live_lost') });
  await expect(lost).toBeVisible(SILENT);
  await expect(row).not.toContainText(dispatcher.say('row_left'));
  await axe(desk);

  line.restore();
  await expect(lost).toBeHidden(SOON);
  await expect(row).toContainText(dispatcher.say('row_left'), SOON);
  // two at least: other journeys report meanwhile
  const announced = desk.getByRole('button', { name: /^([2-9]|\d\d+) new cases/ });
  await expect(announced).toBeVisible(SOON);
  expect(await read.evaluateAll((rows) => rows.map((row) => row.id)), 'each row stands where it stood').toEqual(order);
  await announced.click();
  for (const { number } of missed) await expect(desk.locator('.case-row', { hasText: number })).toBeVisible();
  expect(await desk.evaluate(() => 'sameDocument' in window), 'the page was not loaded again').toBe(true);
  await axe(desk);
  await line.close();
});
