// Whoever types before the app has come loses nothing when it takes over: not a letter, not the caret, not half a word.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen } from '../people';
import { languageOf } from '../words';

const TYPED = '第一行 one 二';
/** The pages with fields to type in, and their fields. */
const PAGES: [step: string, fields: string[]][] = [
  ['service', ['service_q']],
  ['tried', ['site']],
  ['what', ['what', 'wish']],
  ['when', ['year', 'month', 'day', 'reference']],
  ['where', ['address']],
  ['contact', ['organisation', 'credit_code', 'name', 'phone']],
];

/** Keeps the app from coming until it is let go, as a slow line does. */
async function holdsTheApp(page: Page): Promise<() => Promise<void>> {
  let letGo = (): void => {};
  const held = new Promise<void>((go) => (letGo = go));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return async () => {
    letGo();
    await expect(page.locator('html')).toHaveAttribute('data-app', '');
    await page.unroute('**/*.wasm');
  };
}

/** Text, caret and focus of the field in which somebody types. */
async function caret(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const field = document.activeElement as HTMLInputElement | HTMLTextAreaElement;
    return [field.name, field.value, field.selectionStart, field.selectionEnd];
  });
}

test.beforeEach(({ javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'there is no app without script');
});

test('what is typed before the app comes stays, with caret and focus', async ({ page, locale }) => {
  test.slow();
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('contact', { who: 'organisation' });
  const address = page.url();
  for (const [step, fields] of PAGES) {
    const theAppComes = await holdsTheApp(page);
    await page.goto(address.replace('/contact', `/${step}`));
    for (const name of fields) {
      await page.locator(`#report [name=${name}]`).fill('');
      await page.locator(`#report [name=${name}]`).focus();
      await page.keyboard.type(TYPED);
    }
    for (let back = 0; back < 3; back += 1) await page.keyboard.press('ArrowLeft');
    const before = await caret(page);
    expect(before).toEqual([fields.at(-1), TYPED, TYPED.length - 3, TYPED.length - 3]);
    await theAppComes();
    expect(await caret(page), step).toEqual(before);
    for (const name of fields) await expect(page.locator(`#report [name=${name}]`)).toHaveValue(TYPED);
    await page.keyboard.type('!');
    await expect(page.locator(`#report [name=${fields.at(-1)}]`)).toHaveValue(`${TYPED.slice(0, -3)}!${TYPED.slice(-3)}`);
  }
});

test('a Chinese word half typed when the app comes is not cut off', async ({ page, context, locale }) => {
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.skipsTo('what');
  const theAppComes = await holdsTheApp(page);
  await page.reload();
  const field = page.locator('#report [name=what]');
  await field.focus();
  await page.keyboard.insertText('窗口');
  const keyboard = await context.newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'zai', selectionStart: 3, selectionEnd: 3 });
  await theAppComes();
  expect(await caret(page)).toEqual(['what', '窗口zai', 5, 5]);
  await keyboard.send('Input.imeSetComposition', { text: 'zai san', selectionStart: 7, selectionEnd: 7 });
  await keyboard.send('Input.insertText', { text: '再三' });
  await expect(field).toHaveValue('窗口再三');
  await expect(field).toBeFocused();
});
