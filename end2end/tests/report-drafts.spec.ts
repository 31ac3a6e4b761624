// A draft goes on elsewhere, is recovered, is left behind on no shared computer, and is sent once.
import { expect, test } from '../fixtures';
import { Citizen } from '../people';
import { languageOf } from '../words';

async function link(citizen: Citizen): Promise<string> {
  const { page } = citizen;
  await page.getByRole('button', { name: citizen.say('later'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(citizen.say('later_title'));
  return page.locator('.keep__link').innerText();
}

/** The path alone: the server of a journey is not where its public address says. */
const path = (link: string): string => new URL(link).pathname;

test('a draft goes on on another device', async ({ page, browser, locale, javaScriptEnabled, watch, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('privacy');
  const kept = await link(citizen);
  await axe(page);

  const context = await browser.newContext({ locale, javaScriptEnabled, viewport: page.viewportSize() });
  watch.follow(context, javaScriptEnabled !== false);
  const elsewhere = new Citizen(await context.newPage(), citizen.language);
  await elsewhere.page.goto(new URL(path(kept), page.url()).href);
  await elsewhere.isAsked();
  expect(elsewhere.step()).toBe('privacy');
  expect(elsewhere.page.url()).not.toContain(kept.slice(-26));
  await elsewhere.page.getByRole('link', { name: citizen.say('back') }).click();
  await elsewhere.isAsked();
  await expect(elsewhere.page.locator('[name=phone]')).toHaveValue('138****8000');
  await elsewhere.continues();
  await elsewhere.reaches('check');
  await expect(elsewhere.page.locator('main')).toContainText('138****8000');
  await elsewhere.sends();
  const receipt = await elsewhere.readsTheReceipt();
  await context.close();

  // the first device finds the same receipt where its draft was
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(citizen.say('done_title'));
  expect(await citizen.readsTheReceipt()).toEqual(receipt);
});

test('cookies are cleared on the way and the link brings the draft back', async ({ page, context, locale, expectStatus }) => {
  expectStatus(410);
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('when', { what: '我的草稿不能丢，写了很久才写完。' });
  const kept = await link(citizen);
  const draft = page.url().replace('/later', '/what');
  await context.clearCookies();
  await page.goto(draft);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(citizen.say('lost_title'));
  await page.goto(path(kept));
  await citizen.isAsked();
  await citizen.reaches('check');
  await expect(page.locator('main')).toContainText('我的草稿不能丢，写了很久才写完。');
});

test('a shared computer is cleared', async ({ page, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const { code } = await citizen.files('窗口让我跑了三趟，每次说法都不一样。');
  const receipt = page.url();
  await citizen.begins();
  await page.getByRole('button', { name: citizen.say('leave') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(citizen.say('cleared_title'));
  await axe(page);
  await page.goto(receipt);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(citizen.say('done_hidden_title'));
  await expect(page.locator('body')).not.toContainText(code);
  await page.goto('/report');
  await expect(page.getByRole('button', { name: citizen.say('report_begin'), exact: true })).toBeVisible();
  await expect(page.locator('main')).not.toContainText(citizen.say('report_unfinished'));
});

test('going back and sending again files once', async ({ page, locale }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('check');
  const draft = await page.locator('#report [name=draft]').inputValue();
  await citizen.sends();
  const receipt = await citizen.readsTheReceipt();
  await page.goBack();
  await expect(page).toHaveURL(/\/report\/done\//);
  expect(await citizen.readsTheReceipt()).toEqual(receipt);
  const again = await page.request.post('/api/report/send', {
    form: { draft, declared: 'yes' },
    headers: { accept: 'text/html', origin: new URL(page.url()).origin },
    maxRedirects: 0,
  });
  expect(again.headers()['location']).toBe(`/report/done/${receipt.number.replaceAll(' ', '')}`);
});
