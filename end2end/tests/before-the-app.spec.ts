// Whoever types before the app has come loses nothing when it takes over: not a letter, not the caret, not the focus.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen } from '../people';
import { languageOf } from '../words';

const TYPED = '第一行 one 二';
/** The pages with fields to type in, and their fields. */
const FIELDS: [step: string, fields: string[]][] = [
  ['service', ['service_q']],
  ['tried', ['site']],
  ['what', ['what', 'wish']],
  ['when', ['year', 'month', 'day', 'reference']],
  ['where', ['address', 'latitude', 'longitude']],
  ['contact', ['name', 'phone']],
];

/** The app comes late, as on a slow line. */
async function slowApp(page: Page): Promise<void> {
  await page.route('**/*.wasm', async (route) => {
    await new Promise((later) => setTimeout(later, 5_000));
    await route.continue();
  });
}

async function tookOver(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-app', '', { timeout: 20_000 });
}

/** Text, caret and focus of the field in which somebody types. */
async function caret(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const field = document.activeElement as HTMLInputElement | HTMLTextAreaElement;
    return [field.name, field.value, field.selectionStart, field.selectionEnd];
  });
}

test('what is typed before the app comes stays, with caret and focus', async ({ page, locale, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'there is no app without script');
  test.setTimeout(240_000);
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.opensTheForm();
  const draft = new URL(page.url()).pathname.split('/').slice(0, 4).join('/');
  await slowApp(page);
  for (const [step, fields] of FIELDS) {
    for (const name of fields) {
      await page.goto(`${draft}/${step}`);
      const field = page.locator(`main [name=${name}]`);
      test.info().annotations.push({ type: 'field', description: name });
      await field.focus();
      await page.keyboard.type(TYPED);
      for (let back = 0; back < 3; back += 1) await page.keyboard.press('ArrowLeft');
      const before = await caret(page);
      expect(before).toEqual([name, TYPED, TYPED.length - 3, TYPED.length - 3]);
      await tookOver(page);
      expect(await caret(page), `${step}: ${name}`).toEqual(before);
      await page.keyboard.type('!');
      await expect(field).toHaveValue(`${TYPED.slice(0, -3)}!${TYPED.slice(-3)}`);
    }
  }
});

test('a Chinese word half typed when the app comes is not cut off', async ({ page, locale, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false || languageOf(locale) !== 'zh', 'there is no app without script; one language shows it');
  const citizen = new Citizen(page, languageOf(locale));
  await citizen.opensTheForm();
  const draft = new URL(page.url()).pathname.split('/').slice(0, 4).join('/');
  await slowApp(page);
  await page.goto(`${draft}/what`);
  await page.locator('main [name=what]').focus();
  await page.keyboard.insertText('窗口');
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'zai', selectionStart: 3, selectionEnd: 3 });
  await tookOver(page);
  expect(await caret(page)).toEqual(['what', '窗口zai', 5, 5]);
  await keyboard.send('Input.imeSetComposition', { text: 'zai san', selectionStart: 7, selectionEnd: 7 });
  await keyboard.send('Input.insertText', { text: '再三' });
  await expect(page.locator('main [name=what]')).toHaveValue('窗口再三');
  await expect(page.locator('main [name=what]')).toBeFocused();
});
