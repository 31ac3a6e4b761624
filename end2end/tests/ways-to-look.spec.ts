// Every page without a barrier in each way of looking at it, and nothing beyond the edge of a narrow screen.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const PUBLIC = ['/', '/report', '/report/lost', '/report/cleared', '/track', '/s/sign-in', '/nowhere'];
const LOOKS: { name: string; prefs: Record<string, string> }[] = [
  { name: 'standard', prefs: {} },
  { name: 'largest elder', prefs: { mode: 'elder', size: '3' } },
  { name: 'dark', prefs: { theme: 'dark' } },
];

const STEPS = ['county', 'township', 'service', 'kind', 'obstacle', 'tried', 'what', 'danger', 'when', 'where', 'files', 'who', 'contact', 'privacy', 'check'];

async function looks(page: Page, prefs: Record<string, string>): Promise<void> {
  await page.goto('/');
  if (Object.keys(prefs).length === 0) return;
  await page.request.post('/api/prefs', {
    form: prefs,
    headers: { accept: 'text/html', origin: new URL(page.url()).origin, 'sec-fetch-site': 'same-origin' },
  });
}

async function fits(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, `beyond the edge of ${page.url()}`).toBeLessThanOrEqual(0);
}

/** No part lies over another. */
async function apart(parts: Locator): Promise<void> {
  await expect(parts).not.toHaveCount(0);
  const boxes = await parts.evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().toJSON() as DOMRect));
  const over = boxes.flatMap((one, n) =>
    boxes.slice(n + 1).filter((two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom),
  );
  expect(over, 'parts that lie over another').toEqual([]);
}

for (const { name, prefs } of LOOKS) {
  test(`public pages have no barrier, ${name}`, async ({ page, axe, javaScriptEnabled, expectStatus }) => {
    test.skip(javaScriptEnabled === false, 'axe is a script');
    expectStatus(404);
    expectStatus(410);
    await looks(page, prefs);
    for (const path of PUBLIC) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      await axe(page);
      await page.setViewportSize({ width: 320, height: 640 });
      await fits(page);
    }
  });
}

for (const { name, prefs } of LOOKS) {
  test(`each page of a report has no barrier, ${name}`, async ({ page, axe, javaScriptEnabled, locale }) => {
    test.skip(javaScriptEnabled === false, 'axe is a script');
    // As it comes it is looked at on the way of every other journey; the drill asks for all.
    test.skip(!process.env.CLEARWAY_DRILL && !['largest elder', 'dark'].includes(name), 'the drill does this one');
    test.slow();
    await looks(page, { lang: languageOf(locale), ...prefs });
    const citizen = new Citizen(page, languageOf(locale));
    await citizen.begins();
    for (const step of STEPS) {
      await citizen.reaches(step, { what: '楼道里闻到煤气味三天了，打电话没有人来。', who: 'organisation', organisation: '示例商贸有限公司' });
      await axe(page);
      const width = page.viewportSize()!;
      await page.setViewportSize({ width: 320, height: 640 });
      await fits(page);
      await page.setViewportSize(width);
    }
  });
}

test('receipt and progress fit a telephone in the largest letters', async ({ page, axe, javaScriptEnabled, locale }) => {
  test.skip(javaScriptEnabled === false, 'measured by script');
  await page.setViewportSize({ width: 360, height: 800 });
  await looks(page, { lang: languageOf(locale), mode: 'elder', size: '3' });
  const citizen = new Citizen(page, languageOf(locale));
  const receipt = await citizen.files('窗口让我跑了三趟，每次说法都不一样。');
  await fits(page);
  await citizen.printsOneSheet();
  await axe(page);
  await citizen.tracks(receipt);
  await expect(page.locator('.deadline')).toBeVisible();
  await fits(page);
  await axe(page);
  // beside one another on a wide screen, or below one another: never over one another
  for (const mode of ['elder', 'standard']) {
    await looks(page, { lang: languageOf(locale), mode, size: '3' });
    await page.setViewportSize({ width: 1280, height: 800 });
    await citizen.tracks(receipt);
    await apart(page.locator('.tracked > *'));
  }
});

test('staff pages have no barrier', async ({ staffPage, axe, javaScriptEnabled, locale }) => {
  test.skip(javaScriptEnabled === false || locale !== 'en-GB', 'staff pages are the same in each pair');
  const officer = new Officer(staffPage);
  await officer.signsIn('dispatcher');
  await axe(staffPage);
  await staffPage.goto('/s/q/to-dispatch');
  await axe(staffPage);
  await staffPage.locator('.case-row__link').first().click();
  await expect(staffPage).toHaveURL(/\/s\/c\//);
  await axe(staffPage);
  await staffPage.setViewportSize({ width: 360, height: 800 });
  await axe(staffPage);
  await fits(staffPage);
});
