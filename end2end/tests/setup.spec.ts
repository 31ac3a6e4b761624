// From an empty folder to an office, in a browser on a telephone: no demo, no shell but the line with the code.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';
import { digits } from '../authenticator';
import { expect, test } from '../fixtures';
import { languageOf, say } from '../words';

const PASSWORD = 'a door with a green frame';

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 90_000 });
test.use({ actionTimeout: 10_000 });

/** An installation where nobody works yet. */
class Empty {
  readonly #folder = mkdtempSync(join(tmpdir(), 'clearway-empty-'));
  readonly #server: ChildProcess;
  address = '';
  code = '';

  constructor() {
    const { CLEARWAY_BINARY, PATH } = process.env;
    const env = { PATH, CLEARWAY_DATA: this.#folder, CLEARWAY_ADDR: '127.0.0.1:0', CLEARWAY_LOG: 'error' };
    this.#server = spawn(CLEARWAY_BINARY ?? join(import.meta.dirname, '../../target/ci/clearway'), ['serve'], { env });
  }

  /** Until it has said where it is and how it is set up. */
  async opens(): Promise<void> {
    for await (const line of createInterface({ input: this.#server.stdout! })) {
      this.address ||= /^http:\S+$/.exec(line)?.[0] ?? '';
      this.code = /setup code (\S+)/.exec(line)?.[1] ?? '';
      if (this.code !== '') return;
    }
    throw new Error('the server said no code');
  }

  closes(): void {
    this.#server.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The page is one that a telephone shows whole, without a barrier. */
async function holds(page: Page, axe: (page: Page) => Promise<void>, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  if (process.env.CLEARWAY_PICTURES) await page.screenshot({ path: `${process.env.CLEARWAY_PICTURES}/${title}.png`, fullPage: true });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${page.url()} is wider than its window`).toBeLessThanOrEqual(0);
  await axe(page);
}

async function loads(page: Page, list: string, text: string, applied: (key: string) => string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: `${list}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: applied('list_send'), exact: true }).click();
  await page.getByRole('button', { name: applied('list_apply'), exact: true }).click();
}

test('an empty folder becomes an office', async ({ page, locale, axe }) => {
  const words = (key: string, values = {}) => say(languageOf(locale), key, values);
  const press = (key: string) => page.locator('main').getByRole('button', { name: words(key), exact: true }).click();
  const office = new Empty();
  try {
    await office.opens();
    await page.goto(`${office.address}/setup`);
    await holds(page, axe, words('setup_title'));
    await page.getByLabel(words('setup_code')).fill(office.code.toLowerCase());
    await press('setup_begin');

    await holds(page, axe, words('setup_region_title'));
    await page.getByLabel(words('setup_region_search')).fill('640104');
    await press('setup_region_find');
    await axe(page);
    await press('setup_region_choose');

    await holds(page, axe, words('setup_facts_title'));
    await page.getByLabel(words('setup_fact_hotline'), { exact: true }).fill('call us');
    await press('setup_on');
    await expect(page.locator('.error-summary')).toContainText(words('setup_fact_number'));
    await axe(page);
    await page.getByLabel(words('setup_fact_name')).fill('The Hall');
    await page.getByLabel(words('setup_fact_hotline'), { exact: true }).fill('0951-12345');
    await press('setup_on');

    await holds(page, axe, words('setup_admin_title'));
    await page.getByLabel(words('sign_in_user')).fill('wei');
    await page.getByLabel(words('setup_admin_name'), { exact: true }).fill('Wei');
    await page.getByLabel(words('sign_in_password')).fill(PASSWORD);
    await press('setup_admin_send');

    await expect(page.getByText(words('setup_done'))).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-app', '');
    await page.getByLabel(words('sign_in_user')).fill('wei');
    await page.getByLabel(words('sign_in_password')).fill(PASSWORD);
    await press('sign_in');
    await expect(page).toHaveURL(/second-factor/);
    const secret = await page.locator('.factor__secret').innerText();
    await page.getByLabel(words('factor_code')).fill(digits(secret));
    await press('factor_send');
    await expect(page.locator('.recovery__code')).toHaveCount(10);

    await page.goto(`${office.address}/admin/lists/departments`);
    await axe(page);
    await loads(page, 'departments', 'Department,Region,Office above,Leader signs\nThe registry,640104,,No\n', words);
    await expect(page.getByRole('status')).toContainText(words('list_done'));
    await page.goto(`${office.address}/admin/lists`);
    await holds(page, axe, words('lists_title'));
    await expect(page.locator('main')).not.toContainText(words('lacks_departments'));
    await page.goto(`${office.address}/`);
    await expect(page.locator('footer')).toContainText('0951-12345');
  } finally {
    office.closes();
  }
});
