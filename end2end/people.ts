// The people of the journeys: what each does, in the words of the screens.
import { expect, type Page } from '@playwright/test';
import { say, type Language } from './words';

export type Receipt = { number: string; code: string };

/** What is answered when nothing else is said. */
const ANSWERS = {
  county: '990101', township: 'unsure', service: 'unsure', kind: 'help', obstacle: 'papers', tried_at: 'website', follow: 'none',
  who: 'person', name: '王女士', phone: '１３８ 0013 8000', visibility: 'private', identity: 'named', declared: 'yes',
};

/** Somebody who reports, on whatever browser and language the journey has. */
export class Citizen {
  constructor(readonly page: Page, readonly language: Language) {}

  say(key: string, values = {}): string {
    return say(this.language, key, values);
  }

  /** Answers page after page as somebody in a hurry would, and sends it. */
  async files(what: string, answers: Record<string, string> = {}): Promise<Receipt> {
    const { page } = this;
    await page.goto('/report');
    await page.locator('.start__begin').getByRole('button').click();
    for (let step = await this.#leaves('report'); step !== undefined; step = await this.#leaves(step)) {
      for (const [name, value] of Object.entries({ ...ANSWERS, what, ...answers })) await this.#answers(name, value);
      await page.locator('main form').getByRole('button').last().click();
    }
    return this.readsTheReceipt();
  }

  /** The page of the report that comes after this one; none after the last. */
  async #leaves(step: string): Promise<string | undefined> {
    const on = (path: string) => path.split('/')[4] ?? path.split('/')[1];
    await this.page.waitForURL((url) => url.pathname.startsWith('/report/') && on(url.pathname) !== step);
    const { pathname } = new URL(this.page.url());
    if (pathname.startsWith('/report/done/')) return undefined;
    await expect(this.page.locator('main form').getByRole('button').last()).toBeEnabled();
    return on(pathname);
  }

  async #answers(name: string, value: string): Promise<void> {
    const field = this.page.locator(`main [name="${name}"]`);
    const kind = (await field.count()) === 0 ? '' : await field.first().evaluate((element) => `${element.tagName} ${(element as HTMLInputElement).type}`);
    if (kind.startsWith('SELECT')) await field.selectOption(value);
    else if (/radio|checkbox/.test(kind)) await this.page.locator(`main [name="${name}"][value="${value}"]`).check();
    else if (/text|tel/i.test(kind)) await field.fill(value);
  }

  async readsTheReceipt(): Promise<Receipt> {
    const { page } = this;
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(this.say('done_title'));
    const [number, code] = await page.locator('.receipt__code').allTextContents();
    return { number, code };
  }

  /** Types number and code as people do: lower case, no spaces where they stood. */
  async tracks({ number, code }: Receipt): Promise<void> {
    const { page } = this;
    await page.goto('/track');
    await page.getByLabel(this.say('number')).fill(number.toLowerCase());
    await page.getByLabel(this.say('code')).fill(code.toLowerCase().replaceAll('-', ' '));
    await page.locator('main').getByRole('button', { name: this.say('track_send') }).click();
  }
}

/** Somebody at work; the demo's accounts, in English. */
export class Officer {
  constructor(readonly page: Page) {}

  say(key: string, values = {}): string {
    return say('en', key, values);
  }

  async signsIn(username: string): Promise<void> {
    const { page } = this;
    await page.goto('/s/sign-in');
    await page.getByLabel(this.say('sign_in_user')).fill(username);
    await page.getByLabel(this.say('sign_in_password')).fill('demo');
    await page.locator('main').getByRole('button', { name: this.say('sign_in'), exact: true }).click();
    await expect(page).toHaveURL(/\/s\/q\//);
  }

  async signsOut(): Promise<void> {
    await this.page.getByRole('button', { name: this.say('sign_out') }).click();
    await expect(this.page).toHaveURL(/\/s\/sign-in/);
  }

  /** Opens a case by its number, as a colleague sends it. */
  async opens(number: string): Promise<void> {
    await this.page.goto(`/s/c/${number.replaceAll(' ', '')}`);
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText(number);
    // An act before the app has taken over loads the page anew: it counts, but nothing says "done".
    await expect(this.page.locator('html')).toHaveAttribute('data-app', '');
  }

  async dispatches(number: string, department: string): Promise<void> {
    await this.opens(number);
    await this.page.getByLabel(this.say('dispatch_to')).selectOption({ label: department });
    await this.does('dispatch');
  }

  async accepts(number: string): Promise<void> {
    await this.opens(number);
    await this.does('accept');
  }

  async replies(text: string): Promise<void> {
    await this.page.getByLabel(this.say('reply_label')).fill(text);
    await this.does('reply');
  }

  async releases(number: string): Promise<void> {
    await this.opens(number);
    await this.does('release');
  }

  private async does(act: 'dispatch' | 'accept' | 'reply' | 'release'): Promise<void> {
    const form = this.page.getByRole('heading', { level: 3, name: this.say(`act_${act}`), exact: true });
    await expect(form).toBeVisible();
    await this.page.getByRole('button', { name: this.say(`${act}_send`), exact: true }).click();
    // "Done" may still stand there from the act before: this one is over when its form has gone.
    await expect(form).toHaveCount(0);
    await expect(this.page.getByRole('status').filter({ hasText: this.say('act_done') })).toBeVisible();
  }
}
