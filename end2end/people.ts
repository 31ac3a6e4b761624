// The people of the journeys: what each does, in the words of the screens.
import { expect, type Page } from '@playwright/test';
import { say, type Language } from './words';

export type Receipt = { number: string; code: string };

/** Somebody who reports, on whatever browser and language the journey has. */
export class Citizen {
  constructor(readonly page: Page, readonly language: Language) {}

  say(key: string, values = {}): string {
    return say(this.language, key, values);
  }

  async opensTheForm(): Promise<void> {
    await this.page.goto('/');
    await this.page.locator('main').getByRole('link', { name: this.say('home_report') }).click();
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(this.say('report_title'));
  }

  async writes(report: { what?: string; region?: string; name?: string; phone?: string }): Promise<void> {
    const { page } = this;
    if (report.what !== undefined) await page.getByLabel(this.say('report_what')).fill(report.what);
    if (report.region !== undefined) await page.getByLabel(this.say('report_region')).selectOption(report.region);
    if (report.name !== undefined) await page.getByLabel(this.say('report_name')).fill(report.name);
    if (report.phone !== undefined) await page.getByLabel(this.say('report_phone')).fill(report.phone);
  }

  async sends(): Promise<void> {
    await this.page.getByRole('button', { name: this.say('report_send') }).click();
  }

  async files(what: string): Promise<Receipt> {
    await this.opensTheForm();
    await this.writes({ what, region: '990101', name: '王女士', phone: '１３８ 0013 8000' });
    await this.sends();
    return this.readsTheReceipt();
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
