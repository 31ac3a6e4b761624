// The people of the journeys: what each does, in the words of the screens.
import { expect, test, type Page } from '@playwright/test';
import { say, type Language } from './words';

export type Receipt = { number: string; code: string };

export type Answers = Record<string, string>;

const USUAL: Answers = {
  county: '990101',
  township: 'unsure',
  service: 'unsure',
  kind: 'help',
  obstacle: 'papers',
  tried_at: 'window',
  site: '示例区政务服务中心',
  what: '窗口让我跑了三趟，每次说法都不一样。',
  follow: 'none',
  who: 'person',
  name: '王女士',
  phone: '１３８ 0013 8000',
  visibility: 'private',
  identity: 'named',
};

/** Somebody who reports, on whatever browser and language the journey has. */
export class Citizen {
  /** Whether the app takes over: without script nothing does. */
  app = test.info().project.use.javaScriptEnabled !== false;

  constructor(readonly page: Page, readonly language: Language) {}

  say(key: string, values = {}): string {
    return say(this.language, key, values);
  }

  /** Opens a page and waits until the app has taken over. */
  async opens(path: string): Promise<void> {
    await this.page.goto(path);
    if (this.app) await expect(this.page.locator('html')).toHaveAttribute('data-app', '');
  }

  /** From the front door to the first question. */
  async begins(): Promise<void> {
    const { page } = this;
    await this.opens('/');
    await page.locator('main').getByRole('link', { name: this.say('home_report') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(this.say('report_title'));
    await page.getByRole('button', { name: this.say('report_begin'), exact: true }).click();
    await this.isAsked();
  }

  /** Which page of the report stands there. */
  step(): string {
    return /\/report\/d\/[^/]+\/(\w+)/.exec(this.page.url())?.[1] ?? '';
  }

  /** The page that the address names has come. */
  async isAsked(): Promise<void> {
    await expect(this.page).toHaveURL(/\/report\/d\//);
    await expect(this.page.locator('#report [name=step]')).toHaveValue(this.step());
  }

  /** Fills in whatever of these answers is asked on this page. */
  async answers(answers: Answers): Promise<void> {
    const asked = await this.page
      .locator('#report [name]')
      .evaluateAll((fields) => fields.map((field) => [(field as HTMLInputElement).name, (field as HTMLInputElement).type] as const));
    for (const [name, kind] of new Map(asked)) {
      const value = answers[name];
      if (value === undefined || kind === 'hidden' || kind === 'submit') continue;
      const field = this.page.locator(`#report [name=${name}]`);
      if (kind === 'select-one') await field.selectOption(value);
      else if (kind === 'radio' || kind === 'checkbox') await this.page.locator(`#report [name=${name}][value="${value}"]`).check();
      else await field.fill(value);
    }
  }

  /** Presses "continue" and waits for what comes. */
  async continues(): Promise<void> {
    const before = this.page.url();
    await this.page.locator('#report button:not([name]):not([type])').click();
    await expect(this.page).not.toHaveURL(before);
    await this.isAsked();
  }

  /** Answers page after page until this one; what is not said is answered like most people do. */
  async reaches(step: string, answers: Answers = {}): Promise<void> {
    for (let pages = 0; this.step() !== step; pages += 1) {
      expect(pages, `no way to ${step}, but to ${this.page.url()}`).toBeLessThan(20);
      await this.answers({ ...USUAL, ...answers });
      await this.continues();
    }
  }

  /** Stands on this page of a new report, without the walk there: its forms are sent, not shown. */
  async skipsTo(step: string, answers: Answers = {}): Promise<void> {
    let path = await this.posts('/api/report/begin', {});
    for (let pages = 0; !path.includes(`/${step}`); pages += 1) {
      expect(pages, `no way to ${step}, but to ${path}`).toBeLessThan(20);
      const [, draft, at] = /\/report\/d\/([^/]+)\/(\w+)/.exec(path) ?? [];
      path = await this.posts('/api/report/answer', { ...USUAL, ...answers, draft, step: at });
    }
    await this.opens(path);
    await this.isAsked();
  }

  /** Sends a form as this browser does, and reads where it leads. */
  private async posts(path: string, form: Answers): Promise<string> {
    if (!this.page.url().startsWith('http')) await this.page.goto('/report');
    const headers = { accept: 'text/html', origin: new URL(this.page.url()).origin, 'sec-fetch-site': 'same-origin' };
    const answer = await this.page.request.post(path, { form, headers, maxRedirects: 0 });
    return answer.headers()['location'] ?? '';
  }

  /** Confirms what was answered. */
  async sends(): Promise<void> {
    await this.page.locator('[name=declared]').check();
    await this.page.getByRole('button', { name: this.say('check_send') }).click();
  }

  /** Files a report; only its last page is seen. */
  async files(what: string, answers: Answers = {}): Promise<Receipt> {
    await this.skipsTo('check', { what, ...answers });
    await this.sends();
    return this.readsTheReceipt();
  }

  async readsTheReceipt(title = 'done_title'): Promise<Receipt> {
    const { page } = this;
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(this.say(title));
    const [number, code] = await page.locator('.receipt__code').allTextContents();
    return { number, code };
  }

  /** The page as it stands is one sheet of A4. */
  async printsOneSheet(): Promise<void> {
    const paper = (await this.page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b(?!s)/g), 'sheets').toHaveLength(1);
  }

  /** From the receipt to the case: nobody types what stands there. */
  async goesToTheCase({ number }: Receipt): Promise<void> {
    await this.page.locator('main').getByRole('button', { name: this.say('next_track'), exact: true }).click();
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText(number);
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

/** Somebody at work; the demo's accounts, in English unless said. */
export class Officer {
  constructor(readonly page: Page, readonly language: Language = 'en') {}

  say(key: string, values = {}): string {
    return say(this.language, key, values);
  }

  async signsIn(username: string): Promise<void> {
    const { page } = this;
    await page.goto('/s/sign-in');
    await page.getByLabel(this.say('sign_in_user')).fill(username);
    await page.getByLabel(this.say('sign_in_password')).fill('demo');
    await page.locator('main').getByRole('button', { name: this.say('sign_in'), exact: true }).click();
    await expect(page).toHaveURL(/\/s(\/q\/.*)?$/);
    // The address changes before the page does: the desk is another part of the app, and its own document.
    await expect(page.getByRole('button', { name: this.say('sign_out') })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-app', '');
  }

  async signsOut(): Promise<void> {
    await this.page.getByRole('button', { name: this.say('sign_out') }).click();
    await expect(this.page).toHaveURL(/\/s\/sign-in/);
    await expect(this.page.getByLabel(this.say('sign_in_user'))).toBeVisible();
    await expect(this.page.locator('html')).toHaveAttribute('data-app', '');
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
    const words = this.page.getByLabel(this.say('reply_label'));
    await words.fill(text);
    await this.page.getByRole('button', { name: this.say('reply_send'), exact: true }).click();
    await expect(words).toHaveCount(0);
    await expect(this.page.getByRole('status').filter({ hasText: this.say('act_done') })).toBeVisible();
  }

  async signs(number: string): Promise<void> {
    await this.opens(number);
    await this.does('sign');
  }

  async releases(number: string): Promise<void> {
    await this.opens(number);
    await this.does('release');
  }

  private async does(act: 'dispatch' | 'accept' | 'sign' | 'release'): Promise<void> {
    const form = this.page.getByRole('heading', { level: 3, name: this.say(`act_${act}`), exact: true });
    await expect(form).toBeVisible();
    await this.page.getByRole('button', { name: this.say(`${act}_send`), exact: true }).click();
    // "Done" may still stand there from the act before: this one is over when its form has gone.
    await expect(form).toHaveCount(0);
    await expect(this.page.getByRole('status').filter({ hasText: this.say('act_done') })).toBeVisible();
  }
}
