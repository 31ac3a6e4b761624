// What a desk looks like and what it tells: columns in an order of one's own; a sound and a notice of the system, once, and only
// for whoever asked for them and looks elsewhere.
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const WHAT = '社保卡挂失之后补办，窗口说要等三个月，网上又显示已经办结。';
/** The desk's own words, in English: messages that count have no place in the word list. */
const NEW_CASE = /^\d+ new cases?$/;
/** A notice takes a tenth of a second to the browser; it is gathered for one and asked about for half a second more. */
const SOON = { timeout: 12_000 };
/** Longer than any notice takes: what has not been told by then is not told. */
const LONG = 6_000;

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
// the settings are a person's: one journey after the other
test.describe.configure({ mode: 'serial', timeout: 150_000, retries: 1 });
test.use({ actionTimeout: 15_000 });

type Told = { title: string; body: string; path: string; at: number };

/** Writes down every notice and every note that the pages of a browser make, whoever makes them. */
async function listens(browser: BrowserContext): Promise<() => Promise<{ notices: Told[]; notes: number }>> {
  const notices: Told[] = [];
  let notes = 0;
  await browser.exposeBinding('toldNotice', (_, told: Told) => void notices.push({ ...told, at: Date.now() }));
  await browser.exposeBinding('toldNote', () => void (notes += 1));
  await browser.addInitScript(() => {
    const book = window as unknown as { toldNotice: (told: object) => void; toldNote: () => void; last?: Notification };
    const Shown = window.Notification;
    window.Notification = new Proxy(Shown, {
      construct(target, [title, options]: [string, NotificationOptions]) {
        book.toldNotice({ title, body: options?.body ?? '', path: location.pathname });
        return (book.last = new target(title, options));
      },
    });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      book.toldNote();
      start.call(this, when);
    };
  });
  return async () => ({ notices: [...notices], notes });
}

async function stands(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
}

async function saves(officer: Officer): Promise<void> {
  await officer.page.getByRole('button', { name: officer.say('desk_save') }).click();
  await expect(officer.page.getByRole('status').filter({ hasText: officer.say('desk_saved') })).toBeVisible();
}

/** The two boxes of what is told. */
const boxes = (officer: Officer, alert: string) => {
  const row = officer.page.getByRole('group', { name: officer.say(alert) });
  return { sound: row.getByLabel(officer.say('alert_by_sound')), desktop: row.getByLabel(officer.say('alert_by_desktop')) };
};

/** How far the clock of the office is from now, as a field of time takes it. */
function clock(hours: number): string {
  const at = new Date(Date.now() + (8 + hours) * 3_600_000);
  return at.toISOString().slice(11, 16);
}

/** Nobody is told anything by this account any more: the other tests sign in with it. */
async function switchesOff(officer: Officer): Promise<void> {
  await stands(officer.page, '/s/account/desk');
  for (const alert of ['alert_work', 'alert_late', 'alert_mine']) {
    await boxes(officer, alert).sound.uncheck();
    await boxes(officer, alert).desktop.uncheck();
  }
  await officer.page.getByLabel(officer.say('alert_quiet'), { exact: true }).uncheck();
  await saves(officer);
}

test('columns are moved by keys, stay moved, and the rows follow', async ({ staffPage, axe }) => {
  const leader = new Officer(staffPage);
  await leader.signsIn('leader');
  await stands(staffPage, '/s/account/desk');
  const shown = staffPage.locator('.columns--shown .desk-settings__tick');
  const stage = staffPage.getByLabel(leader.say('col_stage'), { exact: true });
  // a run before this one may have left it there
  if (await stage.isChecked()) await stage.click();
  const before = await shown.allInnerTexts();
  const department = before[1]!;
  const earlier = staffPage.getByRole('button', { name: leader.say('desk_column_earlier', { column: department }) });
  const later = staffPage.getByRole('button', { name: leader.say('desk_column_later', { column: department }) });
  await earlier.focus();
  await staffPage.keyboard.press('Enter');
  await expect(shown.first()).toHaveText(department);
  const moved = leader.say('desk_column_moved', { column: department, place: 1, total: before.length });
  await expect(staffPage.getByRole('status').filter({ hasText: moved })).toHaveText(moved);
  await expect(earlier, 'it stands first: there is no earlier place').toHaveCount(0);
  await expect(later, 'the focus stays on what was moved').toBeFocused();
  await stage.click();
  await expect(stage, 'a column that is shown stands last, and keeps the focus').toBeFocused();
  await expect(stage).toBeChecked();
  await expect(shown.last()).toHaveText(leader.say('col_stage'));
  await axe(staffPage);
  const wanted = await shown.allInnerTexts();
  await saves(leader);
  await staffPage.reload();
  await expect(shown).toHaveText(wanted);
  await stands(staffPage, '/s/q/open');
  const first = staffPage.locator('.case-row').first().locator('.case-row__cell');
  const labels = await first.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-label')));
  expect(labels.filter((label) => wanted.includes(label ?? ''))).toEqual(wanted);
  const heads = await staffPage.locator('.case-table__head').allTextContents();
  expect(heads.map((head) => head.replace('↓', '')).filter((head) => wanted.includes(head))).toEqual(wanted);
});

test('whoever asked for nothing is told nothing', async ({ page, anotherBrowser, locale }) => {
  const browser = await anotherBrowser({ permissions: ['notifications'] });
  const told = await listens(browser);
  const dispatcher = new Officer(await browser.newPage());
  await dispatcher.signsIn('dispatcher');
  await stands(dispatcher.page, '/s/inbox');
  const before = await dispatcher.page.locator('.desk-head__list').innerText();
  await new Citizen(page, languageOf(locale)).files(WHAT);
  await expect(dispatcher.page.locator('.desk-head__list'), 'the count in the head rises').not.toHaveText(before, SOON);
  await dispatcher.page.waitForTimeout(LONG);
  expect(await told()).toEqual({ notices: [], notes: 0 });
});

test('new work is told once by two tabs, says only how much, and leads to the queue', async ({ page, anotherBrowser, locale }) => {
  const browser = await anotherBrowser({ permissions: ['notifications'] });
  const told = await listens(browser);
  const dispatcher = new Officer(await browser.newPage());
  await dispatcher.signsIn('dispatcher');
  await stands(dispatcher.page, '/s/account/desk');
  for (const alert of ['alert_work', 'alert_late', 'alert_mine']) {
    await expect(boxes(dispatcher, alert).sound).not.toBeChecked();
    await expect(boxes(dispatcher, alert).desktop).not.toBeChecked();
  }
  await boxes(dispatcher, 'alert_work').desktop.check();
  await boxes(dispatcher, 'alert_work').sound.check();
  await expect.poll(async () => (await told()).notices.map(({ title }) => title)).toEqual([dispatcher.say('alert_sample')]);
  await dispatcher.page.getByRole('button', { name: dispatcher.say('alert_try') }).click();
  await expect.poll(async () => (await told()).notes, 'two notes').toBe(2);
  await saves(dispatcher);
  await stands(dispatcher.page, '/s/q/mine');
  await dispatcher.page.locator('h1').click();
  const second = await browser.newPage();
  await stands(second, '/s/search');
  const citizen = new Citizen(page, languageOf(locale));
  const receipt = await citizen.files(WHAT);
  await expect.poll(async () => (await told()).notices.length, SOON).toBe(2);
  await citizen.files(WHAT);
  await page.waitForTimeout(LONG);
  const [, alert, ...more] = (await told()).notices;
  const early = more.filter(({ at }) => at - alert!.at < 9_500);
  expect(early, 'not again within ten seconds, and not by the other tab').toEqual([]);
  expect(alert!.title).toMatch(NEW_CASE);
  expect(alert!.title + alert!.body).not.toContain(receipt.number);
  expect((await told()).notes, 'the tone').toBeGreaterThanOrEqual(4);
  await expect.poll(async () => (await told()).notices.length, SOON).toBeGreaterThanOrEqual(3);
  // what is heard while it is gathered must not stop the telling: two reports in the same second, and one notice of both
  await page.waitForTimeout(LONG);
  const before = (await told()).notices.length;
  const other = new Citizen(await (await anotherBrowser({ locale })).newPage(), languageOf(locale));
  await Promise.all([citizen.files(WHAT), other.files(WHAT)]);
  await expect.poll(async () => (await told()).notices.length, SOON).toBeGreaterThan(before);
  await dispatcher.page.evaluate(() => (window as unknown as { last: Notification }).last.onclick?.(new Event('click')));
  await expect(dispatcher.page).toHaveURL(/\/s\/q\/to-dispatch$/);
  await expect(dispatcher.page.locator('html')).toHaveAttribute('data-app', '');

  await dispatcher.page.waitForTimeout(LONG);
  const sofar = (await told()).notices.length;
  await citizen.files(WHAT);
  await expect(dispatcher.page.getByRole('button', { name: /new case/ })).toBeVisible(SOON);
  await page.waitForTimeout(LONG);
  expect((await told()).notices, 'whoever looks at the list sees it there').toHaveLength(sofar);
  await switchesOff(dispatcher);
});

test('in quiet hours nothing is told, and the title goes on counting', async ({ page, anotherBrowser, locale, axe }) => {
  const browser = await anotherBrowser({ permissions: ['notifications'] });
  const told = await listens(browser);
  const dispatcher = new Officer(await browser.newPage());
  await dispatcher.signsIn('dispatcher');
  await stands(dispatcher.page, '/s/account/desk');
  await boxes(dispatcher, 'alert_work').desktop.check();
  await boxes(dispatcher, 'alert_work').sound.check();
  const [from, until] = [clock(-1), clock(1)];
  const begins = dispatcher.page.getByLabel(dispatcher.say('alert_quiet_from'), { exact: true });
  await dispatcher.page.getByLabel(dispatcher.say('alert_quiet'), { exact: true }).check();
  await begins.fill(from);
  await dispatcher.page.getByLabel(dispatcher.say('alert_quiet_until'), { exact: true }).fill(until);
  await axe(dispatcher.page);
  await saves(dispatcher);
  await dispatcher.page.reload();
  await expect(begins).toHaveValue(from);
  const queue = await browser.newPage();
  await stands(queue, '/s/q/to-dispatch');
  await stands(dispatcher.page, '/s/inbox');
  // the queue is behind: nobody looks at it
  await queue.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true }));
  await new Citizen(page, languageOf(locale)).files(WHAT);
  await expect(queue).toHaveTitle(/^\(\d+\) /, SOON);
  await page.waitForTimeout(LONG);
  const { notices, notes } = await told();
  expect(notices.map(({ title }) => title)).toEqual([dispatcher.say('alert_sample')]);
  expect(notes).toBe(0);
  await switchesOff(dispatcher);
});

test('a change to a case in hand is told to whoever holds it', async ({ page, staffPage, anotherBrowser, locale }) => {
  const { number } = await new Citizen(page, languageOf(locale)).files(WHAT);
  const dispatcher = new Officer(staffPage);
  await dispatcher.signsIn('dispatcher');
  await dispatcher.dispatches(number, '示例市不动产登记中心');
  const browser = await anotherBrowser({ permissions: ['notifications'] });
  const told = await listens(browser);
  const officer = new Officer(await browser.newPage());
  await officer.signsIn('officer');
  await officer.accepts(number);
  await stands(officer.page, '/s/account/desk');
  await boxes(officer, 'alert_mine').desktop.check();
  await saves(officer);
  await stands(officer.page, '/s/search');
  const beside = new Officer(await (await anotherBrowser()).newPage());
  await beside.signsIn('officer3');
  await beside.opens(number);
  await beside.page.getByLabel(beside.say('note_label')).fill('档案室回电，明天上午有结果。');
  await beside.page.getByRole('button', { name: beside.say('note_send'), exact: true }).click();
  await expect.poll(async () => (await told()).notices.at(-1)?.title, SOON).toMatch(/^\d+ changes? to cases you hold$/);
  await switchesOff(officer);
});

test('a browser that refuses says what to do, and the box is not ticked', async ({ anotherBrowser, axe }) => {
  const browser = await anotherBrowser();
  await browser.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
  });
  const reviewer = new Officer(await browser.newPage());
  await reviewer.signsIn('reviewer');
  await stands(reviewer.page, '/s/account/desk');
  await expect(reviewer.page.getByText(reviewer.say('alert_denied'))).toBeVisible();
  await boxes(reviewer, 'alert_work').desktop.click();
  await expect(boxes(reviewer, 'alert_work').desktop).not.toBeChecked();
  await axe(reviewer.page);
});

test('a browser without notices has no such choice, and says so', async ({ anotherBrowser, axe }) => {
  const browser = await anotherBrowser();
  await browser.addInitScript(() => {
    delete (window as { Notification?: unknown }).Notification;
  });
  const reviewer = new Officer(await browser.newPage());
  await reviewer.signsIn('reviewer');
  await stands(reviewer.page, '/s/account/desk');
  await expect(reviewer.page.getByText(reviewer.say('alert_missing'))).toBeVisible();
  await expect(boxes(reviewer, 'alert_work').desktop).toHaveCount(0);
  await expect(boxes(reviewer, 'alert_work').sound).toBeVisible();
  await axe(reviewer.page);
});
