// A call, written down by an operator who never touches the mouse, and the caller who follows it at home.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Citizen, Officer } from '../people';
import { languageOf } from '../words';

const PHONE = '13900008181';
const BEFORE = '不动产窗口上周说材料不齐，这周又说系统不通，已经去了两次。';
const NOW = '离婚后房子归我，去办更名，窗口要婚姻证明，民政局说已经不开婚姻证明了，不知道该找谁。';

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 150_000, retries: 1 });
test.use({ actionTimeout: 15_000 });

/** Whoever has only a keyboard. */
class Keyboard {
  constructor(readonly page: Page) {}

  /** Tab by tab to a control; its field's name, or its text. */
  async goesTo(control: string): Promise<void> {
    for (let presses = 0; presses < 60; presses += 1) {
      if ((await this.#here()) === control) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`no way to ${control} by the keyboard`);
  }

  /** Takes one of several answers: the arrow keys move among them. */
  async chooses(name: string, value: string): Promise<void> {
    await this.goesTo(name);
    const chosen = this.page.locator(`[name=${name}]:checked`);
    await this.page.keyboard.press('Space');
    for (let presses = 0; presses < 10; presses += 1) {
      if ((await chosen.getAttribute('value')) === value) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`no way to ${value} by the keyboard`);
  }

  async types(name: string, words: string): Promise<void> {
    await this.goesTo(name);
    await this.page.keyboard.insertText(words);
  }

  /** In a list that opens, the first letters choose. */
  async selects(name: string, label: string): Promise<void> {
    await this.goesTo(name);
    const field = this.page.locator(`[name=${name}]`);
    for (let presses = 0; presses < 20; presses += 1) {
      if ((await field.locator('option:checked').textContent())?.trim() === label) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`no way to ${label} by the keyboard`);
  }

  async presses(text: string): Promise<void> {
    await this.goesTo(text);
    await this.page.keyboard.press('Enter');
  }

  #here(): Promise<string> {
    return this.page.evaluate(() => {
      const here = document.activeElement as HTMLInputElement | null;
      return here?.name || here?.textContent?.trim() || '';
    });
  }
}

const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('an operator writes down a call with the keyboard alone, and the caller follows it at home', async ({ page, staffPage, locale, axe }) => {
  const citizen = new Citizen(page, languageOf(locale));
  const before = await citizen.files(BEFORE, { phone: PHONE });
  const operator = new Officer(staffPage);
  await operator.signsIn('operator');
  await staffPage.goto('/s/new');
  await expect(staffPage.locator('html')).toHaveAttribute('data-app', '');
  await expect(staffPage.locator('[name=phone]')).toBeFocused();
  const keyboard = new Keyboard(staffPage);
  await keyboard.types('phone', PHONE);
  await expect(staffPage.locator('.earlier')).toContainText(before.number);
  await expect(staffPage.locator('.earlier')).toContainText(BEFORE.slice(0, 10));
  await keyboard.types('name', '马女士');
  await keyboard.chooses('who', 'person');
  await keyboard.chooses('kind', 'complaint');
  await keyboard.types('what', NOW);
  await keyboard.chooses('obstacle', 'passed');
  await keyboard.chooses('tried_at', 'window');
  await keyboard.types('site', '示例区政务服务中心');
  await keyboard.chooses('service', 'unsure');
  await keyboard.selects('county', '示例区');
  await expect(staffPage.locator('[name=township]')).toBeVisible();
  await keyboard.selects('township', operator.say('township_unsure'));
  await expect(staffPage.locator('.intake__aside')).toContainText('离婚后房产更名');
  await keyboard.chooses('visibility', 'private');
  await keyboard.chooses('identity', 'named');
  await axe(staffPage);
  await staffPage.setViewportSize({ width: 360, height: 800 });
  expect(await width(staffPage), 'wider than a telephone').toBeLessThanOrEqual(0);
  await staffPage.setViewportSize({ width: 1280, height: 800 });

  // nothing is filed before it was read back, and nothing typed is lost by asking
  await keyboard.presses(operator.say('intake_send'));
  await expect(staffPage.locator('#declared-error')).toBeVisible();
  await expect(staffPage.locator('[name=what]')).toHaveValue(NOW);
  await expect(staffPage.locator('[name=kind]:checked')).toHaveValue('complaint');
  await axe(staffPage);
  await keyboard.goesTo('declared');
  await staffPage.keyboard.press('Space');
  await keyboard.presses(operator.say('intake_send'));
  await expect(staffPage.getByRole('heading', { level: 1 })).toHaveText(operator.say('intake_done'));
  await expect(staffPage.locator('.read-back')).toContainText(NOW);
  const [number, code] = await staffPage.locator('.receipt__code').allTextContents();
  await expect(staffPage.locator('#next-caller')).toBeFocused();
  await axe(staffPage);
  await staffPage.setViewportSize({ width: 360, height: 800 });
  expect(await width(staffPage), 'wider than a telephone').toBeLessThanOrEqual(0);

  await citizen.tracks({ number, code });
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
  await expect(page.locator('main')).toContainText(NOW);

  const done = staffPage.url();
  await staffPage.keyboard.press('Enter');
  await expect(staffPage.locator('[name=phone]')).toBeFocused();
  await expect(staffPage.locator('[name=phone]')).toHaveValue('');
  await expect(staffPage.locator('.earlier')).toHaveCount(0);
  await staffPage.goto(done);
  await expect(staffPage.locator('main')).not.toContainText(code);
});

test('a call that drops is kept, and the next one begins with nothing of it', async ({ staffPage, axe }) => {
  const operator = new Officer(staffPage);
  await operator.signsIn('operator');
  await staffPage.goto('/s/new');
  await expect(staffPage.locator('html')).toHaveAttribute('data-app', '');
  const field = (name: string) => staffPage.locator(`[name=${name}]:not([type=radio])`);
  const chosen = (name: string) => staffPage.locator(`[name=${name}]:checked`);
  await field('phone').fill('13900008282');
  await field('name').fill('丁先生');
  await staffPage.locator('[name=kind][value=complaint]').check();
  await field('what').fill(NOW);
  await field('county').selectOption({ label: '示例区' });
  await staffPage.locator('[name=visibility][value=private]').check();
  await staffPage.getByRole('button', { name: operator.say('intake_keep') }).click();
  await expect(staffPage.getByText(operator.say('intake_kept'))).toBeVisible();
  for (const name of ['phone', 'name', 'what', 'county']) await expect(field(name), name).toHaveValue('');
  for (const name of ['kind', 'visibility']) await expect(chosen(name), name).toHaveCount(0);
  await axe(staffPage);

  await field('phone').fill('13900008383');
  await field('what').fill(BEFORE);
  await staffPage.locator('main details summary', { hasText: /unfinished/ }).click();
  await staffPage.locator('.kept__item', { hasText: NOW.slice(0, 8) }).getByRole('link').first().click();
  await expect(field('what')).toHaveValue(NOW);
  await expect(field('phone')).toHaveValue('13900008282');
  await expect(chosen('kind')).toHaveValue('complaint');
  await expect(field('county')).not.toHaveValue('');
});
