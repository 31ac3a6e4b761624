// Whoever types before the application has come loses no letter, nor the place where they type, nor half a Chinese word.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen } from '../people';
import { languageOf } from '../words';

const PAGES: [step: string, fields: string[]][] = [
  ['service', ['service_q']],
  ['tried', ['site']],
  ['what', ['what', 'wish']],
  ['when', ['year', 'month', 'day', 'reference']],
  ['where', ['address']],
  ['contact', ['organisation', 'credit_code', 'name', 'phone']],
];

async function holdsTheApp(page: Page): Promise<() => void> {
  let release = (): void => {};
  const held = new Promise<void>((go) => (release = go));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return () => release();
}

/** Leptos marks the moment it has taken over nothing by itself; the first control it makes live does. */
async function isLive(page: Page): Promise<void> {
  await page.waitForResponse(/\.wasm/).then((response) => response.finished());
  await page.waitForTimeout(500);
}

test.beforeEach(({ javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without script nothing takes over');
});

test('what is typed before the application comes stays, with its caret and the focus', async ({ page, locale }) => {
  test.slow();
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.begins();
  await citizen.reaches('contact', { who: 'organisation' });
  const address = page.url();
  for (const [step, fields] of PAGES) {
    const release = await holdsTheApp(page);
    await page.goto(address.replace('/contact', `/${step}`));
    for (const name of fields) await page.locator(`[name=${name}]`).fill(`字 ${name}`);
    const last = page.locator(`[name=${fields.at(-1)}]`);
    await last.press('ArrowLeft');
    const caret = await last.evaluate((field) => (field as HTMLInputElement).selectionStart);
    const live = isLive(page);
    release();
    await live;
    for (const name of fields) await expect(page.locator(`[name=${name}]`)).toHaveValue(`字 ${name}`);
    await expect(last).toBeFocused();
    expect(await last.evaluate((field) => (field as HTMLInputElement).selectionStart)).toBe(caret);
    await page.unroute('**/*.wasm');
  }
});

test('a Chinese word that is being composed is finished after the application has come', async ({ page, context, locale }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.begins();
  await citizen.reaches('what');
  const release = await holdsTheApp(page);
  await page.reload();
  await page.locator('[name=what]').focus();
  const keyboard = await context.newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'chuang kou', selectionStart: 10, selectionEnd: 10 });
  const live = isLive(page);
  release();
  await live;
  await expect(page.locator('[name=what]')).toHaveValue('chuang kou');
  await keyboard.send('Input.insertText', { text: '窗口' });
  await expect(page.locator('[name=what]')).toHaveValue('窗口');
});
