// Accounts: six digits from a telephone, recovery codes, a link for whoever forgot the password, screens ended from elsewhere.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { digits } from '../authenticator';
import { Officer } from '../people';

/** From the page with the square to the recovery codes. */
async function setsUp(officer: Officer, page: Page): Promise<string[]> {
  await expect(page.getByRole('img', { name: officer.say('factor_square') })).toBeVisible();
  const secret = await page.locator('.factor__secret').innerText();
  await page.getByLabel(officer.say('factor_code')).fill('000000');
  await page.getByRole('button', { name: officer.say('factor_send'), exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(officer.say('refused_code'));
  await page.getByLabel(officer.say('factor_code')).fill(digits(secret));
  await page.getByRole('button', { name: officer.say('factor_send'), exact: true }).click();
  await expect(page.locator('.recovery__code')).toHaveCount(10);
  return page.locator('.recovery__code').allInnerTexts();
}

async function types(officer: Officer, page: Page, username: string, password: string): Promise<void> {
  await page.goto('/s/sign-in');
  await page.getByLabel(officer.say('sign_in_user')).fill(username);
  await page.getByLabel(officer.say('sign_in_password')).fill(password);
  await page.locator('main').getByRole('button', { name: officer.say('sign_in'), exact: true }).click();
}

test.skip(({ javaScriptEnabled, locale }) => javaScriptEnabled === false || locale !== 'en-GB', 'staff pages are the same in each pair');

test('somebody sets up two steps, signs in with a recovery code, and switches it off', async ({ staffPage: page, axe, expectStatus }) => {
  expectStatus(401);
  const officer = new Officer(page);
  await types(officer, page, 'operator', 'demo');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(officer.say('start_title'));
  await page.locator('.desk-head__account').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(officer.say('account_title'));
  await axe(page);
  await page.locator('#factor-on').fill('demo');
  await page.getByRole('button', { name: officer.say('factor_begin'), exact: true }).click();
  await expect(page).toHaveURL('/s/second-factor');
  await axe(page);
  const codes = await setsUp(officer, page);
  await axe(page);
  await page.getByRole('link', { name: officer.say('recovery_kept') }).click();
  await officer.signsOut();

  await types(officer, page, 'operator', 'demo');
  await expect(page).toHaveURL('/s/second-factor');
  await axe(page);
  await page.getByLabel(officer.say('proof_code')).fill('111111');
  await page.getByRole('button', { name: officer.say('proof_send'), exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(officer.say('refused_code'));
  await page.getByLabel(officer.say('proof_code')).fill(codes[0]!.toLowerCase());
  await page.getByRole('button', { name: officer.say('proof_send'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(officer.say('start_title'));
  await page.goto('/s/account');
  await expect(page.locator('main')).toContainText('9 recovery codes are left.');
  await page.locator('summary', { hasText: officer.say('factor_remove') }).click();
  await page.locator('#factor-off').fill('demo');
  await page.getByRole('button', { name: officer.say('factor_remove'), exact: true }).click();
  await expect(page.locator('main')).toContainText(officer.say('factor_off'));
});

test('an admin gives a link to whoever forgot the password, and the old screens end', async ({ staffPage: page, browser, axe, expectStatus }) => {
  expectStatus(401);
  const admin = new Officer(page);
  const home = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 800 } });
  const telephone = await home.newPage();
  await types(admin, telephone, 'supervisor', 'demo');
  await expect(telephone.getByRole('heading', { level: 1 })).toHaveText(admin.say('start_title'));

  await types(admin, page, 'admin', 'demo');
  await setsUp(admin, page);
  await page.getByRole('link', { name: admin.say('recovery_kept') }).click();
  await expect(page).toHaveURL('/admin');
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
  await axe(page);
  await page.goto('/admin/staff?q=supervisor');
  await page.locator('.admin-table__name').click();
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
  const person = page.locator('.person');
  await person.locator('summary').click();
  await person.getByLabel(admin.say('own_password')).fill('demo');
  await person.getByRole('button', { name: admin.say('people_make_link'), exact: true }).click();
  const link = await person.locator('.person__address').innerText();
  await axe(page);

  await telephone.goto(link);
  await expect(telephone.locator('html')).toHaveAttribute('data-app', '');
  await telephone.getByLabel(admin.say('choose_new')).fill('short');
  await telephone.getByRole('button', { name: admin.say('choose_send'), exact: true }).click();
  await expect(telephone.getByRole('alert')).toContainText(admin.say('refused_weak', { n: 12 }));
  await telephone.getByLabel(admin.say('choose_new')).fill('a door with a green frame');
  await telephone.getByRole('button', { name: admin.say('choose_send'), exact: true }).click();
  await expect(telephone.getByRole('status').filter({ hasText: admin.say('password_chosen') })).toBeVisible();
  await types(admin, telephone, 'supervisor', 'a door with a green frame');
  await expect(telephone.getByRole('heading', { level: 1 })).toHaveText(admin.say('start_title'));

  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
  await person.getByRole('button', { name: admin.say('people_sign_out'), exact: true }).click();
  await expect(person.getByRole('button', { name: admin.say('people_sign_out'), exact: true })).toHaveCount(0);
  await telephone.reload();
  await expect(telephone).toHaveURL('/s/sign-in');
  await home.close();
});
